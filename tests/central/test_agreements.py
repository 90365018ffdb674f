"""Contracts, authorisations and fund movements: the tables walked whole, and each act over HTTP and on the log."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import uuid
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
import requests
from central_people import person
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from kiosk_client import KioskClient
from running_central import Running, serving

from central.agreements.states import AUTHORISATION, CONTRACT, MOVEMENT, Action, Facts, Refused, State, after
from central.evidence.acts import commit

SOMEBODY, ANOTHER = person(1), person(2, "别人")
WHO, OTHER = ((each["id_number"], each["name"]) for each in (SOMEBODY, ANOTHER))
EMPLOYER = "91450100MA5N000001"
KEYS = {name: Ed25519PrivateKey.generate() for name in ("employer", "li", "wang", "zhao")}
BODIES = {"li": "finance", "wang": "finance", "zhao": "bank"}
TERMS = "甲方聘用乙方为网络管理员，月工资5000元。"
DIGEST = hashlib.sha256(TERMS.encode()).hexdigest()
MAKING = {Action.OFFER, Action.GIVE, Action.PROPOSE}


@pytest.mark.parametrize("table", [CONTRACT, AUTHORISATION, MOVEMENT])
def test_every_state_answers_every_action_whatever_the_facts(table: Any) -> None:
    """A state is in its own table, only what stands in its row leads on, and each fact that a rule names is needed."""
    names = [field.name for field in fields(Facts)]
    for state, action in itertools.product(table, Action):
        outcomes = {}
        for values in itertools.product((False, True), repeat=len(names)):
            outcome = after(table, state, action, Facts(**dict(zip(names, values, strict=True))))
            outcomes[values] = outcome
            assert isinstance(outcome, Refused) or outcome in table
        led = {outcome for outcome in outcomes.values() if isinstance(outcome, State)}
        assert bool(led) == (action in table[state])
        if not led:
            assert set(outcomes.values()) == {Refused("not-allowed")}
        elif action is not Action.EXPIRE:
            assert isinstance(outcomes[(False,) * len(names)], Refused)


def test_every_action_and_state_is_used() -> None:
    tables = (CONTRACT, AUTHORISATION, MOVEMENT)
    assert {state for table in tables for state in table} == set(State)
    assert {action for table in tables for row in table.values() for action in row} == set(Action) - MAKING


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(tmp_path_factory.mktemp("central")) as running:
        running.seed(SOMEBODY, ANOTHER)
        registered = [("employer", EMPLOYER, "", KEYS["employer"])]
        registered += [("supervisor", name, body, KEYS[name]) for name, body in BODIES.items()]
        for role, name, body, key in registered:
            public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
            answer = post(running, "/v1/signing-parties", role=role, id=name, body=body, public_key=public)
            assert answer.status_code == 201, answer.text
        yield running


@pytest.fixture(scope="module")
def kiosk(central: Running) -> KioskClient:
    return central.kiosk()


def post(central: Running, path: str, **body: Any) -> requests.Response:
    return central.staff("POST", path, json=body, headers={"Idempotency-Key": uuid.uuid4().hex})


def at_kiosk(kiosk: KioskClient, path: str, **body: Any) -> requests.Response:
    return kiosk.post(path, body, headers={"Idempotency-Key": uuid.uuid4().hex})


def signed(name: str, *lines: object) -> str:
    return base64.b64encode(KEYS[name].sign("\n".join(map(str, lines)).encode())).decode()


def reason(answer: requests.Response) -> tuple[int, str]:
    body = answer.json()
    return answer.status_code, body.get("reason") or body["type"].removeprefix("/problems/")


def acts(central: Running, number: str) -> list[dict[str, Any]]:
    """What the log holds of an agreement, each statement hashed to its entry."""
    page = central.staff("GET", "/v1/evidence/acts", params={"subject": number}).json()["acts"]
    for act in page:
        assert commit(bytes.fromhex(act["salt"]), act["statement"]).hex() == act["entry"]
    return [json.loads(act["statement"]) for act in page]


def kinds(central: Running, number: str) -> list[str]:
    return [act["kind"] for act in acts(central, number)]


def offered(central: Running, **changes: Any) -> requests.Response:
    signature = signed("employer", "hrss-contract/1", EMPLOYER, WHO[0], "2026-12-01", "", DIGEST)
    body = {"employer": EMPLOYER, "id_number": WHO[0], "starts_on": "2026-12-01", "terms": TERMS}
    return post(central, "/v1/contracts", **{**body, "signature": signature, **changes})


def assent(kiosk: KioskClient, number: str, session: str, digest: str = DIGEST) -> dict[str, str]:
    text = "\n".join(("hrss-contract-assent/1", number, digest, session)).encode()
    return {"session": session, "digest": digest, "signature": base64.b64encode(kiosk.key.sign(text)).decode()}


def test_a_contract_is_signed_by_both_sides(central: Running, kiosk: KioskClient) -> None:
    number = offered(central).json()["number"]
    session = kiosk.raise_to_l3(*WHO)
    (shown,) = [
        each for each in kiosk.get(f"/v1/sessions/{session}/contracts").json()["contracts"] if each["number"] == number
    ]
    assert shown["terms"] == TERMS
    wrong = assent(kiosk, number, session, "0" * 64)
    assert reason(at_kiosk(kiosk, f"/v1/contracts/{number}/signature", **wrong)) == (409, "terms")
    right = assent(kiosk, number, session)
    forged = {**right, "signature": wrong["signature"]}
    assert reason(at_kiosk(kiosk, f"/v1/contracts/{number}/signature", **forged)) == (422, "signature-invalid")
    answer = at_kiosk(kiosk, f"/v1/contracts/{number}/signature", **right)
    assert answer.json()["state"] == "SIGNED"
    assert reason(at_kiosk(kiosk, f"/v1/contracts/{number}/signature", **right)) == (409, "not-allowed")
    ended = post(central, f"/v1/contracts/{number}/end", reason="协商一致", ended_on="2027-01-31")
    assert ended.json()["state"] == "ENDED"
    assert kinds(central, number) == ["contract.offer", "contract.sign", "contract.end"]
    said = json.dumps(acts(central, number), ensure_ascii=False)
    assert WHO[0] not in said
    assert TERMS not in said
    assert session not in said


def test_only_the_worker_signs_and_only_after_the_face_check(central: Running, kiosk: KioskClient) -> None:
    number = offered(central).json()["number"]
    low = kiosk.session(*WHO)
    path = f"/v1/contracts/{number}/signature"
    assert at_kiosk(kiosk, path, **assent(kiosk, number, low)).status_code == 403
    another = kiosk.raise_to_l3(*OTHER)
    assert reason(at_kiosk(kiosk, path, **assent(kiosk, number, another))) == (409, "person")
    elsewhere = central.kiosk("nn-test-09")
    session = kiosk.raise_to_l3(*WHO)
    assert at_kiosk(elsewhere, path, **assent(elsewhere, number, session)).status_code == 404
    assert at_kiosk(kiosk, f"/v1/contracts/{number}/decline", session=session).json()["state"] == "DECLINED"
    assert kinds(central, number) == ["contract.offer", "contract.decline"]


def test_only_the_employers_key_offers_and_withdraws(central: Running) -> None:
    assert reason(offered(central, terms=TERMS + "另")) == (422, "signature-invalid")
    assert reason(offered(central, employer="91450100MA5N000002")) == (422, "signer-unknown")
    number = offered(central).json()["number"]
    path = f"/v1/contracts/{number}/withdrawal"
    by_another = signed("li", "hrss-contract-withdrawal/1", number, DIGEST)
    assert reason(post(central, path, signature=by_another)) == (409, "employer")
    own = signed("employer", "hrss-contract-withdrawal/1", number, DIGEST)
    assert post(central, path, signature=own).json()["state"] == "WITHDRAWN"
    assert reason(post(central, f"/v1/contracts/{number}/end", reason="x", ended_on="2027-01-31")) == (
        409,
        "not-allowed",
    )


def test_an_authorisation_is_given_used_and_withdrawn(central: Running, kiosk: KioskClient) -> None:
    session = kiosk.raise_to_l3(*WHO)
    asked = {"grantee": "ccb-nanning", "purpose": "创业担保贷款", "records": ["contributions"], "until": "2099-12-31"}
    given = at_kiosk(kiosk, "/v1/authorisations", session=session, **asked)
    assert given.status_code == 201, given.text
    number = given.json()["number"]
    path = f"/v1/authorisations/{number}/uses"
    use = {"grantee": "ccb-nanning", "purpose": "创业担保贷款"}
    assert post(central, path, **use).json()["uses"] == 1
    assert reason(post(central, path, **{**use, "grantee": "other-bank"})) == (409, "grantee")
    assert reason(post(central, path, **{**use, "purpose": "营销"})) == (409, "purpose")
    assert reason(post(central, f"/v1/authorisations/{number}/expiry")) == (409, "in-time")
    assert post(central, path, **use).json()["uses"] == 2
    (held,) = kiosk.get(f"/v1/sessions/{session}/authorisations").json()["authorisations"]
    assert held["uses"] == 2
    another = kiosk.raise_to_l3(*OTHER)
    assert reason(at_kiosk(kiosk, f"/v1/authorisations/{number}/withdrawal", session=another)) == (409, "person")
    taken_back = at_kiosk(kiosk, f"/v1/authorisations/{number}/withdrawal", session=session)
    assert taken_back.json()["state"] == "WITHDRAWN"
    assert reason(post(central, path, **use)) == (409, "not-allowed")
    assert central.staff("GET", f"/v1/authorisations/{number}").json()["state"] == "WITHDRAWN"
    assert kinds(central, number) == [f"authorisation.{each}" for each in ("give", "use", "use", "withdraw")]


def test_an_authorisation_needs_the_face_check_and_a_day_to_come(central: Running, kiosk: KioskClient) -> None:
    asked = {"grantee": "ccb-nanning", "purpose": "贷款", "records": ["card"], "until": "2099-12-31"}
    assert at_kiosk(kiosk, "/v1/authorisations", session=kiosk.session(*WHO), **asked).status_code == 403
    past = {**asked, "until": "2020-01-01"}
    answer = at_kiosk(kiosk, "/v1/authorisations", session=kiosk.raise_to_l3(*WHO), **past)
    assert reason(answer) == (422, "until-past")


def proposed(central: Running, purpose: str = "拨付十一月待遇") -> dict[str, Any]:
    body = {"fund": "unemployment", "source": "4500-0001", "target": "4500-0002", "amount_fen": 250_000_00}
    answer = post(central, "/v1/fund-movements", **body, purpose=purpose)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def by(name: str, movement: dict[str, Any]) -> dict[str, str]:
    purpose = hashlib.sha256(movement["purpose"].encode()).hexdigest()
    parts = [movement[each] for each in ("number", "fund", "source", "target", "amount_fen")]
    return {"supervisor": name, "signature": signed(name, "hrss-fund-movement/1", *parts, purpose)}


def test_a_movement_is_released_once_two_bodies_have_signed(central: Running) -> None:
    movement = proposed(central)
    assert movement["needed"] == 2
    path = f"/v1/fund-movements/{movement['number']}"
    assert reason(post(central, f"{path}/release")) == (409, "signatures")
    assert post(central, f"{path}/signatures", **by("li", movement)).status_code == 200
    assert reason(post(central, f"{path}/signatures", **by("li", movement))) == (409, "signed")
    assert post(central, f"{path}/signatures", **by("wang", movement)).status_code == 200
    assert reason(post(central, f"{path}/release")) == (409, "signatures"), "both sign for finance"
    other = by("zhao", {**movement, "amount_fen": 1})
    assert reason(post(central, f"{path}/signatures", **other)) == (409, "movement")
    assert post(central, f"{path}/signatures", **by("zhao", movement)).status_code == 200
    released = post(central, f"{path}/release").json()
    assert released["state"] == "RELEASED"
    assert {each["body"] for each in released["signatures"]} == {"finance", "bank"}
    assert reason(post(central, f"{path}/release")) == (409, "not-allowed")
    assert kinds(central, movement["number"]) == [
        "fund_movement.propose",
        *["fund_movement.sign"] * 3,
        "fund_movement.release",
    ]
    assert central.staff("GET", path).headers["ETag"] == f'"{movement["number"]}.{released["version"]}"'


def test_a_movement_is_refused_by_one_or_withdrawn_by_who_proposed_it(central: Running) -> None:
    movement = proposed(central)
    path = f"/v1/fund-movements/{movement['number']}"
    why = "账户不符"
    text = ("hrss-fund-refusal/1", movement["number"], hashlib.sha256(why.encode()).hexdigest())
    unsigned = {"supervisor": "zhao", "reason": why, "signature": signed("li", *text)}
    assert reason(post(central, f"{path}/refusal", **unsigned)) == (409, "supervisor")
    refused = post(central, f"{path}/refusal", **{**unsigned, "signature": signed("zhao", *text)})
    assert refused.json()["state"] == "REFUSED"
    again = proposed(central)
    assert post(central, f"/v1/fund-movements/{again['number']}/withdrawal").json()["state"] == "WITHDRAWN"
    page = central.staff("GET", "/v1/fund-movements", params={"state": "WITHDRAWN", "limit": 1}).json()
    assert [each["number"] for each in page["movements"]] == [again["number"]]


def test_what_was_looked_at_is_what_is_changed(central: Running) -> None:
    movement = proposed(central)
    path = f"/v1/fund-movements/{movement['number']}"
    headers = {"Idempotency-Key": uuid.uuid4().hex, "If-Match": f'"{movement["number"]}.7"'}
    assert central.staff("POST", f"{path}/withdrawal", json={}, headers=headers).status_code == 412
    assert central.staff("POST", f"{path}/withdrawal", json={}, headers={"Idempotency-Key": None}).status_code == 400


def test_a_signers_key_is_not_replaced(central: Running) -> None:
    public = base64.b64encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw()).decode()
    body = {"role": "supervisor", "id": "li", "body": "audit", "public_key": public}
    assert reason(post(central, "/v1/signing-parties", **body)) == (409, "signer-known")
    for wrong in ({"role": "employer", "body": "audit"}, {"id": "new", "public_key": "AAAA"}):
        assert post(central, "/v1/signing-parties", **{**body, **wrong}).status_code == 422
