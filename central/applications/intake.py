"""From a submission that was checked to an application on its way."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from central import records
from central.applications import course
from central.applications.course import BY_RULES, Step
from central.applications.numbers import application_number
from central.applications.states import Action, State
from central.catalogue import Service
from central.parameters import Parameters
from central.services import RULES
from central.services.rules import Case, Verdict
from central.store.database import Transaction
from central.store.tables import Application
from central.workdays import Calendar, local_date


@dataclass(frozen=True, slots=True, repr=False)
class Intake:
    """What an application is made of, whatever channel it came by."""

    service: Service
    id_number: str
    name: str
    form: dict[str, str]
    assurance: dict[str, Any]
    channel: str
    sender: str
    language: str
    committed_at: datetime
    received_at: datetime


def take_in(transaction: Transaction, intake: Intake, parameters: Parameters, calendar: Calendar) -> Application:
    """Make the application, check it against the records, and take it as far as rules alone can."""
    held = records.load(transaction, intake.id_number, lock=True)
    verdict = RULES[intake.service.item.code].check(
        Case(
            records=held,
            form=intake.form,
            today=local_date(intake.received_at),
            parameters=parameters,
            open_claims=_open_claims(transaction, intake),
        )
    )
    application = _made(intake, held.person.id if held else None, verdict, calendar)
    transaction.add(application)
    course.submitted(application, Step(intake.sender, intake.committed_at))
    transaction.flush()
    application.number = application_number(application.id, intake.received_at)
    _go_on(transaction, application, intake, verdict)
    return application


def _go_on(transaction: Transaction, application: Application, intake: Intake, verdict: Verdict) -> None:
    service, step = intake.service, Step(BY_RULES, intake.received_at)
    if verdict.reasons:
        explained = Step(BY_RULES, intake.received_at, reasons=True, detail={"reasons": list(verdict.reasons)})
        course.move(application, service, Action.REFUSE, explained)
        return
    course.move(application, service, Action.ACCEPT, step)
    if service.desk is None:
        course.approve(transaction, application, service, step)
    else:
        course.allocate(transaction, application, service, step)


def _made(intake: Intake, person_id: int | None, verdict: Verdict, calendar: Calendar) -> Application:
    item, desk = intake.service.item, intake.service.desk
    result: dict[str, Any] = dict(verdict.result)
    if verdict.reasons:
        result["reasons"] = list(verdict.reasons)
    if verdict.notes:
        result["notes"] = list(verdict.notes)
    return Application(
        number=f"~{secrets.token_hex(8)}",  # until the row has its number
        item=item.code,
        item_version=item.version,
        id_number=intake.id_number,
        name=intake.name,
        person_id=person_id,
        channel=intake.channel,
        language=intake.language,
        form=intake.form,
        assurance=intake.assurance,
        state=State.SUBMITTED,
        version=1,
        submitted_at=intake.committed_at,
        received_at=intake.received_at,
        due_on=calendar.add(local_date(intake.received_at), item.handling_days) if desk else None,
        expected_minutes=desk.minutes if desk else 0,
        result=result,
        events=[],
    )


def _open_claims(transaction: Transaction, intake: Intake) -> tuple[str, ...]:
    open_claims = select(Application.number).where(
        Application.id_number == intake.id_number,
        Application.item == intake.service.item.code,
        Application.state.not_in(course.NOT_UNDER_WAY),
    )
    return tuple(transaction.scalars(open_claims))
