"""Applications as staff see and handle them."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Response
from sqlalchemy import select

from central.api.context import ByKey, StaffCall, answer_once, staff_with
from central.api.errors import answers
from central.api.handling_schemas import ActionIn
from central.api.present_staff import etag, find, row_out, staff_out
from central.api.schemas import ApplicationPage, DecisionIn, StaffApplicationOut
from central.applications import actions, clocks
from central.applications.actions import Act, Given, Missing
from central.applications.states import Action, State
from central.identity import Scope
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application
from central.words import Text
from central.workdays import local_date

router = APIRouter(prefix="/v1/applications", tags=["staff"])
Reading = Annotated[StaffCall, staff_with(Scope.READ_APPLICATIONS)]
Handling = Annotated[StaffCall, staff_with(Scope.HANDLE_APPLICATIONS)]
Number = Annotated[str, Path(max_length=24)]
IfMatch = Annotated[str | None, Header(max_length=80)]
_KEYED = ("idempotency-key-missing", "idempotency-key-running", "idempotency-key-reused")
_ACTED = answers(
    "token-invalid",
    "scope-missing",
    "conflict-of-interest",
    "not-yours",
    "not-found",
    "form-invalid",
    "state-conflict",
    "version-conflict",
    "precondition-missing",
    *_KEYED,
)


@router.get("", responses=answers("token-invalid", "scope-missing"))
def queue(
    call: Reading,
    state: State | None = None,
    handler: Annotated[str | None, Query(max_length=32)] = None,
    item: Annotated[str | None, Query(max_length=16)] = None,
    overdue: bool | None = None,
    due_within: Annotated[int | None, Query(ge=0, le=366)] = None,
    cursor: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> ApplicationPage:
    """Applications in the order they came; `cursor` from the page before. `overdue` and `due_within` (calendar days)
    leave out those whose clock stands still."""
    today = local_date(call.central.now())
    wanted = select(Application).order_by(Application.id).limit(limit + 1)
    for column, value in ((Application.state, state), (Application.handler, handler), (Application.item, item)):
        if value is not None:
            wanted = wanted.where(column == value)
    if overdue is not None or due_within is not None:
        wanted = wanted.where(Application.state.in_(clocks.RUNNING), Application.paused_at.is_(None))
    if overdue is not None:
        wanted = wanted.where(Application.due_on < today if overdue else Application.due_on >= today)
    if due_within is not None:
        wanted = wanted.where(Application.due_on <= today + timedelta(days=due_within))
    if cursor is not None:
        wanted = wanted.where(Application.id > cursor)
    with call.central.database.begin() as transaction:
        rows = list(transaction.scalars(wanted))
    page = rows[:limit]
    return ApplicationPage(
        applications=[row_out(application, today) for application in page],
        next=str(page[-1].id) if len(rows) > limit else None,
    )


@router.get("/{number}", responses=answers("token-invalid", "scope-missing", "not-found"))
def application(call: Reading, number: Number, response: Response) -> StaffApplicationOut:
    """One application with its events; the ETag goes into an action's If-Match."""
    with call.central.database.begin() as transaction:
        held = find(transaction, number)
        response.headers["ETag"] = etag(held.number, held.version)
        return staff_out(call.central, transaction, held)


@router.post("/{number}/actions/{action}", response_model=StaffApplicationOut, responses=_ACTED)
def act(
    call: Handling, key: ByKey, number: Number, action: Action, body: ActionIn, if_match: IfMatch = None
) -> Response:
    """Do one of the actions that the application lists as `available`. If-Match: the ETag of what was seen."""
    if if_match is None:
        raise Problem("precondition-missing")
    given = Given(
        reason=body.reason.text() if body.reason else None,
        missing=tuple(Missing(each.field, each.text.text()) for each in body.missing),
        days=body.days,
        handler=body.handler,
        form=body.form,
    )
    return _once(call, key, number, if_match, ((action, given),))


@router.post("/{number}/decision", response_model=StaffApplicationOut, responses=_ACTED)
def decide(call: Handling, key: ByKey, number: Number, body: DecisionIn, if_match: IfMatch = None) -> Response:
    """Approve or reject an application that is under review; one that was only allocated is opened first."""
    if body.decision == "reject" and body.reason is None:
        raise Problem("malformed-request", Text(zh="不通过必须写明原因。", en="A rejection needs a reason."))
    steps = [(Action.OPEN, Given()), (Action(body.decision), Given(reason=body.reason))]
    if body.handler is not None:
        steps.insert(0, (Action.ALLOCATE, Given(handler=body.handler)))
    return _once(call, key, number, if_match, tuple(steps))


def _is_done(held: Application, action: Action, given: Given) -> bool:
    """What a decision needs to come before it, and has come."""
    if action == Action.OPEN:
        return held.state != State.ALLOCATED
    return action == Action.ALLOCATE and held.handler == given.handler


def _once(
    call: StaffCall, key: ByKey, number: str, if_match: str | None, steps: tuple[tuple[Action, Given], ...]
) -> Response:
    central = call.central
    seen: list[str] = []

    def effect(transaction: Transaction) -> StaffApplicationOut:
        held = find(transaction, number, lock=True)
        if if_match is not None and if_match != etag(held.number, held.version):
            raise Problem("version-conflict")
        service = central.catalogue.services[held.item]
        for action, given in steps:
            if len(steps) > 1 and _is_done(held, action, given):
                continue
            actions.take(Act(central, transaction, held, service, action, given, call.who))
        seen.append(etag(held.number, held.version))
        return staff_out(central, transaction, held)

    answer = answer_once(central, call.who.actor, key, effect)
    if seen:
        answer.headers["ETag"] = seen[0]
    return answer
