"""The kiosk's one configuration file: its shape, where each key stands in it, and what is wrong with it."""

from kiosk.config.base import Bilingual
from kiosk.config.command import check_config_command, migrate_config_command
from kiosk.config.day import DaySection, HoursSection
from kiosk.config.devices import CameraConfig, ChipReaderConfig, DeviceConfig, ReceiptPrinterConfig
from kiosk.config.findings import ConfigError, Finding
from kiosk.config.last_good import ConfigNotice, InForce, in_force, keep
from kiosk.config.loading import Loaded, load, read
from kiosk.config.model import KioskConfig
from kiosk.config.sections import StaffSection
from kiosk.config.transports import MjpegTransport, SerialTransport, TcpTransport, Transport, V4l2Transport

__all__ = [
    "Bilingual",
    "CameraConfig",
    "ChipReaderConfig",
    "ConfigError",
    "ConfigNotice",
    "DaySection",
    "DeviceConfig",
    "Finding",
    "HoursSection",
    "InForce",
    "KioskConfig",
    "Loaded",
    "MjpegTransport",
    "ReceiptPrinterConfig",
    "SerialTransport",
    "StaffSection",
    "TcpTransport",
    "Transport",
    "V4l2Transport",
    "check_config_command",
    "in_force",
    "keep",
    "load",
    "migrate_config_command",
    "read",
]
