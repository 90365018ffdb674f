"""What became of each device over weeks: its states, its checks, its statistics."""

from kiosk.devicelog.log import DeviceLog
from kiosk.devicelog.records import CheckRecord, StatusEvent

__all__ = ["CheckRecord", "DeviceLog", "StatusEvent"]
