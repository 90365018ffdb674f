"""Moving an application along its states, each step written down as an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import object_session

from central import evidence, payments, records
from central.allocation import staffing
from central.applications import clocks
from central.applications.feedback import feed_back
from central.applications.states import ENDED, Action, Facts, Refused, State, after, available
from central.catalogue import Service
from central.problems import Problem
from central.services import RULES
from central.services.rules import Approved
from central.store.database import Transaction
from central.store.tables import Application, ApplicationEvent

BY_RULES = "rules"
OPEN_AT_DESK = (State.ALLOCATED, State.IN_REVIEW, State.EXTENDED)
NOT_UNDER_WAY = (*ENDED, State.REJECTED)


@dataclass(frozen=True, slots=True)
class Step:
    """What a step is taken with: who, when, why where an action asks for it, and whom it is given to by it.

    `adds`: it asks for something that the applicant was not told of when they were asked before.
    """

    actor: str
    at: datetime
    reasons: bool = False
    detail: Mapping[str, Any] | None = None
    assign: Mapping[str, str | None] = field(default_factory=dict)
    adds: bool = False


def facts(application: Application, service: Service, *, reasons: bool = False, adds: bool = False) -> Facts:
    asked = any(event.to_state == State.NEEDS_CORRECTION for event in application.events)
    return Facts(
        reviewed=application.depth != "rules",
        paid=State.PAID in service.course,
        accepted=application.accepted_at is not None,
        handler=application.handler is not None,
        second=application.second is not None,
        needs_second=application.depth == "two",
        extended=application.extended_days > 0,
        reasons=reasons,
        told=asked and adds,
        account=bool(application.account) and not _came_back(application),
    )


def move(application: Application, service: Service, action: Action, step: Step) -> None:
    """Take an action: the only way to another state. Raises Problem state-conflict with what would be possible."""
    transaction = object_session(application)
    assert transaction is not None, "an application is moved in a transaction"
    present, bearer = State(application.state), _bearer(application)
    before = {name: getattr(application, name) for name in step.assign}
    _assign(application, step.assign)
    what = facts(application, service, reasons=step.reasons, adds=step.adds)
    outcome = after(present, action, what)
    if isinstance(outcome, Refused):
        _assign(application, before)
        possible = sorted(available(present, facts(application, service, reasons=step.reasons)))
        raise Problem("state-conflict", reason=outcome.code, state=present, action=action, available=possible)
    application.state = outcome
    application.version += 1
    if outcome == State.ACCEPTED and application.accepted_at is None:
        application.accepted_at = step.at
    application.events.append(_event(action, present, outcome, step))
    clocks.moved(transaction, application, service, outcome, step.at)
    _pass_on(transaction, application, bearer)
    _put_down(transaction, application, action, present, outcome, step)
    feed_back(transaction, application, service, present)


def submitted(application: Application, step: Step) -> None:
    """The first event of an application that was just made."""
    application.events.append(_event("submit", "", State.SUBMITTED, step))


def allocate(transaction: Transaction, application: Application, service: Service, step: Step) -> bool:
    """Give the application to a member of staff; False where nobody can take it: it waits as accepted."""
    assert service.desk is not None
    handler = staffing.pick(transaction, application, service.desk.skill, step.at)
    if handler is None:
        return False
    move(application, service, Action.ALLOCATE, Step(step.actor, step.at, assign={"handler": handler}))
    return True


def approve(transaction: Transaction, application: Application, service: Service, step: Step) -> None:
    """Approve, apply what follows to the records, then order the payment or close."""
    move(application, service, Action.APPROVE, step)
    held = records.load(transaction, application.id_number)
    if held is None:
        raise Problem("state-conflict", reason="no-record", state=application.state)
    RULES[application.item].approved(Approved(held, application.form, application.result, step.at))
    by_rules = Step(BY_RULES, step.at)
    if State.PAID in service.course:
        order_payment(transaction, application, service, by_rules)
    else:
        move(application, service, Action.CLOSE, by_rules)


def order_payment(transaction: Transaction, application: Application, service: Service, step: Step) -> None:
    move(application, service, Action.ORDER_PAYMENT, step)
    payments.order(transaction, application, service, step.at)


def _came_back(application: Application) -> bool:
    """Whether the bank sent a payment to the present account back."""
    transaction = object_session(application)
    if transaction is None or application.state != State.PAYMENT_FAILED:
        return False
    return application.account in payments.returned_accounts(transaction, application)


def _assign(application: Application, values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        assert name in ("handler", "second"), name
        setattr(application, name, value)


def _bearer(application: Application) -> str | None:
    """With whom it is open, for their backlog."""
    if application.state in OPEN_AT_DESK:
        return application.handler
    return application.second if application.state == State.SECOND_REVIEW else None


def _pass_on(transaction: Transaction, application: Application, before: str | None) -> None:
    now = _bearer(application)
    if now == before:
        return
    for staff, minutes in sorted(
        (name, sign * application.expected_minutes) for name, sign in ((before, -1), (now, 1)) if name is not None
    ):
        staffing.bear(transaction, staff, minutes)


def _put_down(
    transaction: Transaction, application: Application, action: Action, before: State, now: State, step: Step
) -> None:
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
