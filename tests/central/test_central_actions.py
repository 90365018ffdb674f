"""Handling over HTTP: what staff and applicants do, seen as a client sees it."""

from __future__ import annotations

import itertools
import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from central_people import CLAIM, jobless
from kiosk_client import KioskClient, new_reference
from running_central import STAFF, Running, serving
from sqlalchemy import func, select, update

from central import pruning
from central.applications import actions
from central.applications.actions import Act, Given
from central.applications.states import Action
from central.background import drain
from central.idempotency import KEPT_FOR
from central.identity import ROLES, Identity
from central.problems import Problem
from central.store.tables import Application, IdempotencyAnswer, SeenToken, Session, SmsMessage, Staff

REASON = {"zh": "等发证单位答复。", "en": "Waiting for who issued it."}
SERIALS = itertools.count(920)


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("actions")
    (folder / "sms").write_text("shared-with-the-gateway")
    with serving(folder, sms_token_file=folder / "sms") as running:
        yield running


@pytest.fixture(scope="module")
def kiosk(central: Running) -> KioskClient:
    return central.kiosk()


class Claim:
    """A claim that lies with somebody."""

    def __init__(self, central: Running, kiosk: KioskClient) -> None:
        self.central, self.kiosk = central, kiosk
        self.person = jobless(next(SERIALS))
        central.seed(self.person)
        who = self.person["id_number"], self.person["name"]
        content = kiosk.content("UNE-001", *who, CLAIM, kiosk.raise_to_l3(*who), "L3")
        self.reference, key = new_reference(), uuid.uuid4().hex
        answer = kiosk.send(kiosk.seal(content, key=key, reference=self.reference), key)
        assert answer.status_code == 201, answer.text
        self.number = str(answer.json()["application_number"])

    def seen(self) -> requests.Response:
        return self.central.staff("GET", f"/v1/applications/{self.number}")

    def act(self, action: str, **body: Any) -> requests.Response:
        etag = self.seen().headers["ETag"]
        path = f"/v1/applications/{self.number}/actions/{action}"
        return self.central.staff("POST", path, json=body, headers={"If-Match": etag})

    def by_applicant(self, action: str, **body: Any) -> requests.Response:
        session = self.kiosk.raise_to_l3(self.person["id_number"], self.person["name"])
        path = f"/v1/sessions/{session}/applications/{self.number}/actions/{action}"
        return self.kiosk.post(path, body, headers={"Idempotency-Key": uuid.uuid4().hex})

    def templates(self) -> list[str]:
        told = self.central.staff("GET", "/v1/notifications", params={"number": self.number}).json()
        return [each["template"] for each in told["notifications"]]


@pytest.fixture
def claim(central: Running, kiosk: KioskClient) -> Claim:
    return Claim(central, kiosk)


def problem(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, str(answer.json()["type"]).removeprefix("/problems/")


def test_an_action_is_taken_on_what_was_seen_and_once_for_its_key(claim: Claim) -> None:
    path = f"/v1/applications/{claim.number}/actions/open"
    headers = {"Authorization": f"Bearer {STAFF}"}
    url = claim.central.url + path
    assert problem(requests.post(url, json={}, headers=headers, timeout=20)) == (400, "idempotency-key-missing")
    assert problem(claim.central.staff("POST", path, json={})) == (428, "precondition-missing")
    stale = claim.central.staff("POST", path, json={}, headers={"If-Match": '"x.1"'})
    assert problem(stale) == (412, "version-conflict")
    key = {"If-Match": claim.seen().headers["ETag"], "Idempotency-Key": uuid.uuid4().hex}
    answers = [claim.central.staff("POST", path, json={}, headers=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["state"] == "IN_REVIEW"
    assert answers[0].headers["ETag"] == claim.seen().headers["ETag"]
    other = claim.central.staff("POST", path, json={"days": 1}, headers=key)
    assert problem(other) == (422, "idempotency-key-reused")
    assert problem(claim.act("no-such-action")) == (422, "malformed-request")


def test_what_is_available_can_be_done(claim: Claim) -> None:
    assert set(claim.seen().json()["available"]) == {"allocate", "open", "release", "withdraw"}
    claim.act("open")
    bodies = {"extend": {"reason": REASON, "days": 2}, "wait": {"reason": REASON}}
    assert {"extend", "wait", "ask_second", "approve", "reject"} <= set(claim.seen().json()["available"])
    for action in ("extend", "wait"):
        assert claim.act(action, **bodies[action]).status_code == 200
    assert claim.act("resume").json()["state"] == "EXTENDED"
    assert claim.templates() == ["accepted", "extended", "waiting"]


def test_a_refusal_names_what_would_be_possible(claim: Claim) -> None:
    claim.act("open")
    refused = claim.act("wait")
    assert problem(refused) == (409, "state-conflict")
    assert refused.json()["reason"] == "reasons"
    for never in ("confirm_payment", "accept", "rate"):
        assert problem(claim.act(never)) == (409, "state-conflict")
    assert claim.seen().json()["state"] == "IN_REVIEW"


def test_all_that_is_missing_is_told_once_and_corrected_by_the_applicant(claim: Claim) -> None:
    claim.act("open")
    account = {"field": "bank_account", "text": {"zh": "收款账号不对", "en": "The account is wrong"}}
    phone = {"field": "phone", "text": {"zh": "手机号码不对", "en": "The phone is wrong"}}
    asked = claim.act("ask_correction", missing=[account, phone]).json()
    assert asked["state"] == "NEEDS_CORRECTION"
    assert {"收款账号不对", "手机号码不对"} <= {entry["text"]["zh"] for entry in asked["timeline"]}
    wrong = claim.by_applicant("correct", form={"bank_account": "1", "phone": "2"})
    assert {error["field"] for error in wrong.json()["errors"]} == {"bank_account", "phone"}
    mended = claim.by_applicant("correct", form={"bank_account": "6200000000000000777"})
    assert (mended.status_code, mended.json()["state"]) == (200, "IN_REVIEW")
    assert claim.seen().json()["form"]["bank_account"].endswith("777")
    more = {"field": "", "text": {"zh": "还要一份证明", "en": "And another paper"}}
    refused = claim.act("ask_correction", missing=[phone, more])
    assert (problem(refused), refused.json()["reason"]) == ((409, "state-conflict"), "told-once")
    assert claim.act("ask_correction", missing=[phone]).status_code == 200, "a part of what was told may be told again"


def test_two_look_where_one_is_not_enough(central: Running, kiosk: KioskClient) -> None:
    claim = Claim(central, kiosk)
    with central.central.database.begin() as transaction:
        transaction.execute(update(Application).where(Application.number == claim.number).values(depth="two"))
    claim.act("open")
    alone = claim.act("approve")
    assert (problem(alone), alone.json()["reason"]) == ((409, "state-conflict"), "second-review")
    second = claim.act("ask_second").json()
    assert second["state"] == "SECOND_REVIEW"
    assert second["second"] not in (None, second["handler"])
    back = claim.act("return", reason=REASON).json()
    assert (back["state"], back["second"]) == ("IN_REVIEW", None)
    claim.act("ask_second")
    assert claim.act("approve").json()["state"] == "PAYMENT_PENDING"


def test_only_whom_it_lies_with_decides_and_never_a_relative(central: Running, claim: Claim) -> None:
    handler = str(claim.seen().json()["handler"])
    other = next(name for name in ("s-101", "s-102", "s-103") if name != handler)
    supervisor = Identity("s-201", "韦丽娟", ROLES["supervisor"])

    def tried(who: Identity, action: Action, given: Given | None = None) -> str:
        with central.central.database.begin() as transaction:
            held = transaction.scalars(select(Application).where(Application.number == claim.number)).one()
            service = central.central.catalogue.services[held.item]
            try:
                actions.take(Act(central.central, transaction, held, service, action, given or Given(), who))
            except Problem as refused:
                transaction.rollback()
                return refused.name
        return "done"

    mine = Identity(handler, "", ROLES["handler"])
    theirs = replace(mine, id=other)
    assert tried(theirs, Action.OPEN) == "not-yours"
    assert tried(mine, Action.ALLOCATE, Given(handler=other)) == "scope-missing"
    assert tried(mine, Action.OPEN) == "done"
    path = f"/v1/staff/{handler}/conflicts"
    declared = {"id_number": claim.person["id_number"], "kind": "relative"}
    assert central.staff("POST", path, json=declared).status_code == 200
    assert tried(mine, Action.APPROVE) == "conflict-of-interest"
    assert tried(supervisor, Action.ALLOCATE, Given(handler=handler)) == "conflict-of-interest"
    assert tried(supervisor, Action.ALLOCATE, Given(handler=other)) == "done"
    assert central.staff("DELETE", f"{path}/{claim.person['id_number']}").status_code == 204
    assert claim.seen().json()["handler"] == other


def test_what_lies_with_who_goes_is_given_to_others(start: Callable[..., Running]) -> None:
    running = start()
    kiosk = running.kiosk()
    claims = [Claim(running, kiosk) for _ in range(4)]
    for name in ("s-101", "s-102", "s-103"):
        off = running.staff("POST", f"/v1/staff/{name}/duty", json={"on_duty": False})
        assert off.json()["on_duty"] is False
        drain(running.central)
        lies_with = {claim.seen().json()["handler"] for claim in claims}
        assert name not in lies_with
    assert {claim.seen().json()["state"] for claim in claims} == {"ACCEPTED"}
    tasks = running.staff("GET", "/v1/tasks").json()["tasks"]
    assert {task["todo"] for task in tasks} == {"allocate"}
    running.staff("POST", "/v1/staff/s-102/duty", json={"on_duty": True})
    drain(running.central)
    assert {claim.seen().json()["handler"] for claim in claims} == {"s-102"}
    staff = {each["id"]: each for each in running.staff("GET", "/v1/staff").json()["staff"]}
    assert [staff[name]["open_minutes"] for name in ("s-101", "s-102", "s-103")] == [0, 48, 0]
    assert len(running.staff("GET", "/v1/tasks", params={"handler": "s-102"}).json()["tasks"]) == 4


def test_each_choice_is_shown_with_what_it_was_made_from(central: Running, claim: Claim) -> None:
    pages, cursor = [], None
    while True:
        asked = {"limit": 100, **({"cursor": cursor} if cursor else {})}
        page = central.staff("GET", "/v1/allocation/choices", params=asked).json()
        pages += page["allocations"]
        if (cursor := page["next"]) is None:
            break
    assert claim.number in {each["number"] for each in pages}
    assert all(each["chosen"] == each["replayed"] for each in pages)
    metrics = central.staff("GET", "/v1/allocation/metrics").json()
    assert metrics["choices"] == len(pages)
    minutes = [share["minutes"] for share in metrics["shares"]]
    assert metrics["jain_day"] == pytest.approx(
        sum(minutes) ** 2 / (len(minutes) * sum(m * m for m in minutes)), abs=1e-4
    )
    assert central.staff("GET", "/v1/allocation/metrics", params={"day": "2020-01-01"}).json()["choices"] == 0


def test_a_rating_takes_the_reference_and_is_given_once(claim: Claim) -> None:
    path = f"/v1/applications/{claim.number}/rating"
    body = {"proof": claim.reference, "stars": 5, "words": "很快"}

    def rated(**changes: Any) -> requests.Response:
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        return requests.post(claim.central.url + path, json={**body, **changes}, headers=headers, timeout=20)

    assert problem(rated()) == (409, "state-conflict"), "not before it has come to its end"
    claim.by_applicant("withdraw")
    claim.central.staff("GET", "/healthz")
    assert problem(rated()) == (409, "state-conflict"), "what was withdrawn is not rated"
    done = Claim(claim.central, claim.kiosk)
    done.act("open")
    done.act("approve")
    drain(done.central.central)
    path, body["proof"] = f"/v1/applications/{done.number}/rating", done.reference.lower()
    assert problem(rated(proof=new_reference())) == (404, "not-found")
    assert problem(rated(stars=6)) == (422, "malformed-request")
    assert rated().json() == {"number": done.number, "stars": 5, "state": "RATED"}
    assert problem(rated()) == (409, "state-conflict")


def test_a_withdrawal_ends_it_and_frees_whom_it_lay_with(central: Running, claim: Claim) -> None:
    handler = claim.seen().json()["handler"]
    before = open_minutes(central, handler)
    assert claim.by_applicant("withdraw").json()["state"] == "WITHDRAWN"
    assert open_minutes(central, handler) == before - 12
    assert claim.templates()[-1] == "withdrawn"
    assert problem(claim.by_applicant("withdraw")) == (409, "state-conflict")


def open_minutes(central: Running, staff: str) -> int:
    with central.central.database.begin() as transaction:
        return transaction.get_one(Staff, staff).open_minutes


def test_receipts_settle_messages_once(central: Running, claim: Claim) -> None:
    drain(central.central)
    with central.central.database.begin() as transaction:
        wanted = select(SmsMessage).order_by(SmsMessage.id.desc()).limit(1)
        message = transaction.scalars(wanted).one()
    url = central.url + "/v1/notifications/receipts"

    def told(state: str, gateway_id: str | None = None, token: str = "shared-with-the-gateway") -> requests.Response:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex}
        receipt = {"id": gateway_id or message.gateway_id, "state": state}
        return requests.post(url, json={"receipts": [receipt]}, headers=headers, timeout=20)

    assert problem(told("delivered", token=STAFF)) == (401, "token-invalid")
    assert told("delivered", "nobody's").json() == {"settled": 0}
    assert told("delivered").json() == {"settled": 1}
    assert told("failed").json() == {"settled": 0}
    shown = central.staff("GET", "/v1/notifications", params={"number": claim.number}).json()["notifications"][-1]
    assert (shown["state"], shown["phone"]) == ("delivered", "138****0001")


def test_events_come_as_pages_and_as_they_happen(central: Running, claim: Claim) -> None:
    page = central.staff("GET", f"/v1/applications/{claim.number}/events", params={"limit": 2}).json()
    assert [event["to_state"] for event in page["events"]] == ["SUBMITTED", "ACCEPTED"]
    rest = central.staff(
        "GET", f"/v1/applications/{claim.number}/events", params={"limit": 2, "cursor": page["next"]}
    ).json()
    assert ([event["to_state"] for event in rest["events"]], rest["next"]) == (["ALLOCATED"], None)
    last = rest["events"][-1]["id"]
    claim.act("open")
    first = streamed(central, last, 1)
    assert [(event["number"], event["to_state"]) for _, event in first] == [(claim.number, "IN_REVIEW")]
    claim.act("release")
    assert problem(claim.act("release"))[0] == 409
    claim.by_applicant("withdraw")
    after = streamed(central, first[-1][0], 2)
    assert [event["to_state"] for _, event in after] == ["ACCEPTED", "WITHDRAWN"]


def streamed(central: Running, after: int, count: int) -> list[tuple[int, dict[str, Any]]]:
    """The next events of the stream, as a client that comes back reads them."""
    headers = {"Authorization": f"Bearer {STAFF}", "Last-Event-ID": str(after)}
    found: list[tuple[int, dict[str, Any]]] = []
    with requests.get(central.url + "/v1/events/stream", headers=headers, stream=True, timeout=20) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        number = 0
        for line in answer.iter_lines(decode_unicode=True):
            if line.startswith("id: "):
                number = int(line[4:])
            elif line.startswith("data: "):
                found.append((number, json.loads(line[6:])))
                if len(found) == count:
                    break
    return found


def test_what_has_served_is_forgotten(start: Callable[..., Running], tmp_path: Path) -> None:
    running = start()
    Claim(running, running.kiosk())
    drain(running.central)
    assert set(pruning.prune(running.central).values()) == {0}
    later = running.central.now() + KEPT_FOR + timedelta(days=2)
    settings = replace(running.central.settings, now=lambda: later)
    gone = pruning.prune(replace(running.central, settings=settings))
    assert all(gone.values()), gone
    with running.central.database.begin() as transaction:
        for table in (IdempotencyAnswer, SeenToken, Session):
            assert transaction.scalar(select(func.count()).select_from(table)) == 0
        assert transaction.scalar(select(func.count()).select_from(Application)) == 1
