"""The data exchange against the simulated departments."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from central_people import id_number
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from running_central import Running, serving
from running_departments import RunningDepartments, departments

from central import evidence
from central.exchange import contracts
from central.exchange.asking import signed_text
from central.exchange.compare import Result, compare
from central.exchange.contracts import Agreed
from central.exchange.inputs import SOURCES, Subject
from central.problems import Problem
from central.settings import CONTRACTS
from central.store.tables import EvidenceAct
from drivers_sim.departments.server import ANSWERS

AGREED = contracts.load(CONTRACTS)
ACCOUNT = "6200000000000000005"


def subject(serial: int) -> Subject:
    number = id_number(f"45010319800101{serial:03d}")
    values = dict.fromkeys(SOURCES, "样例") | {
        "person.id_number": number,
        "employment.exit_date": "2026-10-31",
        "form.bank_account": ACCOUNT,
        "today": "2026-11-24",
    }
    return Subject(number, None, values)


@pytest.fixture(scope="module")
def far_end(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDepartments]:
    with departments(tmp_path_factory.mktemp("departments")) as running:
        yield running


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory, far_end: RunningDepartments) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("exchange")
    with serving(folder, departments=far_end.connections, background=False) as running:
        yield running


def ask(central: Running, *codes: str, serial: int, purpose: str = "") -> tuple[Result, ...]:
    return compare(central.central, codes, subject(serial), purpose or f"NN{serial}", "test")


def agreeing(agreed: Agreed) -> dict[str, object]:
    """Fields of an answer that the rule agrees with, whatever was drawn."""
    fields: dict[str, object] = {}
    for expected in agreed.rule.expect:
        given = (expected.is_, expected.at_most, expected.at_least)
        plain = next((value for value in given if value is not None), None)
        fields[expected.field] = "2099-12-31" if expected.not_before else "other" if plain is None else plain
    return fields


def differing(agreed: Agreed) -> dict[str, object]:
    """The same with the first field wrong."""
    first = agreed.rule.expect[0]
    if isinstance(first.is_, bool):
        return {first.field: not first.is_}
    if first.at_most is not None:
        return {first.field: first.at_most + 1}
    if first.at_least is not None:
        return {first.field: first.at_least - 1}
    return {first.field: first.is_not if first.is_not is not None else "other"}


def test_there_are_21_departments_and_60_rules_that_each_replace_a_paper() -> None:
    assert len(AGREED.departments) == 21
    assert len(AGREED.rules) >= 60
    for agreed in AGREED.rules.values():
        assert agreed.rule.material.zh
        assert set(agreed.service.request.values()) <= SOURCES
        assert agreed.service.path.lstrip("/") in ANSWERS


@pytest.mark.parametrize(("place", "code"), list(enumerate(sorted(AGREED.rules))))
def test_each_rule_agrees_and_differs(central: Running, far_end: RunningDepartments, place: int, code: str) -> None:
    agreed = AGREED.rules[code]
    path = agreed.service.path.lstrip("/")
    right, wrong = subject(place), subject(place + 400)
    by_employer = "id_number" not in agreed.service.request
    far_end.put(right.id_number, answers={path: agreeing(agreed)})
    far_end.put(wrong.id_number, answers={path: differing(agreed)})
    agrees = ask(central, code, serial=place)[0]
    differs = ask(central, code, serial=place + 400)[0]
    if by_employer:  # what is drawn for an employer, or for nobody in particular, is the same for everybody
        assert agrees.finding == differs.finding in ("agrees", "differs")
        return
    assert (agrees.finding, agrees.unmet) == ("agrees", ())
    assert differs.finding == "differs"
    assert agreed.rule.expect[0].field in differs.unmet


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("down", "failed"),
        ("error", "failed"),
        ("garbage", "signature"),
        ("empty", "signature"),
        ("wrong_signature", "signature"),
        ("wrong_shape", "schema"),
    ],
)
def test_what_is_no_answer_teaches_nothing(
    central: Running, far_end: RunningDepartments, kind: str, reason: str
) -> None:
    serial = 810 + len(kind) * 7 + len(reason)
    far_end.fault("court", kind, times=1)
    first = ask(central, "COU-NOT-DECLARED", serial=serial)[0]
    assert (first.finding, first.reason) == ("unavailable", reason)
    again = ask(central, "COU-NOT-DECLARED", serial=serial)[0]
    assert again.finding == "agrees", "nothing is remembered of what was no answer"
    assert not again.cached


def test_a_slow_department_is_not_waited_for_beyond_its_limit(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("slow")
    agreed = AGREED.rules["PRI-NOT-SERVING"]
    hasty = dataclasses.replace(agreed, department=agreed.department.model_copy(update={"time_limit_s": 0.2}))
    with departments(folder) as far_end, serving(folder, departments=far_end.connections, background=False) as running:
        far_end.fault("prisons", "slow", seconds=3)
        exchange = running.central.exchange
        assert exchange is not None
        rules = [hasty, AGREED.rules["PSB-ALIVE"]]
        found = exchange.compare(rules, subject(1), "NN1", {}, datetime.now(UTC))
    assert [(each.finding, each.reason) for each in found] == [("unavailable", "timeout"), ("agrees", "")]


def test_nothing_on_record_is_an_answer(central: Running, far_end: RunningDepartments) -> None:
    number = subject(701).id_number
    far_end.put(number, answers={"psb/alive": None})
    assert ask(central, "PSB-ALIVE", serial=701)[0].finding == "not-found"


def test_an_answer_is_used_again_for_the_same_rule_version_and_inputs(
    central: Running, far_end: RunningDepartments
) -> None:
    before = far_end.asked("veterans/service")
    first = ask(central, "VET-SERVICE", serial=702)[0]
    second = ask(central, "VET-SERVICE", serial=702)[0]
    assert (first.cached, second.cached) == (False, True)
    assert first.finding == second.finding
    assert far_end.asked("veterans/service") == before + 1
    ask(central, "VET-SERVICE", serial=703)
    assert far_end.asked("veterans/service") == before + 2, "another person is another question"


def test_a_new_version_or_a_kept_answer_that_is_too_old_is_asked_again(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder, clock = tmp_path_factory.mktemp("age"), [datetime(2026, 11, 24, 9, tzinfo=UTC)]
    with (
        departments(folder) as far_end,
        serving(folder, departments=far_end.connections, background=False, now=lambda: clock[0]) as running,
    ):
        ask(running, "VET-SPOUSE", serial=1)
        clock[0] += timedelta(seconds=86_399)
        assert ask(running, "VET-SPOUSE", serial=1)[0].cached
        clock[0] += timedelta(seconds=2)
        assert not ask(running, "VET-SPOUSE", serial=1)[0].cached
        rules = running.central.contracts.rules
        newer = rules["VET-SPOUSE"].rule.model_copy(update={"version": 2})
        assert isinstance(rules, dict)
        rules["VET-SPOUSE"] = dataclasses.replace(rules["VET-SPOUSE"], rule=newer)
        assert not ask(running, "VET-SPOUSE", serial=1)[0].cached


def test_two_rules_that_ask_the_same_make_one_request(central: Running, far_end: RunningDepartments) -> None:
    before = far_end.asked("civil/assistance")
    ask(central, "CIV-LOW-INCOME", "CIV-HARDSHIP", serial=704)
    assert far_end.asked("civil/assistance") == before + 1


def test_each_exchange_is_logged_with_both_signatures(central: Running, far_end: RunningDepartments) -> None:
    ask(central, "LAN-TITLE", serial=705, purpose="NN-LOG-1")
    ask(central, "LAN-TITLE", serial=705, purpose="NN-LOG-2")
    page = central.staff("GET", "/v1/exchange-messages", params={"application": "NN-LOG-1"}).json()
    (message,) = page["messages"]
    assert (message["department"], message["service"], message["outcome"]) == ("land", "title", "answered")
    own = central.staff("GET", "/v1/departments").json()["public_key"]
    for key, digest, signature in (
        (own, message["request_sha256"], message["request_signature"]),
        (far_end.desk.keys.public("land"), message["answer_sha256"], message["answer_signature"]),
    ):
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key))
        public.verify(base64.b64decode(signature), signed_text("land", digest))
    same = central.staff("GET", f"/v1/exchange-messages/{message['request_id']}").json()
    assert same == message
    assert central.staff("GET", "/v1/exchange-messages", params={"application": "NN-LOG-2"}).json()["messages"] == []
    kept = central.staff("GET", "/v1/comparisons", params={"application": "NN-LOG-2"}).json()["comparisons"]
    assert [(each["rule"], each["cached"], each["request_id"]) for each in kept] == [
        ("LAN-TITLE", True, message["request_id"])
    ]


def test_the_log_is_read_page_by_page(central: Running) -> None:
    for serial in (711, 712, 713):
        ask(central, "MED-REMOTE", serial=serial)
    seen, cursor = [], None
    while True:
        page = central.staff(
            "GET", "/v1/exchange-messages", params={"department": "medical", "limit": 2, "cursor": cursor}
        ).json()
        seen += [message["request_id"] for message in page["messages"]]
        if not (cursor := page["next"]):
            break
    assert len(seen) == len(set(seen)) >= 3


def test_departments_show_how_they_stand(central: Running, far_end: RunningDepartments) -> None:
    far_end.fault("rural", "down")
    for serial in (721, 722, 723):
        ask(central, "RUR-MIGRANT", serial=serial)
    rural = central.staff("GET", "/v1/departments/rural").json()
    assert (rural["state"], rural["connected"], rural["last_failure"]) == ("down", True, "failed")
    far_end.clear("rural")
    ask(central, "RUR-MIGRANT", serial=723)
    assert central.staff("GET", "/v1/departments/rural").json()["state"] == "up"
    assert central.staff("GET", "/v1/departments/mars").status_code == 404
    listed = central.staff("GET", "/v1/departments").json()["departments"]
    assert len(listed) == 21
    used = central.staff("GET", "/v1/comparison-rules", params={"item": "UNE-001"}).json()["rules"]
    assert {"PSB-IDENTITY", "TAX-NO-WAGES", "MKT-NOT-OWNER"} <= {rule["code"] for rule in used}


def test_nothing_is_asked_while_evidence_stalls(tmp_path: Path) -> None:
    with (
        departments(tmp_path) as far_end,
        serving(tmp_path, departments=far_end.connections, background=False, evidence=False) as running,
    ):
        with running.central.database.begin() as transaction:
            act = evidence.record(transaction, "test", "NN-STALL", {})
            transaction.flush()
            act.queued_at = datetime.now(UTC) - timedelta(minutes=6)
        with pytest.raises(Problem) as refused:
            ask(running, "RUR-HOUSEHOLD", serial=731)
        assert (refused.value.name, refused.value.members["reason"]) == ("exchange-refused", "evidence-stalled")
        assert far_end.asked("rural/household") == 0
        with running.central.database.begin() as transaction:
            transaction.get_one(EvidenceAct, act.id).queued_at = datetime.now(UTC)
        assert ask(running, "RUR-HOUSEHOLD", serial=731)[0].reason == ""


def test_a_request_that_is_not_signed_by_the_first_asker_is_turned_away(far_end: RunningDepartments) -> None:
    import requests

    said = requests.post(f"{far_end.url}/psb/alive", json={"request_id": "1", "fields": {}}, timeout=5)
    assert said.status_code == 401


def test_a_day_of_expiry_is_compared_with_today() -> None:
    from central.exchange.comparing import unmet

    rule = AGREED.rules["PSB-RESIDENCE"].rule
    answer = {"permitted": True, "valid_to": "2026-11-24"}
    assert unmet(rule, answer, date(2026, 11, 24)) == ()
    assert unmet(rule, answer, date(2026, 11, 25)) == ("valid_to",)
