"""The driver keeps to what any driver must."""

from __future__ import annotations

from devices.conformance import DriverConformance


class TestConformance(DriverConformance):
    """With the fixture `far_end` of conftest.py."""
