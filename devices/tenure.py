"""The threads that own one device one after the other: the one that has it now, and those given up."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Generic, TypeVar

from devices.interfaces import Device
from devices.lifecycle import Held, Lifecycle
from devices.model import Budgets, Completion, DeviceError
from devices.owner import Owner
from devices.reasons import REASONS

D = TypeVar("D", bound=Device)
R = TypeVar("R")

_log = logging.getLogger(__name__)

CLOSING_S = 2.0
MOST_ABANDONED = 4  # threads stuck in a kernel call never end; more of them would not help the device


class Tenure(Generic[D]):
    """Runs what blocks within a limit; a driver that keeps to none is given up for a new one of `factory`'s."""

    def __init__(self, device_id: str, factory: Callable[[], D], budgets: Budgets) -> None:
        self._device_id = device_id
        self._factory = factory
        self._budgets = budgets
        self._owner: Owner[D] | None = None
        self._abandoned: list[Owner[D]] = []
        self._give_up = asyncio.Event()

    @property
    def lifecycle(self) -> Lifecycle:
        return Lifecycle.CLOSED if self._owner is None else self._owner.lifecycle

    async def take(self) -> None:
        """Open and claim the device."""
        await self.run(Held.take, self._budgets.connect + self._budgets.whole)

    async def enable(self) -> None:
        await self.run(Held.enable, self._budgets.whole)

    async def leave(self) -> None:
        """Let go of a device that is lost."""
        if self.lifecycle is not Lifecycle.CLOSED:
            with contextlib.suppress(DeviceError):
                await self.run(lambda held: held.leave(lost=True), CLOSING_S)

    async def end(self) -> None:
        """Let go of the device and of its thread, at the latest in `CLOSING_S`."""
        owner, self._owner = self._owner, None
        if owner is None:
            return
        closing = owner.submit(Held.leave)
        owner.end()
        with contextlib.suppress(Exception):
            async with asyncio.timeout(CLOSING_S):
                await closing
        if not closing.done() or closing.cancelled():
            owner.abandon()

    def break_off(self) -> None:
        """Give up the thread whose command is under way."""
        self._give_up.set()

    async def run(self, command: Callable[[Held[D]], R], limit: float) -> R:
        """Run in the owning thread; give the thread up after `limit` seconds, or when `break_off` says so."""
        self._give_up.clear()
        future = self._owner_now().submit(command)
        giving_up = asyncio.ensure_future(self._give_up.wait())
        try:
            await asyncio.wait((future, giving_up), timeout=limit, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            future.cancel()
            raise
        finally:
            giving_up.cancel()
        if not future.done():
            future.cancel()
            self._abandon()
            raise DeviceError(Completion.TIMED_OUT, "aborted" if self._give_up.is_set() else "hung")
        try:
            return future.result()
        except DeviceError as error:
            if error.reason in REASONS:
                raise
            raise self._failed(error.completion, "UnlistedReason") from None
        except Exception as error:  # a bug in a driver must not end the worker; its message may hold personal data
            raise self._failed(Completion.INTERNAL_ERROR, type(error).__name__) from None

    def _failed(self, completion: Completion, what: str) -> DeviceError:
        _log.error("driver failed", extra={"device": self._device_id, "error": what})
        return DeviceError(completion, "internal_error", what)

    def _owner_now(self) -> Owner[D]:
        if self._owner is None:
            self._abandoned = [owner for owner in self._abandoned if owner.alive]
            if len(self._abandoned) >= MOST_ABANDONED:
                raise DeviceError(Completion.HARDWARE_ERROR, "hung")
            self._owner = Owner(self._device_id, self._factory())
        return self._owner

    def _abandon(self) -> None:
        owner, self._owner = self._owner, None
        if owner is not None:
            owner.abandon()
            self._abandoned.append(owner)
