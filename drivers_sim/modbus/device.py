"""The module on its cable, with what its contacts are wired to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from drivers_sim.line import Line
from drivers_sim.modbus.frames import NetworkStation, SerialStation
from drivers_sim.modbus.module import IoModule

EVENTS = {
    "door_open": ("door", True),
    "door_closed": ("door", False),
    "presence_on": ("presence", True),
    "presence_off": ("presence", False),
}
FAULTS = {"module_failure": 4, "module_busy": 6}


class ContactsDevice:
    """Switches and lamps at `inputs` and `outputs` (names to addresses); `inverted` contacts are closed at rest."""

    def __init__(
        self,
        inputs: Mapping[str, int],
        outputs: Mapping[str, int],
        inverted: Iterable[str] = (),
        *,
        unit: int = 1,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self.inputs, self.outputs = dict(inputs), dict(outputs)
        self.inverted = frozenset(inverted)
        size = max((7, *self.inputs.values(), *self.outputs.values())) + 1
        self.module = IoModule([False] * size, [False] * size, on_change=on_change)
        self.unit = unit
        self._changed = on_change
        self._station: SerialStation | NetworkStation
        self.line: Line
        for name in self.inputs:
            self.set(name, False)

    def on_serial(self, port: Path, baud: int | None = None) -> ContactsDevice:
        self._station = SerialStation(self.module, self.unit)
        self.line = self._line().on_serial(port, baud)
        return self

    def on_tcp(self, host: str, port: int) -> ContactsDevice:
        self._station = NetworkStation(self.module)
        self.line = self._line().on_tcp(host, port)
        return self

    def _line(self) -> Line:
        return Line(self._heard, reset=self._reset, connected=self._connected, changed=self._changed)

    @property
    def active(self) -> dict[str, bool]:
        """The inputs as what they stand for: door open, somebody present."""
        return {name: self.module.contacts[at] is not (name in self.inverted) for name, at in self.inputs.items()}

    @property
    def lights(self) -> dict[str, bool]:
        return {name: self.module.relays[at] for name, at in self.outputs.items()}

    def set(self, name: str, active: bool) -> None:
        """Let the door be open, somebody be present. Raises KeyError where no such contact is wired."""
        self.module.contacts[self.inputs[name]] = active is not (name in self.inverted)
        self._changed()

    async def start(self) -> None:
        self.line.plug()

    async def stop(self) -> None:
        self.line.unplug()

    def _heard(self, data: bytes) -> None:
        for answer in self._station.hear(data):
            self.line.send(answer)

    def _connected(self) -> None:
        self._station.forget()
        self._changed()

    def _reset(self) -> None:
        """Without power its relays fall off."""
        self.module.relays[:] = [False] * len(self.module.relays)
        self._station.forget()
