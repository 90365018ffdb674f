"""What any driver must keep to, checked over its real wire: the suite for drivers of this and of other packages.

A test module derives a class from `DriverConformance` and gives a pytest fixture `far_end`; pytest then runs every
check (docs/adding-a-device.md). Nothing here needs pytest itself.
"""

from devices.conformance.far_end import FarEnd
from devices.conformance.suite import DriverConformance

__all__ = ["DriverConformance", "FarEnd"]
