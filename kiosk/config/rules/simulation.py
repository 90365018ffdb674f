"""What a simulated kiosk must say."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.config.findings import Said
from kiosk.config.model import KioskConfig
from kiosk.config.rules.fault import NOTHING, Fault


def faults(config: KioskConfig) -> Iterator[Fault]:
    if config.simulation is None:
        yield Fault(
            ("simulation",),
            NOTHING,
            Said(zh="模拟模式下须有 dock 地址的表", en="a table with dock, as mode is simulation"),
        )
