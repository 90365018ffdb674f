"""What a hall asks of a simulated device."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from drivers_sim.documents import Lying
from drivers_sim.settings import DeviceSettings
from drivers_sim.studio.client import Studio


class VerbError(ValueError):
    """A verb that cannot be done; `status` is how HTTP says it."""

    def __init__(self, message: str, status: int = 409) -> None:
        super().__init__(message)
        self.status = status


class UnavailableError(RuntimeError):
    """A device that cannot be simulated on this machine, and why."""


class Device(Protocol):
    """One simulated device, as the hall handles it."""

    settings: DeviceSettings
    lying: Lying | None

    @property
    def kinds(self) -> tuple[str, ...]:
        """Faults it can suffer, besides unplug, replug and clear."""

    @property
    def plugged(self) -> bool: ...
    @property
    def in_use(self) -> bool | None:
        """Whether a driver is connected; None where the wire does not tell."""

    @property
    def faults(self) -> list[str]: ...
    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def plug(self) -> None: ...
    async def unplug(self) -> None: ...
    def suffer(self, kind: str) -> None: ...
    def describe(self) -> dict[str, Any]: ...


@runtime_checkable
class Window(Protocol):
    """A device before which a citizen holds a code."""

    def show_code(self, text: str, seconds: float) -> None: ...


@runtime_checkable
class Surface(Protocol):
    """A device on which a citizen puts a document, or into which they put a card."""

    async def lay(self, lying: Lying, studio: Studio) -> None: ...
    async def lift(self, studio: Studio) -> None: ...
