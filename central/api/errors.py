"""Every refusal and every failure as application/problem+json."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from central.api.schemas import ProblemOut
from central.problems import KINDS, Problem

MEDIA_TYPE = "application/problem+json"
_BY_STATUS = {404: "not-found", 405: "method-not-allowed", 400: "unreadable-request"}
_HEADERS = {401: {"WWW-Authenticate": "Bearer"}, 429: {"Retry-After": "60"}, 503: {"Retry-After": "5"}}


def answers(*names: str) -> dict[int | str, dict[str, Any]]:
    """For a route's `responses`: the problems that it can give, by status."""
    by_status: dict[int | str, list[str]] = {}
    for name in ("malformed-request", *names):
        by_status.setdefault(KINDS[name].status, []).append(f"/problems/{name}")
    return {
        status: {"model": ProblemOut, "description": ", ".join(types)} for status, types in sorted(by_status.items())
    }


def install(app: FastAPI) -> None:
    @app.exception_handler(Problem)
    async def problem(request: Request, error: Problem) -> JSONResponse:
        return respond(request, error)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        # `msg` of our own validators and pydantic's never holds the input: bodies are declared to hide it
        errors = [
            {"field": ".".join(map(str, detail["loc"])), "code": detail["type"], "zh": "格式不对", "en": detail["msg"]}
            for detail in error.errors()
        ]
        return respond(request, Problem("malformed-request", errors=errors))

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        return respond(request, Problem(_BY_STATUS.get(error.status_code, "unreadable-request")))

    @app.exception_handler(DataError)
    async def unstorable(request: Request, _error: DataError) -> JSONResponse:
        """A value that the database cannot hold: PostgreSQL takes no NUL character and no number out of range."""
        return respond(request, Problem("malformed-request"))

    # two callers at once did the same thing, and only one could: asked again, the other gets a plain answer
    @app.exception_handler(IntegrityError)
    @app.exception_handler(PoolTimeout)
    @app.exception_handler(OperationalError)
    async def busy(request: Request, error: Exception) -> JSONResponse:
        request.state.error = type(error).__name__
        return respond(request, Problem("busy"))


def respond(request: Request, problem: Problem) -> JSONResponse:
    """The answer; the log learns the problem's name and reason from the request's state."""
    request.state.problem = problem.name
    request.state.reason = problem.members.get("reason")
    status = problem.kind.status
    return JSONResponse(problem.document(), status, _HEADERS.get(status), MEDIA_TYPE)
