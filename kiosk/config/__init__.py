"""The kiosk's one configuration file: its shape, where each key stands in it, and what is wrong with it."""

from kiosk.config.command import check_config_command
from kiosk.config.findings import ConfigError, Finding
from kiosk.config.loading import load
from kiosk.config.model import (
    CameraConfig,
    ChipReaderConfig,
    DeviceConfig,
    KioskConfig,
    MjpegTransport,
    ReceiptPrinterConfig,
    SerialTransport,
    TcpTransport,
    Transport,
    V4l2Transport,
)

__all__ = [
    "CameraConfig",
    "ChipReaderConfig",
    "ConfigError",
    "DeviceConfig",
    "Finding",
    "KioskConfig",
    "MjpegTransport",
    "ReceiptPrinterConfig",
    "SerialTransport",
    "TcpTransport",
    "Transport",
    "V4l2Transport",
    "check_config_command",
    "load",
]
