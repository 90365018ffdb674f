"""An application in a transaction of its own, to be led from state to state by what the central itself calls."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from central_people import CLAIM, jobless
from running_central import CODE, STAFF, database_url
from sqlalchemy import select

from central.api.app import build_app
from central.applications import actions, applicant, course, intake
from central.applications.actions import Act, Given, Missing
from central.applications.applicant import Asked
from central.applications.course import Step
from central.applications.intake import Intake
from central.applications.numbers import application_number
from central.applications.states import Action, State
from central.identity import SERVICE
from central.parts import Central
from central.payments import banks, orders, sending
from central.seed import seed_people
from central.settings import Settings
from central.store.database import Transaction
from central.store.tables import Application, Payment
from central.words import Text

SERIALS = itertools.count(1)
WHY = Text(zh="需要说明的原因。", en="A reason.")
MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
OTHER_ACCOUNT = "62000000000000{:05d}"


class Clock:
    """The central's time, moved by hand."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def to(self, day: date) -> None:
        self.at = self.at.replace(year=day.year, month=day.month, day=day.day)

    def on(self, **passed: float) -> None:
        self.at += timedelta(**passed)


def built(folder: Path, clock: Clock) -> Central:
    """A central that does not listen."""
    (folder / "code").write_text(CODE)
    (folder / "staff").write_text(STAFF)
    settings = Settings(
        database_url=database_url(folder),
        state_dir=folder / "state",
        enrolment_code_file=folder / "code",
        staff_token_file=folder / "staff",
        background=False,
        now=clock,
    )
    central: Central = build_app(settings).state.central
    return central


@contextmanager
def undone(central: Central) -> Iterator[Transaction]:
    """A transaction that is rolled back."""
    with central.database.begin() as transaction:
        yield transaction
        transaction.rollback()


class Case:
    """`seen` are the states that it went through."""

    def __init__(self, central: Central, transaction: Transaction, serial: int, *, account: str = "") -> None:
        self.central, self.transaction = central, transaction
        self.service = central.catalogue.services["UNE-001"]
        self.clock = central.settings.now
        someone = jobless(serial, months=130)
        form = {**CLAIM, "bank_account": account or CLAIM["bank_account"]}
        given = Intake(
            service=self.service,
            id_number=someone["id_number"],
            name=someone["name"],
            form=form,
            assurance={"level": "L3", "reasons": []},
            channel="kiosk",
            sender="kiosk:nn-test-01",
            language="zh",
            committed_at=self.now,
            received_at=self.now,
        )
        self.held: Application = intake._made(given, None, central.calendar)
        transaction.add(self.held)
        course.submitted(self.held, Step(given.sender, self.now))
        transaction.flush()
        self.held.number = application_number(self.held.id, self.now)
        self.held.depth = "one"
        self.held.result = {"monthly": "1760", "months": 24}

    @property
    def now(self) -> datetime:
        return self.central.now()

    @property
    def state(self) -> State:
        return State(self.held.state)

    def do(self, action: Action) -> State:
        """Take it as whoever takes it. Raises Problem."""
        by_hand: dict[Action, Callable[[], object]] = {
            Action.ACCEPT: lambda: course.move(self.held, self.service, action, self.step()),
            Action.ORDER_PAYMENT: lambda: course.order_payment(self.transaction, self.held, self.service, self.step()),
            Action.CONFIRM_PAYMENT: lambda: self.settle("confirmed"),
            Action.RETURN_PAYMENT: lambda: self.settle("returned"),
            Action.RATE: lambda: applicant.rate(self.asked(), 5, "好", "web"),
        }
        if action in by_hand:
            by_hand[action]()
        else:
            given = Given(reason=WHY, missing=(Missing("phone", WHY),), days=3)
            actions.take(Act(self.central, self.transaction, self.held, self.service, action, given, SERVICE))
        self.transaction.flush()
        return self.state

    def settle(self, outcome: str) -> None:
        """What the bank says of the last order, or of one that was never given."""
        payment = self.transaction.scalar(
            select(Payment).where(Payment.application_id == self.held.id).order_by(Payment.attempt.desc()).limit(1)
        )
        if payment is None or payment.state != orders.ORDERED:
            action = Action.CONFIRM_PAYMENT if outcome == "confirmed" else Action.RETURN_PAYMENT
            course.move(self.held, self.service, action, self.step())
            return
        payment.state = orders.SENT
        self.transaction.flush()
        told = banks.Answer(outcome, payment.key, "" if outcome == "confirmed" else "account-closed")
        assert sending.settle(self.central, self.transaction, payment.id, told)

    def use_another_account(self) -> None:
        self.held.account = OTHER_ACCOUNT.format(self.held.version)

    def asked(self) -> Asked:
        return Asked(self.central, self.transaction, self.held, self.service, "web")

    def step(self) -> Step:
        return Step("test", self.now, reasons=True)


def seeded(central: Central, serial: int) -> int:
    seed_people(central.database, [jobless(serial, months=130)])
    return serial
