"""What a kiosk handed to the desk with a ticket: found by its number, taken up with the citizen there."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import RedirectResponse

from central import drafts
from central.catalogue import forms
from central.desk.guard import DeskCall, PageRoute, Posted, desk_with, posted_with
from central.identity import Scope
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Draft
from central.words import Text

router = APIRouter(prefix="/desk/tickets", include_in_schema=False, route_class=PageRoute)
Handler = Annotated[DeskCall, desk_with(Scope.HANDLE_APPLICATIONS)]
Row = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("")
def tickets(call: Handler, ticket: Annotated[str, Query(max_length=8)] = "") -> Response:
    wanted = ticket.strip().upper()
    with call.central.database.begin() as transaction:
        found = drafts.of_ticket(transaction, wanted) if wanted else []
        names = {draft.id: call.central.catalogue.services[draft.item].item.name for draft in found}
    return call.page("tickets.html", ticket=wanted, found=found, names=names)


@router.get("/{row}")
def draft(call: Handler, row: Row) -> Response:
    with call.central.database.begin() as transaction:
        held = _held(transaction, row)
    return _page(call, held, {name: str(answer) for name, answer in held.form.items()}, {})


@router.post("/{row}")
def take_up(posted: Annotated[Posted, posted_with(Scope.HANDLE_APPLICATIONS)], row: Row) -> Response:
    """With mistakes in the form, the page again with all of them said at once."""
    call, central = posted.call, posted.call.central
    answers = {name.removeprefix("form."): value for name, value in posted.fields.items() if name.startswith("form.")}
    with central.database.begin() as transaction:
        held = _held(transaction, row)
    service = central.catalogue.services[held.item]
    wrong = {
        field.id: field.error for field in service.item.form if forms.wrong(field, answers.get(field.id, "").strip())
    }
    if posted.get("seen") != "yes":
        wrong["seen"] = Text(zh="请先核对本人和证件原件。", en="See the person and their document first.")
    if wrong:
        return _page(call, held, answers, wrong, status=422)
    made: list[str] = []

    def effect(transaction: Transaction) -> None:
        made.append(drafts.take_up(central, transaction, row, call.who.id, answers).number)

    posted.once(effect)
    return RedirectResponse(f"/desk/applications/{made[0]}" if made else "/desk/queue", 303)


def _held(transaction: Transaction, row: int) -> Draft:
    held = transaction.get(Draft, row)
    if held is None:
        raise Problem("not-found")
    return held


def _page(call: DeskCall, held: Draft, answers: dict[str, str], wrong: dict[str, Text], status: int = 200) -> Response:
    service = call.central.catalogue.services[held.item]
    return call.page("draft.html", status=status, draft=held, service=service, answers=answers, wrong=wrong)
