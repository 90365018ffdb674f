"""Drafts that kiosks handed to the desk, as staff open and take them up."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from central import drafts
from central.api.context import StaffCall, staff_with
from central.api.errors import answers
from central.api.present import application_out, draft_out
from central.api.schemas import ApplicationOut, DraftsOut, TakeUpIn
from central.identity import SERVICE, Scope
from central.problems import Problem
from central.wire import Ticket

router = APIRouter(prefix="/v1/drafts", tags=["staff"])
Handling = Annotated[StaffCall, staff_with(Scope.HANDLE_APPLICATIONS)]


@router.get("", responses=answers("token-invalid", "scope-missing"))
def by_ticket(call: Handling, ticket: Annotated[Ticket, Query()]) -> DraftsOut:
    """What lies ready under a ticket's number, the newest first; of more than one, time and kiosk tell which."""
    with call.central.database.begin() as transaction:
        return DraftsOut(drafts=[draft_out(each) for each in drafts.of_ticket(transaction, ticket)])


@router.post(
    "/{id}/application",
    responses=answers("token-invalid", "scope-missing", "not-found", "form-invalid", "malformed-request"),
)
def take_up(call: Handling, id: Annotated[int, Path(ge=1, le=2**53)], body: TakeUpIn) -> ApplicationOut:  # noqa: A002
    """Make the application, with the citizen before you and their document seen; the draft is gone after it."""
    central = call.central
    if call.who != SERVICE and body.handler != call.who.id:
        raise Problem("malformed-request", reason="handler-not-caller")
    with central.database.begin() as transaction:
        application = drafts.take_up(central, transaction, id, body.handler, body.form)
        return application_out(central, application)
