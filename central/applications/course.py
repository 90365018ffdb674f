"""Moving an application along its states, each step written down as an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import object_session

from central import evidence, records
from central.allocation import Handler, choose
from central.applications.states import Action, Facts, Refused, State, after, available
from central.catalogue import Service
from central.problems import Problem
from central.services import RULES
from central.services.rules import Approved
from central.store.database import Transaction
from central.store.tables import Application, ApplicationEvent, Staff

BY_RULES = "rules"
OPEN_AT_DESK = (State.ALLOCATED, State.IN_REVIEW)
NOT_UNDER_WAY = (State.NOT_ACCEPTED, State.REJECTED, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Step:
    """What a step is taken with: who, when, and why where an action asks for it."""

    actor: str
    at: datetime
    reasons: bool = False
    detail: Mapping[str, Any] | None = None


def facts(application: Application, service: Service, *, reasons: bool = False) -> Facts:
    return Facts(
        reviewed=service.desk is not None,
        paid=State.PAID in service.course,
        handler=application.handler is not None,
        reasons=reasons,
        account=bool(application.form.get("bank_account")),
    )


def move(application: Application, service: Service, action: Action, step: Step) -> None:
    """Take an action. Raises Problem state-conflict with what would be possible instead."""
    present = State(application.state)
    what = facts(application, service, reasons=step.reasons)
    outcome = after(present, action, what)
    if isinstance(outcome, Refused):
        possible = sorted(available(present, what))
        raise Problem("state-conflict", reason=outcome.code, state=present, action=action, available=possible)
    application.state = outcome
    application.version += 1
    application.events.append(_event(action, present, outcome, step))
    _put_down(application, action, present, outcome, step)


def submitted(application: Application, step: Step) -> None:
    """The first event of an application that was just made."""
    application.events.append(_event("submit", "", State.SUBMITTED, step))


def allocate(transaction: Transaction, application: Application, service: Service, step: Step) -> bool:
    """Give the application to a member of staff; False where nobody can take it: it waits as accepted."""
    assert service.desk is not None
    handler = choose(_handlers(transaction), skill=service.desk.skill, applicant=application.id_number)
    if handler is None:
        return False
    application.handler = handler.id
    move(application, service, Action.ALLOCATE, step)
    return True


def approve(transaction: Transaction, application: Application, service: Service, step: Step) -> None:
    """Approve, apply what follows to the records, then order the payment or close."""
    move(application, service, Action.APPROVE, step)
    held = records.load(transaction, application.id_number)
    if held is None:
        raise Problem("state-conflict", reason="no-record", state=application.state)
    RULES[application.item].approved(Approved(held, application.form, application.result, step.at))
    following = Action.ORDER_PAYMENT if State.PAID in service.course else Action.CLOSE
    move(application, service, following, Step(BY_RULES, step.at))


def _handlers(transaction: Transaction) -> list[Handler]:
    backlog = (
        select(Application.handler, func.sum(Application.expected_minutes).label("minutes"))
        .where(Application.state.in_(OPEN_AT_DESK), Application.handler.is_not(None))
        .group_by(Application.handler)
        .subquery()
    )
    rows = transaction.execute(
        select(Staff, func.coalesce(backlog.c.minutes, 0))
        .outerjoin(backlog, backlog.c.handler == Staff.id)
        .where(Staff.on_duty)
    )
    return [Handler(staff.id, frozenset(staff.skills), staff.id_number, minutes) for staff, minutes in rows]


def _put_down(application: Application, action: Action, before: State, now: State, step: Step) -> None:
    transaction = object_session(application)
    assert transaction is not None, "an application is moved in a transaction"
    content = {
        "action": action,
        "from": before,
        "to": now,
        "at": step.at.isoformat(),
        "actor": step.actor,
        "version": application.version,
    }
    evidence.record(transaction, "application.moved", application.number, content)


def _event(action: str, before: str, now: State, step: Step) -> ApplicationEvent:
    return ApplicationEvent(
        action=action, from_state=before, to_state=now, at=step.at, actor=step.actor, detail=dict(step.detail or {})
    )
