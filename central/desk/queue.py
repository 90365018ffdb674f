"""Staff's queue, and finding an application by its number."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse

from central.applications.numbers import is_valid
from central.desk import reading
from central.desk.guard import DeskCall, PageRoute, desk_with
from central.identity import Scope

router = APIRouter(prefix="/desk", include_in_schema=False, route_class=PageRoute)
Reader = Annotated[DeskCall, desk_with(Scope.READ_APPLICATIONS)]


@router.get("/queue")
def queue(
    call: Reader,
    whose: reading.Whose | None = None,
    cursor: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    shown = whose or ("own" if call.may(Scope.HANDLE_APPLICATIONS) and not call.may(Scope.SUPERVISE) else "all")
    with call.central.database.begin() as transaction:
        found = reading.queue(call.central, transaction, shown, call.who.id, cursor)
    template = "queue_rows.html" if call.request.headers.get("hx-request") else "queue.html"
    return call.page(template, queue=found, whose=shown, cursor=cursor)


@router.get("/find", dependencies=[desk_with(Scope.READ_APPLICATIONS)])
def find(number: Annotated[str, Query(max_length=40)] = "") -> Response:
    """By an application's number, or by the number on a ticket."""
    wanted = number.strip().upper()
    if is_valid(wanted):
        return RedirectResponse(f"/desk/applications/{wanted}", 303)
    return RedirectResponse(f"/desk/tickets?ticket={wanted[:8]}" if wanted.isalnum() else "/desk/queue", 303)
