"""Applications as staff see and decide them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Response
from sqlalchemy import select

from central.api.context import StaffCall, staff_with
from central.api.errors import answers
from central.api.present import timeline as timeline_out
from central.api.present import told
from central.api.schemas import ApplicationPage, ApplicationRow, DecisionIn, EventOut, StaffApplicationOut
from central.applications import course
from central.applications.course import Step
from central.applications.states import Action, State, available
from central.identity import SERVICE, Identity, Scope
from central.parts import Central
from central.problems import Problem
from central.reference import grouped
from central.store.database import Transaction
from central.store.tables import Application, Staff, Submission
from central.words import Text

router = APIRouter(prefix="/v1/applications", tags=["staff"])
Reading = Annotated[StaffCall, staff_with(Scope.READ_APPLICATIONS)]
Handling = Annotated[StaffCall, staff_with(Scope.HANDLE_APPLICATIONS)]
Number = Annotated[str, Path(max_length=24)]


@router.get("", responses=answers("token-invalid", "scope-missing"))
def queue(
    call: Reading,
    state: State | None = None,
    handler: Annotated[str | None, Query(max_length=32)] = None,
    cursor: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> ApplicationPage:
    """Applications in the order they came; `cursor` from the page before."""
    wanted = select(Application).order_by(Application.id).limit(limit + 1)
    if state is not None:
        wanted = wanted.where(Application.state == state)
    if handler is not None:
        wanted = wanted.where(Application.handler == handler)
    if cursor is not None:
        wanted = wanted.where(Application.id > cursor)
    with call.central.database.begin() as transaction:
        rows = list(transaction.scalars(wanted))
    page = rows[:limit]
    return ApplicationPage(
        applications=[_row(application) for application in page],
        next=str(page[-1].id) if len(rows) > limit else None,
    )


@router.get("/{number}", responses=answers("token-invalid", "scope-missing", "not-found"))
def application(call: Reading, number: Number, response: Response) -> StaffApplicationOut:
    """One application with its events; the ETag goes into a decision's If-Match."""
    central = call.central
    with central.database.begin() as transaction:
        held = _find(transaction, number)
        response.headers["ETag"] = _etag(held)
        return _out(central, transaction, held)


@router.post(
    "/{number}/decision",
    responses=answers("token-invalid", "scope-missing", "not-found", "state-conflict", "version-conflict"),
)
def decide(
    call: Handling,
    number: Number,
    body: DecisionIn,
    response: Response,
    if_match: Annotated[str | None, Header(max_length=80)] = None,
) -> StaffApplicationOut:
    """Approve or reject an application that is under review; one that was only allocated is opened first."""
    central = call.central
    if body.decision == "reject" and body.reason is None:
        raise Problem("malformed-request", Text(zh="不通过必须写明原因。", en="A rejection needs a reason."))
    with central.database.begin() as transaction:
        held = _find(transaction, number)
        if if_match is not None and if_match != _etag(held):
            raise Problem("version-conflict")
        _decide(central, transaction, held, body, call.who)
        response.headers["ETag"] = _etag(held)
        return _out(central, transaction, held)


def _decide(central: Central, transaction: Transaction, held: Application, body: DecisionIn, who: Identity) -> None:
    service = central.catalogue.services[held.item]
    if body.handler is not None:
        if transaction.get(Staff, body.handler) is None:
            raise Problem("malformed-request", reason="handler-unknown")
        held.handler = body.handler
    if who != SERVICE and held.handler != who.id:
        raise Problem("scope-missing", reason="handler-not-caller")
    step = Step(f"staff:{held.handler or 'desk'}", central.now(), reasons=body.reason is not None)
    if held.state == State.ALLOCATED:
        course.move(held, service, Action.OPEN, step)
    if body.decision == "approve":
        course.approve(transaction, held, service, step)
        return
    assert body.reason is not None
    held.result = {**held.result, "decision_reasons": body.reason.model_dump()}
    course.move(held, service, Action.REJECT, step)


def _find(transaction: Transaction, number: str) -> Application:
    held = transaction.scalar(select(Application).where(Application.number == number).with_for_update())
    if held is None:
        raise Problem("not-found")
    return held


def _etag(application: Application) -> str:
    return f'"{application.number}.{application.version}"'


def _row(held: Application) -> ApplicationRow:
    return ApplicationRow(
        number=held.number,
        item=held.item,
        state=held.state,
        handler=held.handler,
        submitted_at=held.submitted_at,
        due_on=held.due_on.isoformat() if held.due_on else None,
    )


def _out(central: Central, transaction: Transaction, held: Application) -> StaffApplicationOut:
    words = told(central, held)
    service = central.catalogue.services[held.item]
    reference = transaction.scalar(select(Submission.reference).where(Submission.application_id == held.id))
    reasoned = course.facts(held, service, reasons=True)
    return StaffApplicationOut(
        number=held.number,
        reference=grouped(reference) if reference else None,
        item=held.item,
        name=words.name,
        applicant=held.name,
        state=held.state,
        state_text=words.state,
        version=held.version,
        handler=held.handler,
        submitted_at=held.submitted_at,
        received_at=held.received_at,
        due_on=held.due_on.isoformat() if held.due_on else None,
        form=held.form,
        assurance=held.assurance,
        result=held.result,
        notes=list(held.result.get("notes", ())),
        available=sorted(available(State(held.state), reasoned)),
        events=[
            EventOut(
                action=event.action,
                from_state=event.from_state,
                to_state=event.to_state,
                at=event.at,
                actor=event.actor,
                detail=event.detail,
            )
            for event in held.events
        ],
        timeline=timeline_out(words),
    )
