"""Doing what the central orders: never while somebody is served, each command once, its result kept until told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, Protocol

from devices.check import CheckResult
from kiosk.audit.writer import AuditWriter
from kiosk.central.types import Command
from kiosk.day.orders import Announcement, Orders
from kiosk.logging import logger

log = logger("orders")


DISTURBING = ("restart", "diagnostics")
"""What a visit must not begin under."""


class Checks(Protocol):
    """What of diagnostics is ordered from afar."""

    def names(self) -> tuple[str, ...]: ...

    async def check(self, device: str) -> CheckResult: ...


class Obeying:
    """`pause` waits until nobody is served, and where asked keeps visits from beginning; `restart` ends the kiosk in
    order."""

    def __init__(
        self,
        orders: Orders,
        audit: AuditWriter,
        pause: Callable[[bool], AbstractAsyncContextManager[None]],
        restart: Callable[[], None],
        checks: Checks,
    ) -> None:
        self._orders = orders
        self._audit = audit
        self._pause = pause
        self._restart = restart
        self._checks = checks

    def back(self) -> None:
        """The kiosk runs again: a restart that was ordered is done."""
        if self._orders.restarting:
            self._orders.end(self._orders.restarting, "done")

    async def obey(self, command: Command) -> None:
        if self._orders.knows(command.id):
            self._orders.tell_again(command.id)
            return
        async with self._pause(command.kind in DISTURBING):
            await self._audit.note("central.ordered", "success", reference=command.id, cause=command.kind)
            await self._do(command)
        log.info("order.done", code=command.kind)

    async def _do(self, command: Command) -> None:
        orders = self._orders
        match command.kind:
            case "restart":
                orders.restart(command.id)
                self._restart()
            case "out_of_service" | "in_service":
                orders.withdraw(command.kind == "out_of_service")
                orders.end(command.id, "done")
            case "message":
                self._announce(command)
            case "diagnostics":
                orders.end(command.id, "done", report=await self._report())
            case _:
                orders.end(command.id, "refused", "unknown_command")

    def _announce(self, command: Command) -> None:
        try:
            announcement = _announcement(command.id, command.arguments)
        except (KeyError, TypeError, ValueError) as error:
            log.warning("order.refused", error=type(error).__name__)
            self._orders.end(command.id, "refused", "malformed")
            return
        self._orders.announce(announcement)
        self._orders.end(command.id, "done")

    async def _report(self) -> dict[str, Any]:
        made = [await self._checks.check(name) for name in self._checks.names()]
        return {"devices": [_checked(each) for each in made]}


def _announcement(command: str, arguments: Mapping[str, Any]) -> Announcement:
    until = datetime.fromisoformat(arguments["until"])
    if until.tzinfo is None:
        raise ValueError("a time without zone")
    return Announcement(command=command, zh=str(arguments["zh"]), en=str(arguments["en"]), until=until.isoformat())


def _checked(made: CheckResult) -> dict[str, Any]:
    """What was found out, without what was read or shown."""
    return {
        "device": made.device_id,
        "class": made.device_class.value,
        "verdict": made.verdict.value,
        "state": made.health.value,
        "reason": made.reason,
        "action": made.action.value,
        "zh": made.zh,
        "en": made.en,
        "milliseconds": made.milliseconds,
    }
