"""The pages and their files, put into the central's application; none of it is in the API's document."""

from __future__ import annotations

from fastapi import FastAPI, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from central.desk import application, apply, citizens, monitor, queue, sign_in, supervision, tickets
from central.desk.pages import STATIC

_A_YEAR = "public, max-age=31536000, immutable"


class _Files(StaticFiles):
    """A file's address changes with its content, so that browsers may keep it."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.setdefault("Cache-Control", _A_YEAR)
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def mount(app: FastAPI) -> None:
    for module in (sign_in, queue, application, tickets, supervision, monitor, citizens, apply):
        app.include_router(module.router)
    app.mount("/static", _Files(directory=STATIC))
