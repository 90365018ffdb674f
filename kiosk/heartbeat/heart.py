"""Beating: the state to the central each period, and at once when a device changes; the answers' commands done."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from devices.clock import Clock
from kiosk.central.client import CentralClient
from kiosk.central.types import Command, Problem, Unreachable
from kiosk.day.orders import Orders
from kiosk.heartbeat.obeying import Obeying
from kiosk.heartbeat.state import signature
from kiosk.logging import logger
from kiosk.racing import first

log = logger("heartbeat")

LEAST_S = 3.0
"""Between two heartbeats, however often devices change."""
_FOR_GOOD = (404, 409, 422)
"""The central knows it already, or has forgotten the command."""


class Heart:
    """`state` gives the heartbeat's body as of now, `changed` waits for a device to be in another state."""

    def __init__(
        self,
        central: CentralClient,
        clock: Clock,
        interval_s: float,
        state: Callable[[], Awaitable[Mapping[str, Any]]],
        changed: Callable[[], Awaitable[None]],
        orders: Orders,
        obeying: Obeying,
    ) -> None:
        self._central = central
        self._clock = clock
        self._interval_s = interval_s
        self._state = state
        self._changed = changed
        self._orders = orders
        self._obeying = obeying
        self._heard = True
        self._sent: tuple[tuple[str, str, str], ...] = ()
        self._work: asyncio.Queue[Command] = asyncio.Queue()
        self._queued: set[str] = set()

    async def run(self) -> None:
        """Until cancelled. An error of ours costs a heartbeat, never a visit."""
        self._obeying.back()
        working = asyncio.create_task(self._obey(), name="orders")
        try:
            while True:
                try:
                    await self._beat()
                except Exception as error:
                    log.error("heartbeat.failed", error=type(error).__name__, exc_info=True)
                await self._pause()
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)

    async def _beat(self) -> None:
        body = {
            **await self._state(),
            "sent_at": self._clock.now().isoformat(),
            "interval_s": self._interval_s,
        }
        self._sent = signature(body["devices"])
        try:
            await self._tell()
            answer = await self._central.heartbeat(body, secrets.token_urlsafe(18))
        except (Unreachable, Problem) as error:
            self._note(heard=False, reason=type(error).__name__)
            return
        self._note(heard=True)
        for command in answer.commands:
            if command.id not in self._queued:
                self._queued.add(command.id)
                self._work.put_nowait(command)

    async def _tell(self) -> None:
        """Results that the central does not have yet, under the key that each was given."""
        for ended in self._orders.untold:
            try:
                await self._central.command_ended(ended)
            except Problem as problem:
                if problem.status not in _FOR_GOOD:
                    raise
            self._orders.told(ended.command)

    async def _obey(self) -> None:
        while True:
            command = await self._work.get()
            try:
                await self._obeying.obey(command)
                await self._tell()
            except (Unreachable, Problem):
                pass  # the next heartbeat tells it
            except Exception as error:
                log.error("order.failed", error=type(error).__name__, exc_info=True)
                self._orders.end(command.id, "failed")
            finally:
                self._queued.discard(command.id)

    async def _pause(self) -> None:
        await self._clock.sleep(min(LEAST_S, self._interval_s))
        await first(self._clock.sleep(max(0.0, self._interval_s - LEAST_S)), self._other_state())

    async def _other_state(self) -> None:
        while signature((await self._state())["devices"]) == self._sent:
            await self._changed()

    def _note(self, *, heard: bool, reason: str = "") -> None:
        if heard != self._heard:
            log.info("heartbeat.heard" if heard else "heartbeat.unheard", reason=reason)
        self._heard = heard
