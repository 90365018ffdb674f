"""The shape of a kiosk's configuration file. `docs/schema/kiosk-config.json` is generated from it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from devices.model import DeviceClass


def _resolve(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str):
        return value
    if not value:
        raise PydanticCustomError("empty_path", "a path")
    folder = Path((info.context or {}).get("folder", "."))
    # normpath, not resolve(): a by-id serial port must keep its own name, not become the ttyUSB it points at.
    return Path(os.path.normpath(folder / value))


def _check_port(value: str) -> str:
    try:
        usable = urlsplit(value if "//" in value else f"//{value}").port != 0
    except ValueError:
        usable = False
    if not usable:
        raise PydanticCustomError("port", "a port from 1 to 65535")
    return value


def _said(zh: str, en: str) -> dict[str, Any]:
    """Words for `allowed` where the schema's own bounds read badly."""
    return {"x-allowed-zh": zh, "x-allowed-en": en}


WithPort = Annotated[str, AfterValidator(_check_port)]
FilePath = Annotated[Path, BeforeValidator(_resolve)]
Seconds = Annotated[float, Field(gt=0, le=3600)]
Port = Annotated[int, Field(ge=1, le=65535)]
Host = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9.:\-]+$", json_schema_extra=_said("主机名或 IP 地址", "a host name or IP address"))
]


class Section(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, populate_by_name=False)


class Bilingual(Section):
    """A text shown to citizens, in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class KioskSection(Section):
    """Who and where this kiosk is."""

    # Goes into HPKE's info joined by "|" and into signed text joined by newlines: neither may occur in it.
    id: str = Field(
        pattern=r"^[a-z0-9][a-z0-9\-]{2,31}$",
        json_schema_extra=_said(
            "3 至 32 个小写字母、数字或连字符，以字母或数字开头",
            "3 to 32 lower-case letters, digits and hyphens, beginning with a letter or digit",
        ),
    )
    hall: Bilingual
    district: str = Field(
        pattern=r"^\d{6}$", json_schema_extra=_said('六位行政区划代码，如 "450103"', 'six digits, as "450103"')
    )
    state_dir: FilePath


class ScreenSection(Section):
    """The window's size in pixels."""

    width: int = Field(default=1080, ge=320, le=7680)
    height: int = Field(default=1920, ge=320, le=7680)
    fullscreen: bool = True


class CentralSection(Section):
    """Where the central is and how it is trusted."""

    url: WithPort = Field(
        pattern=r"^https://[^\s/?#@]+(/[^\s?#]*)?$", json_schema_extra=_said("https:// 地址", "an https:// address")
    )
    ca_file: FilePath
    enrolment_code_file: FilePath | None = None
    answer_timeout_s: float = Field(default=8.0, gt=0, le=30)


class VisitSection(Section):
    """When a visit without a touch is warned, and when it ends after the warning."""

    idle_warning_s: float = Field(default=60.0, ge=10, le=3600)
    idle_end_s: float = Field(default=30.0, ge=20, le=600)


class FaceSection(Section):
    """The face check: the greatest dlib distance that matches, and how often it may be tried."""

    threshold: float = Field(default=0.50, gt=0, lt=1)
    attempts: int = Field(default=3, ge=1, le=10)


class SimulationSection(Section):
    """Only in simulation mode: where the dock is."""

    dock: WithPort = Field(
        pattern=r"^[A-Za-z0-9.\-]+:\d{1,5}$",
        json_schema_extra=_said('主机:端口，如 "127.0.0.1:8070"', 'host:port, as "127.0.0.1:8070"'),
    )


Baud = Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200]


class SerialTransport(Section):
    kind: Literal["serial"]
    port: FilePath
    baud: Baud


class TcpTransport(Section):
    kind: Literal["tcp"]
    host: Host
    port: Port


class MjpegTransport(Section):
    kind: Literal["mjpeg"]
    url: WithPort = Field(
        pattern=r"^https?://[^\s/?#@]+/[^\s#]*$",
        json_schema_extra=_said(
            'http:// 或 https:// 地址（含路径），如 "https://10.0.0.7/face.mjpg"',
            'an http:// or https:// address with a path, as "https://10.0.0.7/face.mjpg"',
        ),
    )


class V4l2Transport(Section):
    kind: Literal["v4l2"]
    path: FilePath


Transport = SerialTransport | TcpTransport | MjpegTransport | V4l2Transport

DeviceId = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9\-]{0,31}$",
        json_schema_extra=_said(
            "1 至 32 个小写字母、数字或连字符，以字母或数字开头",
            "1 to 32 lower-case letters, digits and hyphens, beginning with a letter or digit",
        ),
    ),
]


class CameraConfig(Section):
    """A camera on the citizen's face, or one above the document tray."""

    id: DeviceId
    device_class: Literal[DeviceClass.CAMERA, DeviceClass.DOCUMENT_CAMERA] = Field(alias="class")
    driver: Literal["opencv"]
    transport: Annotated[MjpegTransport | V4l2Transport, Field(discriminator="kind")]


class ChipReaderConfig(Section):
    """A reader of ID-card chips that speaks SDT."""

    id: DeviceId
    device_class: Literal[DeviceClass.CHIP_READER] = Field(alias="class")
    driver: Literal["sdt"]
    transport: SerialTransport


class ReceiptPrinterConfig(Section):
    """A thermal printer that speaks ESC/POS. Without a near-end sensor low paper is unknown, never fine."""

    id: DeviceId
    device_class: Literal[DeviceClass.RECEIPT_PRINTER] = Field(alias="class")
    driver: Literal["escpos"]
    transport: Annotated[TcpTransport | SerialTransport, Field(discriminator="kind")]
    paper_mm: Literal[58, 80] = 80
    near_end_sensor: bool = False


DeviceConfig = CameraConfig | ChipReaderConfig | ReceiptPrinterConfig


class KioskConfig(Section):
    """One kiosk. Every path in it is absolute once loaded. Times are in seconds."""

    schema_version: Literal[1] = Field(alias="schema")
    mode: Literal["production", "simulation"]
    kiosk: KioskSection
    screen: ScreenSection = ScreenSection()
    central: CentralSection
    visit: VisitSection = VisitSection()
    face: FaceSection = FaceSection()
    simulation: SimulationSection | None = None
    devices: Annotated[
        tuple[Annotated[DeviceConfig, Field(discriminator="device_class")], ...], Field(strict=False, min_length=1)
    ]

    def device(self, device_id: str) -> DeviceConfig:
        """The device of that id; raises KeyError."""
        for each in self.devices:
            if each.id == device_id:
                return each
        raise KeyError(device_id)

    def devices_of(self, device_class: DeviceClass) -> tuple[DeviceConfig, ...]:
        return tuple(each for each in self.devices if each.device_class == device_class)
