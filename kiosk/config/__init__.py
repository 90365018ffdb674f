"""The kiosk's one configuration file: its shape, where each key stands in it, and what is wrong with it."""

from kiosk.config.base import Bilingual
from kiosk.config.command import check_config_command
from kiosk.config.day import DaySection, HoursSection
from kiosk.config.devices import CameraConfig, ChipReaderConfig, DeviceConfig, ReceiptPrinterConfig
from kiosk.config.findings import ConfigError, Finding
from kiosk.config.loading import Loaded, load, read
from kiosk.config.model import KioskConfig
from kiosk.config.sections import StaffSection
from kiosk.config.transports import MjpegTransport, SerialTransport, TcpTransport, Transport, V4l2Transport

__all__ = [
    "Bilingual",
    "CameraConfig",
    "ChipReaderConfig",
    "ConfigError",
    "DaySection",
    "DeviceConfig",
    "Finding",
    "HoursSection",
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
    "load",
    "read",
]
