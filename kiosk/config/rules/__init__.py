"""What a well-formed configuration may still not say, one module a subject."""

from __future__ import annotations

from kiosk.config.model import KioskConfig
from kiosk.config.rules import addresses, contacts, day, drivers, files, production, simulation
from kiosk.config.rules.fault import Fault

__all__ = ["Fault", "faults"]


def faults(config: KioskConfig, *, require_files: bool) -> list[Fault]:
    """Every fault of a configuration that already has the right shape."""
    found = [*addresses.faults(config), *contacts.faults(config), *day.faults(config), *drivers.faults(config)]
    if require_files:
        found += files.faults(config)
    found += production.faults(config) if config.mode == "production" else simulation.faults(config)
    return found
