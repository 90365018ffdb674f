"""Around every request: a bound on its body, a log line without personal data, and an answer even to our own faults."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
import traceback

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central import logs
from central.api.errors import MEDIA_TYPE
from central.problems import Problem

_BODY_WITHIN_S = 15.0


class BodyBound:
    """Refuses a body above `most` bytes, by its declared length or as soon as it has come in, and one that dawdles."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(_BODY_WITHIN_S):
                body = await self._read(scope, receive)
        except Problem as problem:
            await send_problem(scope, send, problem)
        except TimeoutError:
            await send_problem(scope, send, Problem("request-too-slow"))
        else:
            if body is not None:
                await self._app(scope, _replay(body, receive), send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        """The whole body; None where the caller has gone."""
        body, more = bytearray(), True
        if _declared(scope) > self._most:
            raise Problem("body-too-large", limit=self._most)
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._most:
                raise Problem("body-too-large", limit=self._most)
        return bytes(body)


class Journal:
    """One log line a request, by route and never by path; an exception becomes /problems/internal."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._log = logs.get()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id, started, status = secrets.token_hex(8), time.perf_counter(), 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                extra = [(b"x-request-id", request_id.encode()), (b"cache-control", b"no-store")]
                present = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(pair for pair in extra if pair[0] not in present)]
            await send(message)

        failure: dict[str, str] = {}
        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            failure = {"error": type(error).__name__, "where": _where(error)}
            if status == 0:
                await send_problem(scope, noting, Problem("internal", request_id=request_id))
        self._write(scope, request_id, status, time.perf_counter() - started, failure)

    def _write(self, scope: Scope, request_id: str, status: int, seconds: float, failure: dict[str, str]) -> None:
        state = scope.get("state", {})
        route = getattr(scope.get("route"), "path", "-")
        fields = {
            "request_id": request_id,
            "method": scope["method"],
            "route": route,
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
            **{name: state[name] for name in ("problem", "reason", "error") if state.get(name)},
            **failure,
        }
        write = self._log.error if status >= 500 else self._log.info
        write("request", **fields)


def _declared(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def next_message() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return next_message


async def send_problem(scope: Scope, send: Send, problem: Problem) -> None:
    """Answer with it from outside the application."""
    scope.setdefault("state", {})["problem"] = problem.name
    body = json.dumps(problem.document(), ensure_ascii=False).encode()
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    if problem.name in ("body-too-large", "request-too-slow"):
        headers.append((b"connection", b"close"))
    if "retry_after_s" in problem.members:
        headers.append((b"retry-after", str(problem.members["retry_after_s"]).encode()))
    await send({"type": "http.response.start", "status": problem.kind.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _where(error: Exception) -> str:
    """File, line and function, innermost last: no values, which may be personal."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " > ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames)
