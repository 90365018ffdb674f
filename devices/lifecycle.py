"""UnifiedPOS's lifecycle: open, claim, enable … disable, release, close."""

from __future__ import annotations

import contextlib
from enum import StrEnum
from typing import Generic, TypeVar

from devices.interfaces import Device

D = TypeVar("D", bound=Device)


class Plain:
    """The steps for a driver that claims by opening and serves whenever it is asked."""

    def claim(self) -> None:
        pass

    def enable(self) -> None:
        pass

    def disable(self) -> None:
        pass

    def release(self) -> None:
        pass


class Lifecycle(StrEnum):
    """How far a device is taken: not at all, opened, claimed for this process alone, serving people."""

    CLOSED = "closed"
    IDLE = "idle"
    CLAIMED = "claimed"
    ENABLED = "enabled"


class Held(Generic[D]):
    """A driver and how far it is taken. Used by the thread that owns the driver; any thread may read `step`."""

    def __init__(self, driver: D) -> None:
        self.driver = driver
        self.step = Lifecycle.CLOSED

    def take(self) -> None:
        """Open and claim; where either fails, nothing stays open."""
        try:
            self.driver.open()
            self.step = Lifecycle.IDLE
            self.driver.claim()
            self.step = Lifecycle.CLAIMED
        except BaseException:
            self.leave(lost=True)
            raise

    def enable(self) -> None:
        if self.step is Lifecycle.CLAIMED:
            self.driver.enable()
            self.step = Lifecycle.ENABLED

    def disable(self) -> None:
        if self.step is Lifecycle.ENABLED:
            self.driver.disable()
            self.step = Lifecycle.CLAIMED

    def leave(self, *, lost: bool = False) -> None:
        """Disable, release and close; a `lost` device is not disabled first, for it would not hear. Never raises."""
        if not lost:
            with contextlib.suppress(Exception):
                self.disable()
        with contextlib.suppress(Exception):
            if self.step in (Lifecycle.CLAIMED, Lifecycle.ENABLED):
                self.driver.release()
        with contextlib.suppress(Exception):
            self.driver.close()
        self.step = Lifecycle.CLOSED
