"""Who is before a page, what they may do there, and what a page answers with when it refuses."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from central import logs
from central.api.context import Parts
from central.desk import browsers
from central.desk.browsers import DESK, check_own_form
from central.desk.pages import page
from central.desk.words import Language, language_of
from central.idempotency import Answer, Keyed, once
from central.identity import Identity, Scope
from central.oidc.client import identity_of
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction

MOST_FIELDS = 80


class NotSignedIn(Exception):
    """Nobody has signed in on this browser, or not lately."""


@dataclass(frozen=True, slots=True, repr=False)
class DeskCall:
    """A member of staff before a page. `csrf` goes into its forms."""

    central: Central
    request: Request
    who: Identity
    csrf: str
    language: Language

    def may(self, scope: Scope) -> bool:
        return scope in self.who.scopes

    def new_key(self) -> str:
        """What a form is done once by."""
        return secrets.token_hex(16)

    def page(self, template: str, *, status: int = 200, **context: Any) -> Response:
        return page(self.request, template, status=status, me=self, **context)


@dataclass(frozen=True, slots=True, repr=False)
class Posted:
    """A form that was on a page of ours. `key` was made with the page: sent twice, it acts once."""

    call: DeskCall
    fields: Mapping[str, str]
    key: str

    def get(self, name: str, most: int = 400) -> str:
        return self.fields.get(name, "").strip()[:most]

    def once(self, effect: Callable[[Transaction], None]) -> None:
        fingerprint = hashlib.sha256(repr(sorted(self.fields.items())).encode()).hexdigest()
        keyed = Keyed(self.call.who.actor, self.key, f"{self.call.request.url.path}:{fingerprint}"[-64:])

        def act(transaction: Transaction) -> Answer:
            effect(transaction)
            return Answer(303, {})

        once(self.call.central.database, keyed, self.call.central.now(), act)


def desk_with(*scopes: Scope) -> Any:
    """For `Annotated[DeskCall, desk_with(Scope.…)]`: who has signed in holds every one of these."""

    def call(central: Parts, request: Request) -> DeskCall:
        with central.database.begin() as transaction:
            held = browsers.session_of(transaction, DESK.of(request), central.now())
            if held is None:
                raise NotSignedIn
            who, csrf = identity_of(held.staff, held.name, tuple(held.roles)), held.csrf
        if missing := sorted(set(scopes) - who.scopes):
            raise Problem("scope-missing", scopes=missing)
        return DeskCall(central, request, who, csrf, language_of(request))

    return Depends(call)


def posted_with(*scopes: Scope) -> Any:
    """The same for a form: `Annotated[Posted, posted_with(Scope.…)]`."""

    signed_in = desk_with(*scopes)

    async def posted(fields: Fields, call: DeskCall = signed_in) -> Posted:
        check_own_form(call.request, call.csrf, fields.get("csrf", ""))
        if not 8 <= len(fields.get("key", "")) <= 64:
            raise Problem("idempotency-key-missing")
        rest = {name: value for name, value in fields.items() if name not in ("csrf", "key")}
        return Posted(call, rest, fields["key"])

    return Depends(posted)


async def _fields(request: Request) -> dict[str, str]:
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    return {name: value for name, value in form.items() if isinstance(value, str)}


Fields = Annotated[dict[str, str], Depends(_fields)]


class PageRoute(APIRoute):
    """A route whose refusals are pages, and that sends to the sign-in where nobody has signed in."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except NotSignedIn:
                return _to_sign_in(request)
            except Problem as problem:
                return _refusal(request, problem)
            except (RequestValidationError, HTTPException):
                return _refusal(request, Problem("malformed-request"))

        return handled


def _to_sign_in(request: Request) -> Response:
    here = request.url.path if request.method == "GET" else "/desk"
    response = RedirectResponse(f"/desk/sign-in?next={quote(here)}", 303)
    if request.headers.get("hx-request"):
        response = RedirectResponse("/desk", 303)
        response.status_code = 204
        response.headers["HX-Redirect"] = f"/desk/sign-in?next={quote(here)}"
    return response


def _refusal(request: Request, problem: Problem) -> Response:
    request.state.problem = problem.name
    request.state.reason = problem.members.get("reason")
    logs.get().info("page refused", problem=problem.name)
    back = request.url.path.rpartition("/")[0] if request.method == "POST" else ""
    return page(request, "refusal.html", status=problem.kind.status, problem=problem, back=back)
