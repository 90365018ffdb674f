"""The provider's addresses: what it publishes, its sign-in page, its tokens."""

from __future__ import annotations

from typing import Annotated, Any, cast
from urllib.parse import urlsplit

from authlib.oauth2 import OAuth2Error
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from central.demo_provider.grants import Asked, Person
from central.demo_provider.server import PATH, DemoProvider
from central.desk.pages import page
from central.problems import Problem

router = APIRouter(prefix=PATH, include_in_schema=False)


async def _provider(request: Request) -> DemoProvider:
    provider = request.app.state.central.settings.demo_provider
    if provider is None:
        raise Problem("not-found")
    return cast(DemoProvider, provider)


Provider = Annotated[DemoProvider, Depends(_provider)]


@router.get("/.well-known/openid-configuration")
def published(provider: Provider) -> JSONResponse:
    return JSONResponse(provider.published)


@router.get("/jwks")
def keys(provider: Provider) -> JSONResponse:
    return JSONResponse(provider.public_keys)


@router.get("/authorize")
def ask(provider: Provider, request: Request) -> Response:
    asked = _asked(request, dict(request.query_params))
    try:
        provider.server.get_consent_grant(asked, None)
    except OAuth2Error as error:
        # that nobody is signed in yet is what this page is for
        if error.error != "login_required":
            return _refused(provider, asked, error)
    return _page(provider, request, dict(request.query_params))


@router.post("/authorize")
async def sign_in(provider: Provider, request: Request) -> Response:
    form = await request.form()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    person = provider.person(fields.pop("member", ""), fields.pop("password", ""))
    if person is None:
        return _page(provider, request, fields, wrong=True)
    return _granted(provider, _asked(request, fields), person)


@router.post("/token")
async def token(provider: Provider, request: Request) -> Response:
    form = await request.form()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    return cast(Response, provider.server.create_token_response(_asked(request, fields)))


@router.get("/end-session")
def end_session(provider: Provider, post_logout_redirect_uri: str = "") -> Response:
    """It keeps no session of its own, so that there is nothing to end."""
    home = post_logout_redirect_uri if provider.client.leads_home(post_logout_redirect_uri) else "/desk"
    return RedirectResponse(home, 303)


def _granted(provider: DemoProvider, asked: Asked, person: Person) -> Response:
    try:
        grant = provider.server.get_consent_grant(asked, person)
    except OAuth2Error as error:
        return _refused(provider, asked, error)
    return cast(Response, provider.server.create_authorization_response(asked, person, grant=grant))


def _refused(provider: DemoProvider, asked: Asked, error: OAuth2Error) -> Response:
    return cast(Response, provider.server.handle_error_response(asked, error))


def _asked(request: Request, fields: dict[str, str]) -> Asked:
    return Asked(request.method, str(request.url), dict(request.headers), fields)


def _page(provider: DemoProvider, request: Request, fields: dict[str, Any], *, wrong: bool = False) -> HTMLResponse:
    back = urlsplit(str(fields.get("redirect_uri", "")))
    return page(
        request,
        "demo_provider.html",
        form_to=f"{back.scheme}://{back.netloc}" if provider.client.check_redirect_uri(back.geturl()) else "",
        status=401 if wrong else 200,
        people=provider.people,
        fields=fields,
        wrong=wrong,
    )
