"""How often one address may call what needs no token: a bound by pyrate-limiter's GCRA, two numbers a caller."""

from __future__ import annotations

import time
from collections import OrderedDict

from pyrate_limiter import GCRA, Duration, Rate
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central.api.middleware import send_problem
from central.problems import Problem

_WRONG = 401
MOST_CALLERS = 10_000
"""Whoever has not called for the longest is forgotten first."""


class PublicRate:
    """Refuses with 429 an address that calls without a bearer token, or with wrong ones, more often than `most` times a
    minute each; 0: never.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._rates = [Rate(most, Duration.MINUTE)] if most else []
        self._gcra = GCRA()
        self._states: OrderedDict[str, tuple[float, ...]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._rates:
            await self._app(scope, receive, send)
            return
        address, bears = (scope.get("client") or ("-",))[0], _has_bearer(scope)
        caller = f"{'wrong' if bears else 'none'} {address}"
        if wait_s := self._wait_s(caller, count=not bears):
            await send_problem(scope, send, Problem("too-often", retry_after_s=wait_s))
            return

        async def noting(message: Message) -> None:
            if bears and message["type"] == "http.response.start" and message["status"] == _WRONG:
                self._wait_s(caller, count=True)
            await send(message)

        await self._app(scope, receive, noting)

    def _wait_s(self, caller: str, *, count: bool) -> int:
        """0 where the call may go on."""
        state = self._states.get(caller) or self._gcra.initial(self._rates)
        after, decision = self._gcra.step(self._rates, state, time.monotonic_ns() // 1_000_000, 1)
        if count:
            self._states[caller] = after
            self._states.move_to_end(caller)
            if len(self._states) > MOST_CALLERS:
                self._states.popitem(last=False)
        return 0 if decision.allowed else max(1, -(-(decision.retry_after_ms or 1000) // 1000))


def _has_bearer(scope: Scope) -> bool:
    return any(name == b"authorization" for name, _ in scope["headers"])
