"""Pages out of templates, with the headers that keep foreign content out of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from central.desk.words import Words, language_of
from central.workdays import LOCAL

HERE = Path(__file__).parent
STATIC = HERE / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'{form_to}; base-uri 'none'; frame-ancestors 'none'"
)


def page(request: Request, template: str, *, status: int = 200, form_to: str = "", **context: Any) -> HTMLResponse:
    """A whole page, or a part of one, in the browser's language. `form_to` is one more origin a form may lead to."""
    words = Words(language_of(request))
    given = {"words": words, "t": words, "lang": words.language, "request": request, "local": Local(words), **context}
    body = environment().get_template(template).render(given)
    return HTMLResponse(body, status, headers(request, form_to))


def headers(request: Request, form_to: str = "") -> dict[str, str]:
    given = {
        "Content-Security-Policy": POLICY.format(form_to=f" {form_to}" if form_to else ""),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Vary": "Cookie, Accept-Language",
    }
    if request.url.scheme == "https":
        given["Strict-Transport-Security"] = "max-age=31536000"
    return given


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["static"] = _static
    made.globals["who"] = _who
    return made


@cache
def _static(name: str) -> str:
    """The address of a file, another for another content, so that it may be kept for a year."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


def _who(actor: str, names: Mapping[str, str], words: Words) -> str:
    """Who did something, by name: an event's actor is staff:…, kiosk:…, or the rules."""
    kind, _, name = actor.partition(":")
    if kind == "staff":
        return names.get(name, name)
    return words("application.by_system") if actor == "rules" else name or actor


class Local:
    """Days and times as people of the place read them."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def time(self, moment: datetime | None) -> str:
        return f"{moment.astimezone(LOCAL):%Y-%m-%d %H:%M}" if moment else "—"

    def clock(self, moment: datetime | None) -> str:
        return f"{moment.astimezone(LOCAL):%H:%M:%S}" if moment else "—"

    def iso(self, moment: str) -> str:
        return self.clock(datetime.fromisoformat(moment))

    def day(self, day: date | None) -> str:
        return day.isoformat() if day else "—"


def render(template: str, words: Words, **context: Any) -> str:
    """A part of a page where no request waits for it: what is sent over a stream."""
    made: Callable[..., str] = _template(template).render
    return made({"words": words, "t": words, "lang": words.language, "local": Local(words), **context})


def _template(name: str) -> Template:
    return environment().get_template(name)
