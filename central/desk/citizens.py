"""Citizens' own pages: where an application stands, by its number and the reference that only they were given."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from central.api.context import Parts
from central.applications import proof
from central.applications.timeline import tell
from central.desk.guard import Fields, PageRoute
from central.desk.pages import page
from central.problems import Problem

router = APIRouter(include_in_schema=False, route_class=PageRoute)


@router.get("/")
@router.get("/track")
def ask(request: Request, number: Annotated[str, Query(max_length=24)] = "") -> Response:
    return page(request, "track.html", number=number, wrong=False)


@router.post("/track")
def track(central: Parts, request: Request, fields: Fields) -> Response:
    """By POST, so that the reference gets into no history. A wrong number and a wrong reference look alike."""
    number = fields.get("number", "").strip().upper()[:24]
    try:
        with central.database.begin() as transaction:
            held = proof.find(transaction, number, fields.get("reference", "")[:40])
            told = tell(held, central.catalogue, central.calendar, central.parameters)
    except Problem:
        return page(request, "track.html", status=404, number=number, wrong=True)
    return page(request, "tracked.html", held=held, told=told)
