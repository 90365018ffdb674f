"""One application before staff: what was applied for, what is known of it, what can be done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import RedirectResponse

from central.applications.states import Action
from central.desk import acting, reading
from central.desk.guard import DeskCall, PageRoute, Posted, desk_with, posted_with
from central.identity import Scope
from central.problems import Problem

router = APIRouter(prefix="/desk/applications", include_in_schema=False, route_class=PageRoute)
Number = Annotated[str, Path(max_length=24)]
Reader = Annotated[DeskCall, desk_with(Scope.READ_APPLICATIONS)]
Handler = Annotated[Posted, posted_with(Scope.HANDLE_APPLICATIONS)]


@router.get("/{number}")
def application(call: Reader, number: Number) -> Response:
    central = call.central
    with central.database.begin() as transaction:
        held = reading.find(transaction, number)
        whole = reading.whole(central, transaction, held)
        service = central.catalogue.services[held.item]
        able = reading.handlers(transaction, service.desk.skill) if service.desk else ()
    return call.page(
        "application.html",
        whole=whole,
        held=held,
        service=service,
        offered=acting.offered(central, held, call.who),
        able=able,
    )


@router.post("/{number}/notes")
def note(posted: Handler, number: Number) -> Response:
    acting.add_note(posted, number)
    return RedirectResponse(f"/desk/applications/{number}#notes", 303)


@router.post("/{number}/{action}")
def act(posted: Handler, number: Number, action: str) -> Response:
    if action not in tuple(Action):
        raise Problem("not-found")
    acting.take(posted, number, Action(action))
    return RedirectResponse(f"/desk/applications/{number}", 303)
