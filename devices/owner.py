"""One thread that alone touches one driver, and that can be given up where it hangs."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from devices.interfaces import Device

D = TypeVar("D", bound=Device)
R = TypeVar("R")


class Owner(Generic[D]):
    """Runs commands on `driver` one after the other; their results come back to the event loop."""

    def __init__(self, name: str, driver: D) -> None:
        self._driver = driver
        self._commands: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=f"device {name}", daemon=True)
        self._thread.start()

    def submit(self, command: Callable[[D], R]) -> asyncio.Future[R]:
        """Run `command` in the thread; a future of the running loop."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[R] = loop.create_future()

        def settle(act: Callable[[Any], None], outcome: object) -> None:
            if not future.done():
                act(outcome)

        def run() -> None:
            act: Callable[[Any], None]
            try:
                act, outcome = future.set_result, command(self._driver)
            except BaseException as error:  # the caller gets whatever it was
                act, outcome = future.set_exception, error  # type: ignore[assignment]
            with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits
                loop.call_soon_threadsafe(settle, act, outcome)

        self._commands.put(run)
        return future

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def end(self) -> None:
        """Let the thread end once it has run what it was given."""
        self._commands.put(None)

    def abandon(self) -> None:
        """Give the thread up: its wire is broken, and it ends whenever its command returns."""
        self._driver.abort()
        self.submit(lambda driver: driver.close()).add_done_callback(_swallow)
        self.end()

    def _run(self) -> None:
        while (command := self._commands.get()) is not None:
            command()


def _swallow(future: asyncio.Future[None]) -> None:
    if not future.cancelled():
        future.exception()
