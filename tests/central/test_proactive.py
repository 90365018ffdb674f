"""Proactive service: who is screened out, told, asked, checked again and paid."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from central_people import id_number, jobless, pensioner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from kiosk_client import KioskClient, b64
from running_central import Running, serving
from running_departments import departments
from sqlalchemy import func, select

from central.background import drain
from central.proactive import rechecking, screening
from central.proactive.states import FOLLOWING, OfferState
from central.store.tables import (
    Application,
    FlexibleInsurance,
    Offer,
    Pension,
    PensionAccount,
    Person,
    SkillCertificate,
    SmsMessage,
)

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
EMPLOYER = "91450100000000001B"


class Clock:
    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def central(tmp_path: Path, clock: Clock) -> Iterator[Running]:
    with serving(tmp_path, background=False, now=clock) as running:
        yield running


class Visitor:
    """Somebody at a kiosk after a whole face check."""

    def __init__(self, central: Running, someone: dict[str, Any], kiosk: KioskClient | None = None) -> None:
        self.kiosk = kiosk or central.kiosk()
        issued = int(NOW.timestamp())
        own = partial(KioskClient.token, self.kiosk, iat=issued, exp=issued + 60)
        self.kiosk.token = own  # type: ignore[method-assign]
        self.session = self.kiosk.raise_to_l3(someone["id_number"], someone["name"])

    def offers(self) -> list[dict[str, Any]]:
        answer = self.kiosk.get(f"/v1/sessions/{self.session}/offers")
        assert answer.status_code == 200, answer.text
        return list(answer.json()["offers"])

    def answer(self, offer: int, choice: str, body: dict[str, Any], key: str = "") -> Any:
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        return self.kiosk.post(f"/v1/sessions/{self.session}/offers/{offer}/{choice}", body, headers=headers)

    def consent(self, offer: int, **changes: Any) -> Any:
        body = {"biometric": True, "decision": True, "version": 1, "language": "zh", **changes}
        return self.answer(offer, "consent", body)

    def follow(self, offer: int) -> dict[str, Any]:
        return dict(self.kiosk.get(f"/v1/sessions/{self.session}/offers/{offer}").json())


def screened(central: Running) -> dict[str, int]:
    found = screening.run(central.central).found
    drain(central.central)
    return dict(found)


def row(central: Running, table: type[Any], **where: Any) -> Any:
    with central.central.database.begin() as transaction:
        return transaction.scalars(select(table).filter_by(**where)).one()


def add(central: Running, someone: dict[str, Any], make: Any) -> None:
    with central.central.database.begin() as transaction:
        number = someone["id_number"]
        transaction.add(make(transaction.scalars(select(Person.id).where(Person.id_number == number)).one()))


def test_who_lost_their_work_is_told_asked_and_paid_in_one_visit(central: Running) -> None:
    someone = jobless(1, months=98)
    central.seed(someone)
    assert screened(central)["unemployment"] == 1
    told = row(central, SmsMessage)
    assert told.template == "offer"
    assert "失业" not in told.text
    visitor = Visitor(central, someone)
    (offer,) = visitor.offers()
    assert offer["state"] == "OFFERED"
    assert "1760" in offer["amount"]["zh"]
    assert "18" in offer["amount"]["en"]
    assert "样例公司" in offer["why"][0]["zh"]
    assert all("{" not in each[language] for each in offer["why"] for language in ("zh", "en"))
    assert visitor.consent(offer["id"]).json()["state"] == "CONSENTED"
    drain(central.central)
    followed = visitor.follow(offer["id"])
    assert followed["state"] == "PAID"
    application = row(central, Application, number=followed["application"])
    assert (application.channel, application.handler, application.state) == ("offer", None, "CLOSED")
    kept = row(central, Offer, id=offer["id"])
    assert kept.consent["session"] == visitor.session
    assert [event.to_state for event in kept.events] == ["OFFERED", "CONSENTED", "RECHECKED", "APPROVED", "PAID"]
    assert visitor.offers() == []
    assert screened(central)["unemployment"] == 0


def test_declining_leaves_everything_as_it_was_and_is_not_asked_again(central: Running) -> None:
    someone = jobless(2)
    central.seed(someone)
    screened(central)
    visitor = Visitor(central, someone)
    (offer,) = visitor.offers()
    assert visitor.answer(offer["id"], "decline", {}).json()["state"] == "DECLINED"
    assert visitor.offers() == []
    assert visitor.consent(offer["id"]).status_code == 409
    assert screened(central)["unemployment"] == 0
    with central.central.database.begin() as transaction:
        assert transaction.scalar(select(func.count()).select_from(Application)) == 0


def test_consent_needs_the_face_check_both_answers_and_the_words_that_were_shown(central: Running) -> None:
    someone = jobless(3)
    central.seed(someone)
    screened(central)
    visitor = Visitor(central, someone)
    (offer,) = visitor.offers()
    assert visitor.consent(offer["id"], version=0).status_code == 422
    assert visitor.consent(offer["id"], biometric=False).status_code == 422
    assert visitor.answer(offer["id"], "consent", {"biometric": True}).status_code == 422
    low = visitor.kiosk.session(someone["id_number"], someone["name"])
    refused = visitor.kiosk.get(f"/v1/sessions/{low}/offers")
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/assurance-too-low")
    other = jobless(4)
    central.seed(other)
    stranger = Visitor(central, other, visitor.kiosk)
    assert stranger.consent(offer["id"]).status_code == 404
    assert visitor.offers()[0]["state"] == "OFFERED"


def test_the_same_consent_twice_is_one(central: Running) -> None:
    someone = jobless(5)
    central.seed(someone)
    screened(central)
    visitor = Visitor(central, someone)
    (offer,) = visitor.offers()
    body = {"biometric": True, "decision": True, "version": 1}
    first = visitor.answer(offer["id"], "consent", body, "key-of-consent")
    again = visitor.answer(offer["id"], "consent", body, "key-of-consent")
    assert first.json() == again.json()
    drain(central.central)
    with central.central.database.begin() as transaction:
        assert transaction.scalar(select(func.count()).select_from(Application)) == 1


def test_who_found_work_since_is_not_shown_the_offer(central: Running) -> None:
    someone = jobless(6)
    central.seed(someone)
    screened(central)
    with central.central.database.begin() as transaction:
        person = transaction.scalars(select(Person)).one()
        transaction.add(Pension(person_id=person.id, receiving=True))
    assert Visitor(central, someone).offers() == []
    assert row(central, Offer).state == "INELIGIBLE"
    assert row(central, Offer).reasons == ["pension_receiving"]


def test_an_offer_expires(central: Running, clock: Clock) -> None:
    central.seed(jobless(7))
    screened(central)
    clock.moment += timedelta(days=91)
    screened(central)
    assert row(central, Offer).state == "EXPIRED"


def test_a_pension_check_is_confirmed_with_nothing_paid(central: Running) -> None:
    someone = pensioner(8)
    central.seed(someone)
    assert screened(central) == {"unemployment": 0, "pension": 0, "qualification": 1, "skill": 0, "flexible": 0}
    visitor = Visitor(central, someone)
    (offer,) = visitor.offers()
    visitor.consent(offer["id"])
    drain(central.central)
    assert visitor.follow(offer["id"])["state"] == "APPROVED"
    assert row(central, Pension).qualification_due == date(2027, 12, 31)


def test_a_pension_begins(central: Running) -> None:
    someone = jobless(9, months=200)
    someone["records"]["employment"]["involuntary"] = False
    central.seed(someone)
    account = {"contribution_months": 240, "account_fen": 13_900_000, "index_permille": 1000}
    due = {"due_on": date(2026, 10, 1), "due_age_months": 723}
    add(central, someone, lambda person: PensionAccount(person_id=person, **account, **due))
    assert screened(central)["pension"] == 1
    assert row(central, Offer).amount_fen == 692_500 * 2000 * 240 // (2000 * 1200) + 13_900_000 // 139
    visitor = Visitor(central, someone)
    (offer,) = visitor.offers()
    assert "2385.00" in offer["amount"]["zh"]
    visitor.consent(offer["id"])
    drain(central.central)
    assert visitor.follow(offer["id"])["state"] == "PAID"
    pension = row(central, Pension)
    assert (pension.receiving, pension.monthly_fen) == (True, 238_500)


def test_subsidies_for_a_skill_and_for_flexible_work(central: Running) -> None:
    skilled, flexible = jobless(10), jobless(11)
    for someone in (skilled, flexible):
        someone["records"]["employment"]["involuntary"] = False
        central.seed(someone)
    issued = {"trade": "焊工", "level": 4, "issued_on": date(2026, 9, 1)}
    add(central, skilled, lambda person: SkillCertificate(person_id=person, **issued))
    paid = {"since": date(2020, 1, 1), "paid_to": date(2026, 10, 31), "monthly_fen": 78_000}
    recognised = {"hard_to_employ_on": date(2021, 1, 1), "subsidised_months": 34}
    add(central, flexible, lambda person: FlexibleInsurance(person_id=person, **paid, **recognised))
    found = screened(central)
    assert (found["skill"], found["flexible"]) == (1, 1)
    for someone, amount in ((skilled, "1500"), (flexible, f"{2 * (78_000 * 667 // 1000) / 100:.2f}")):
        visitor = Visitor(central, someone, central.kiosk(f"nn-{amount.split('.')[0]}"))
        (offer,) = visitor.offers()
        assert amount in offer["amount"]["zh"]
        visitor.consent(offer["id"])
        drain(central.central)
        assert visitor.follow(offer["id"])["state"] == "PAID"
    assert row(central, SkillCertificate).subsidised_on == date(2026, 11, 24)
    assert row(central, FlexibleInsurance).subsidised_months == 36


def test_departments_are_asked_once_more_and_one_that_is_down_is_waited_for(tmp_path: Path, clock: Clock) -> None:
    right, wrong = jobless(12), jobless(13)
    with (
        departments(tmp_path) as far_end,
        serving(tmp_path, departments=far_end.connections, background=False, now=clock) as central,
    ):
        agreeing = {
            "tax/wages": {"months_paid": 0},
            "market/owner": {"active_businesses": 0},
            "bank/account": {"owner_matches": True, "status": "active"},
        }
        far_end.put(right["id_number"], answers=agreeing)
        far_end.put(wrong["id_number"], answers={**agreeing, "tax/wages": {"months_paid": 1}})
        central.seed(right, wrong)
        screened(central)
        far_end.fault("market", "down", times=1)
        visitor = Visitor(central, right)
        (offer,) = visitor.offers()
        visitor.consent(offer["id"])
        drain(central.central)  # the first try finds the department down, the next one does not
        assert visitor.follow(offer["id"])["state"] == "PAID"
        assert far_end.asked("market/owner") == 2
        other = Visitor(central, wrong, visitor.kiosk)
        (refused,) = other.offers()
        other.consent(refused["id"])
        drain(central.central)
        followed = other.follow(refused["id"])
        assert (followed["state"], followed["reasons"]) == ("INELIGIBLE", ["compare:TAX-NO-WAGES"])


def test_who_rules_may_not_decide_alone_goes_to_staff(central: Running) -> None:
    someone = jobless(14, months=300)  # 24 months of benefit: a high amount
    central.seed(someone)
    screened(central)
    visitor = Visitor(central, someone)
    (offer,) = visitor.offers()
    visitor.consent(offer["id"])
    drain(central.central)
    followed = visitor.follow(offer["id"])
    assert followed["state"] == "RECHECKED"
    assert row(central, Application, number=followed["application"]).state == "ALLOCATED"
    with central.central.database.begin() as transaction:
        held = transaction.scalars(select(Application)).one()
        held.state = "REJECTED"
    rechecking.follow_all(central.central)
    assert row(central, Offer).state == "INELIGIBLE"


def test_an_employers_signed_declaration_leads_to_the_offer(central: Running) -> None:
    key, someone = Ed25519PrivateKey.generate(), jobless(15, employer_code=EMPLOYER)
    for name in ("exit_date", "exit_reason", "involuntary"):
        someone["records"]["employment"][name] = None
    someone["records"]["employment"]["start_date"] = "2016-01-01"
    central.seed(someone)
    assert screened(central)["unemployment"] == 0
    registered = central.staff(
        "POST",
        "/v1/employers",
        json={"code": EMPLOYER, "name": "样例公司", "signing_key": b64(key.public_key().public_bytes_raw())},
        headers={"Idempotency-Key": "employer"},
    )
    assert registered.status_code == 201, registered.text
    body: dict[str, Any] = {
        "id_number": someone["id_number"],
        "exit_date": "2026-11-20",
        "reason": "laid_off",
        "declared_at": "2026-11-21T01:00:00+00:00",
    }
    lines = ("hrss-exit/1", EMPLOYER, *body.values())
    body["signature"] = b64(key.sign("\n".join(lines).encode()))

    def declare(**changes: Any) -> Any:
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        path = f"/v1/employers/{EMPLOYER}/exit-declarations"
        return central.staff("POST", path, json={**body, **changes}, headers=headers)

    assert declare(reason="resigned").json()["type"] == "/problems/signature-invalid"
    assert declare(reason="bored").json()["type"] == "/problems/exit-invalid"
    assert declare(id_number=id_number("45010319800101777")).status_code == 422
    declared = declare()
    assert (declared.status_code, declared.json()["involuntary"]) == (201, True)
    assert screened(central)["unemployment"] == 1
    reasons = central.staff("GET", "/v1/exit-reasons").json()["reasons"]
    assert len(reasons) == 14


def test_staff_begin_a_screening_and_see_what_it_found(central: Running) -> None:
    central.seed(jobless(16), pensioner(17))
    begun = central.staff("POST", "/v1/screening-runs", json={}, headers={"Idempotency-Key": "run"})
    assert begun.status_code == 202
    drain(central.central)
    seen = central.staff("GET", "/v1/screening-runs").json()
    assert seen["runs"][0]["found"]["unemployment"] == 1
    assert seen["states"] == {"OFFERED": 2}
    first = central.staff("GET", "/v1/offers", params={"limit": 1}).json()
    second = central.staff("GET", "/v1/offers", params={"limit": 1, "cursor": first["next"]}).json()
    assert first["offers"] != second["offers"]
    assert second["next"] is None
    assert "name" not in first["offers"][0]


def test_every_state_of_an_offer_has_a_row() -> None:
    assert set(FOLLOWING) == set(OfferState)
    reached = set().union(*FOLLOWING.values())
    assert reached == set(OfferState) - {OfferState.SCREENED}
