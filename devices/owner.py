"""One thread that alone touches one driver, and that can be given up where it hangs."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from devices.interfaces import Device
from devices.lifecycle import Held, Lifecycle

D = TypeVar("D", bound=Device)
R = TypeVar("R")


class Owner(Generic[D]):
    """Runs commands on `driver` one after the other; their results come back to the event loop."""

    def __init__(self, name: str, driver: D) -> None:
        self._held = Held(driver)
        self._commands: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=f"device {name}", daemon=True)
        self._thread.start()

    @property
    def lifecycle(self) -> Lifecycle:
        return self._held.step

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def submit(self, command: Callable[[Held[D]], R]) -> asyncio.Future[R]:
        """Run `command` in the thread; a future of the running loop."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[R] = loop.create_future()

        def settle(act: Callable[[Any], None], outcome: object) -> None:
            if not future.done():
                act(outcome)

        def run() -> None:
            act: Callable[[Any], None]
            try:
                act, outcome = future.set_result, command(self._held)
            except BaseException as error:  # the caller gets whatever it was
                act, outcome = future.set_exception, error  # type: ignore[assignment]
            with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits
                loop.call_soon_threadsafe(settle, act, outcome)

        self._commands.put(run)
        return future

    def end(self) -> None:
        """Let the thread end once it has run what it was given."""
        self._commands.put(None)

    def abandon(self) -> None:
        """Give the thread up: its wire is broken; whenever its command returns it lets go of the device and ends."""
        with contextlib.suppress(Exception):
            self._held.driver.abort()
        self._commands.put(lambda: self._held.leave(lost=True))
        self.end()

    def _run(self) -> None:
        while (command := self._commands.get()) is not None:
            command()
