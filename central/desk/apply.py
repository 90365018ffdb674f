"""The web channel's pages: choose, prove that the phone on record is yours, fill in, send."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from central.api.context import Parts
from central.applications.timeline import tell
from central.desk import applying
from central.desk.browsers import CITIZEN, check_own_form
from central.desk.guard import Fields, PageRoute
from central.desk.pages import page
from central.desk.words import language_of
from central.parts import Central
from central.store.tables import WebVisit

router = APIRouter(prefix="/apply", include_in_schema=False, route_class=PageRoute)
Item = Annotated[str, Path(max_length=16)]


@router.get("")
def choose(central: Parts, request: Request) -> Response:
    services = sorted(central.catalogue.services.values(), key=lambda service: (not service.web, service.item.code))
    return page(request, "apply.html", services=services)


@router.get("/{item}")
def who(central: Parts, request: Request, item: Item) -> Response:
    return page(request, "apply_who.html", service=applying.service_of(central, item), name="")


@router.post("/{item}")
def send_code(central: Parts, request: Request, item: Item, fields: Fields) -> Response:
    """Nothing is signed in yet, so that there is no token to check: what the browser says of its origin is."""
    check_own_form(request, "open", "open")
    service = applying.service_of(central, item)
    with central.database.begin() as transaction:
        secret = applying.begin(
            transaction, item, fields.get("name", "")[:120], fields.get("id_number", "")[:40], central.now()
        )
    response = RedirectResponse(f"/apply/{service.item.code}/code", 303)
    CITIZEN.give(request, response, secret, applying.LASTS)
    return response


@router.get("/{item}/code")
def ask_code(central: Parts, request: Request, item: Item) -> Response:
    visit = _visit(central, request, item)
    return _code_page(central, request, item, visit, wrong=False)


@router.post("/{item}/code")
def check_code(central: Parts, request: Request, item: Item, fields: Fields) -> Response:
    with central.database.begin() as transaction:
        visit = applying.visit_of(transaction, CITIZEN.of(request), item, central.now())
        check_own_form(request, visit.csrf, fields.get("csrf", ""))
        right = applying.confirm(visit, fields.get("code", "")[:12], central.now())
    if not right:
        return _code_page(central, request, item, visit, wrong=True)
    return RedirectResponse(f"/apply/{item}/form", 303)


@router.get("/{item}/form")
def form(central: Parts, request: Request, item: Item) -> Response:
    visit = _visit(central, request, item)
    if visit.verified_at is None:
        return RedirectResponse(f"/apply/{item}/code", 303)
    service = applying.service_of(central, item)
    return page(request, "apply_form.html", service=service, visit=visit, answers={}, wrong={})


@router.post("/{item}/form")
def submit(central: Parts, request: Request, item: Item, fields: Fields) -> Response:
    """All that is wrong is said at once. Sent twice, the second finds its visit used up."""
    service = applying.service_of(central, item)
    answers = {name.removeprefix("form."): value for name, value in fields.items() if name.startswith("form.")}
    with central.database.begin() as transaction:
        visit = applying.visit_of(transaction, CITIZEN.of(request), item, central.now())
        check_own_form(request, visit.csrf, fields.get("csrf", ""))
        wrong = applying.mistakes(service, answers)
        if fields.get("declared") != "yes":
            wrong["declared"] = service.item.declaration
        if not wrong:
            held, reference = applying.submit(central, transaction, visit, service, answers, language_of(request))
    if wrong:
        return page(request, "apply_form.html", status=422, service=service, visit=visit, answers=answers, wrong=wrong)
    told = tell(held, central.catalogue, central.calendar, central.parameters)
    response = page(request, "applied.html", held=held, told=told, reference=reference)
    CITIZEN.take(request, response)
    return response


def _visit(central: Central, request: Request, item: str) -> WebVisit:
    with central.database.begin() as transaction:
        return applying.visit_of(transaction, CITIZEN.of(request), item, central.now())


def _code_page(central: Central, request: Request, item: str, visit: WebVisit, *, wrong: bool) -> Response:
    service = applying.service_of(central, item)
    demo = central.settings.demo_provider is not None
    return page(
        request, "apply_code.html", status=422 if wrong else 200, service=service, visit=visit, wrong=wrong, demo=demo
    )
