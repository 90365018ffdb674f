"""Staff signing in at the provider, and out again."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from central import evidence, oidc
from central.api.context import Parts
from central.desk import browsers
from central.desk.browsers import DESK, LONGEST, SIGN_IN_LASTS, SIGNING_IN
from central.desk.guard import DeskCall, PageRoute, Posted, desk_with, posted_with
from central.desk.pages import page
from central.desk.words import COOKIE
from central.identity import Scope
from central.parts import Central
from central.problems import Problem
from central.store.tables import Staff

router = APIRouter(include_in_schema=False, route_class=PageRoute)
Short = Annotated[str, Query(max_length=2000)]
_A_YEAR_S = 31_536_000


@router.get("/desk")
def home(central: Parts, request: Request) -> Response:
    """Where a role's day begins; without a session, the door."""
    with central.database.begin() as transaction:
        held = browsers.session_of(transaction, DESK.of(request), central.now())
        scopes = oidc.identity_of(held.staff, held.name, tuple(held.roles)).scopes if held else frozenset()
    if held is None:
        return page(request, "door.html", provided=central.oidc is not None)
    if Scope.HANDLE_APPLICATIONS in scopes or Scope.READ_APPLICATIONS in scopes:
        return RedirectResponse("/desk/queue", 303)
    return RedirectResponse("/monitor" if Scope.READ_KIOSKS in scopes else "/desk/me", 303)


@router.get("/desk/sign-in")
def sign_in(central: Parts, request: Request, next: Short = "/desk") -> Response:  # noqa: A002
    redirect_uri, browser = _own(central, request, "/desk/signed-in"), browsers.new_secret()
    begun = _client(central).begin(redirect_uri)
    with central.database.begin() as transaction:
        browsers.begin_sign_in(transaction, begun, browser, redirect_uri, _inside(next), central.now())
    response = RedirectResponse(begun.url, 303)
    SIGNING_IN.give(request, response, browser, SIGN_IN_LASTS)
    return response


@router.get("/desk/signed-in")
def signed_in(central: Parts, request: Request, code: Short = "", state: Short = "") -> Response:
    with central.database.begin() as transaction:
        begun = browsers.take_sign_in(transaction, state, SIGNING_IN.of(request), central.now())
    if not code:
        raise Problem("sign-in-failed", reason="no-code")
    person = _client(central).finish(code, begun.redirect_uri, begun.verifier, begun.nonce)
    who = oidc.identity_of(person.id, person.name, person.roles)
    if not who.scopes:
        raise Problem("scope-missing", reason="no-role")
    with central.database.begin() as transaction:
        if transaction.get(Staff, person.id) is None:
            transaction.add(Staff(id=person.id, name=person.name, skills=[], on_duty=False))
        secret = browsers.open_session(transaction, person, central.now())
        evidence.record(transaction, "staff.signed_in", f"staff:{person.id}", {"roles": list(person.roles)})
    response = RedirectResponse(begun.return_to, 303)
    SIGNING_IN.take(request, response)
    DESK.give(request, response, secret, LONGEST)
    return response


@router.post("/desk/sign-out")
def sign_out(posted: Annotated[Posted, posted_with()]) -> Response:
    """Ends the session here, and offers to end the provider's own."""
    central, request = posted.call.central, posted.call.request
    with central.database.begin() as transaction:
        held = browsers.session_of(transaction, DESK.of(request), central.now())
        id_token = held.id_token if held else ""
        evidence.record(transaction, "staff.signed_out", posted.call.who.actor, {})
        browsers.end_session(transaction, DESK.of(request))
    there = _client(central).end_session_url(id_token, _own(central, request, "/desk"))
    response = page(request, "signed_out.html", there=there)
    DESK.take(request, response)
    return response


@router.get("/desk/me")
def me(call: Annotated[DeskCall, desk_with()]) -> Response:
    return call.page("me.html", scopes=sorted(call.who.scopes))


@router.get("/language/{language}")
def choose_language(language: str, request: Request, next: Short = "/") -> Response:  # noqa: A002
    response = RedirectResponse(_inside(next), 303)
    if language in ("zh", "en"):
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, language, max_age=_A_YEAR_S, secure=secure, httponly=True, samesite="lax")
    return response


def _client(central: Central) -> oidc.Client:
    if central.oidc is None:
        raise Problem("provider-unreachable", reason="none")
    return central.oidc


def _own(central: Central, request: Request, path: str) -> str:
    """An address of ours as browsers reach it; the provider checks that it is registered."""
    base = central.settings.public_url or f"{request.url.scheme}://{request.url.netloc}"
    return f"{base}{path}"


def _inside(address: str) -> str:
    """A path of this site; anything else is the desk's door."""
    parts = urlsplit(address)
    plain = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if plain and not parts.netloc and not parts.scheme and address.isprintable() else "/desk"
