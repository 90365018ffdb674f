"""What applicants do to their own application, at a kiosk, on the web, or with staff at a desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from central import evidence
from central.applications import course, intake
from central.applications.course import Step
from central.applications.states import Action, State
from central.catalogue import Service, forms
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, Person, Rating

MOST_WORDS = 400


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """`actor`: who brings it: the kiosk, the web, or staff. That it is the applicant was established before."""

    central: Central
    transaction: Transaction
    held: Application
    service: Service
    actor: str

    @property
    def at(self) -> datetime:
        return self.central.now()


def correct(asked: Asked, answers: Mapping[str, str]) -> None:
    """Correct answers of the form, and go on where it was. Raises Problem form-invalid, state-conflict."""
    held = asked.held
    form = forms.check(asked.service.item, {**held.form, **answers})
    changed = sorted(name for name in form if form[name] != held.form.get(name))
    held.form, held.account = form, form.get(asked.service.account, "")
    held.result = {name: value for name, value in held.result.items() if name != "missing"}
    course.move(held, asked.service, Action.CORRECT, Step(asked.actor, asked.at, detail={"changed": changed}))
    if held.state == State.SUBMITTED:
        intake.go_on(asked.transaction, held, asked.service, asked.central.parameters, asked.at)


def withdraw(asked: Asked) -> None:
    course.move(asked.held, asked.service, Action.WITHDRAW, Step(asked.actor, asked.at))


def repair_account(asked: Asked, account: str) -> None:
    """Another account after a payment came back, and pay to that. The account that it came back from is refused."""
    held, service = asked.held, asked.service
    held.form = forms.check(service.item, {**held.form, service.account: account})
    held.account = held.form.get(service.account, "")
    course.order_payment(asked.transaction, held, service, Step(asked.actor, asked.at, detail={"account": "changed"}))
    person = asked.transaction.scalar(select(Person).where(Person.id_number == held.id_number))
    if person is not None:
        person.bank_account = held.account


def rate(asked: Asked, stars: int, words: str, channel: str) -> Rating:
    """Once, when it has come to its end."""
    if not 1 <= stars <= 5 or len(words) > MOST_WORDS:
        raise Problem("malformed-request", reason="rating")
    held = asked.held
    course.move(held, asked.service, Action.RATE, Step(asked.actor, asked.at, detail={"stars": stars}))
    rating = Rating(
        application_id=held.id, stars=stars, words=words.strip(), channel=channel, handler=held.handler, at=asked.at
    )
    asked.transaction.add(rating)
    evidence.record(asked.transaction, "application.rated", held.number, {"stars": stars})
    return rating
