"""From a submission that was checked to an application on its way."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from central import records, risk
from central.applications import clocks, course, proof
from central.applications.course import BY_RULES, Step
from central.applications.numbers import application_number
from central.applications.states import Action, State
from central.catalogue import Service
from central.exchange import pending
from central.parameters import Parameters
from central.services import RULES
from central.services.rules import Case, Verdict
from central.store.database import Transaction
from central.store.tables import Application
from central.workdays import Calendar, local_date


@dataclass(frozen=True, slots=True, repr=False)
class Intake:
    """What an application is made of, whatever channel it came by.

    `reference` is what the applicant proves it is theirs by; `offered`: the central had offered it and they consented.
    """

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
    reference: str = ""
    offered: bool = False


def take_in(transaction: Transaction, intake: Intake, parameters: Parameters, calendar: Calendar) -> Application:
    """Make the application, check it against the records, and take it as far as rules alone can."""
    held = records.load(transaction, intake.id_number, lock=True)
    application = _made(intake, held.person.id if held else None, calendar)
    transaction.add(application)
    course.submitted(application, Step(intake.sender, intake.committed_at))
    transaction.flush()
    application.number = application_number(application.id, intake.received_at)
    go_on(transaction, application, intake.service, parameters, intake.received_at, offered=intake.offered)
    return application


def go_on(
    transaction: Transaction,
    application: Application,
    service: Service,
    parameters: Parameters,
    at: datetime,
    *,
    offered: bool = False,
) -> None:
    """Check what is submitted, new or corrected, and take it as far as rules alone can."""
    held = records.load(transaction, application.id_number, lock=True)
    verdict = RULES[application.item].check(
        Case(
            records=held,
            form=application.form,
            today=local_date(at),
            parameters=parameters,
            open_claims=_open_claims(transaction, application),
        )
    )
    told = application.result.get("told")
    application.result = _result(verdict) | ({"told": told} if told else {})
    if service.desk is not None:
        application.risk = risk.signs_of(transaction, application, service, held.person if held else None)
    application.depth = risk.depth(service.desk, application.risk, offered=offered)
    if verdict.reasons:
        explained = Step(BY_RULES, at, reasons=True, detail={"reasons": list(verdict.reasons)})
        course.move(application, service, Action.REFUSE, explained)
        return
    if offered or not pending.begin(transaction, application, service):
        accept(transaction, application, service, at)


def accept(
    transaction: Transaction, application: Application, service: Service, at: datetime, *, doubted: bool = False
) -> None:
    """Accept what all checks were done of. `doubted`: something is for staff to look at, whatever rules would do."""
    if doubted and service.desk is not None and application.depth == "rules":
        application.depth = "one"
    course.move(application, service, Action.ACCEPT, Step(BY_RULES, at))
    if application.depth == "rules":
        course.approve(transaction, application, service, Step(BY_RULES, at))
    else:
        course.allocate(transaction, application, service, Step(BY_RULES, at))


def _made(intake: Intake, person_id: int | None, calendar: Calendar) -> Application:
    item, desk = intake.service.item, intake.service.desk
    start = local_date(intake.received_at)
    return Application(
        number=f"~{secrets.token_hex(8)}",  # until the row has its number
        item=item.code,
        item_version=item.version,
        id_number=intake.id_number,
        name=intake.name,
        person_id=person_id,
        channel=intake.channel,
        sender=intake.sender,
        language=intake.language,
        form=intake.form,
        account=intake.form.get(intake.service.account, ""),
        assurance=intake.assurance,
        proof=proof.hashed(intake.reference) if intake.reference else "",
        state=State.SUBMITTED,
        version=1,
        submitted_at=intake.committed_at,
        received_at=intake.received_at,
        due_on=clocks.due(desk, item.handling_days, start, calendar) if desk else None,
        expected_minutes=desk.minutes if desk else 0,
        extended_days=0,
        result={},
        risk=[],
        events=[],
    )


def _result(verdict: Verdict) -> dict[str, Any]:
    result: dict[str, Any] = dict(verdict.result)
    if verdict.reasons:
        result["reasons"] = list(verdict.reasons)
    if verdict.notes:
        result["notes"] = list(verdict.notes)
    return result


def _open_claims(transaction: Transaction, application: Application) -> tuple[str, ...]:
    open_claims = select(Application.number).where(
        Application.id_number == application.id_number,
        Application.item == application.item,
        Application.id != application.id,
        Application.state.not_in(course.NOT_UNDER_WAY),
    )
    return tuple(transaction.scalars(open_claims))
