"""What a driver is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from devices.model import Budgets
from devices.statistics import Statistics
from devices.trace import Describe, Trace, TracedTransport, by_length
from devices.transport import Transport, from_config
from devices.transport.recording import RecordingTransport

Config = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Setup:
    """One entry of a configuration's `devices`, where its traffic is noted, and where a driver counts what it alone
    knows: how commands and states end is counted for it (devices/counting.py)."""

    device: Config
    trace: Trace = field(default_factory=Trace)
    statistics: Statistics = field(default_factory=Statistics)

    @property
    def options(self) -> Config:
        """What the configuration says to a driver of another package."""
        options: Config = self.device.get("options", {})
        return options

    def budgets(self, of_class: Budgets) -> Budgets:
        """The time budgets of the driver's kind, with what the configuration says otherwise."""
        return of_class.configured(self.device)

    def wire(self, budgets: Budgets, describe: Describe = by_length) -> Transport:
        """The byte stream that the configuration's `transport` names, traced; recorded into the folder `record`, which
        the kiosk names in simulation mode alone."""
        transport = from_config(self.device["transport"], budgets.connect)
        if (folder := self.device.get("record")) is not None:
            transport = RecordingTransport(transport, Path(folder), self.device)
        return TracedTransport(transport, self.trace, describe)
