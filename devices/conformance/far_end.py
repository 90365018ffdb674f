"""What the suite asks of the other end of a wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class FarEnd(Protocol):
    """The other end of a device's wire. It stands, plugged in, when a check gets it; used from one thread.

    `device` is the configuration's entry by which a driver reaches it, best with short budgets.
    """

    @property
    def device(self) -> Mapping[str, Any]: ...

    def plug(self) -> None: ...
    def unplug(self) -> None:
        """As a pulled cable."""

    def suffer(self, fault: str) -> None:
        """silent: it answers nothing any more. garbage: noise instead of answers. clear: it is well again."""

    def command(self, driver: Any) -> object:
        """A command of the device's class that needs its answer; what it gave."""

    def effects(self) -> object:
        """What was done to the device or came out of it, to be compared: observing must not change it."""
