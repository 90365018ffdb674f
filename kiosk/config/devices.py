"""The `[[devices]]` of a configuration: one table for each class and driver, and one for drivers of other packages."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Annotated, Any, Literal, get_args

from pydantic import Discriminator, Field, Tag

from devices.model import DeviceClass
from kiosk.config.base import FilePath, Section, said, unit
from kiosk.config.transports import (
    IppTransport,
    MjpegTransport,
    PcscTransport,
    SerialTransport,
    TcpTransport,
    Transport,
    UsbTransport,
    V4l2Transport,
)

ENTRY_POINTS = "hrss_kiosk.drivers"

DeviceId = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9\-]{0,31}$",
        json_schema_extra=said(
            "1 至 32 个小写字母、数字或连字符，以字母或数字开头",
            "1 to 32 lower-case letters, digits and hyphens, beginning with a letter or digit",
        ),
    ),
]
ContactName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
ContactAddress = Annotated[int, Field(ge=0, le=65535)]


class BudgetsSection(Section):
    """What a command of this device may take, in seconds; what is left out is as the driver has it."""

    connect: float | None = Field(default=None, gt=0, le=60, json_schema_extra=unit("s"))
    between_bytes: float | None = Field(default=None, gt=0, le=60, json_schema_extra=unit("s"))
    whole: float | None = Field(default=None, gt=0, le=600, json_schema_extra=unit("s"))


class DeviceSection(Section):
    """What every device has. The kiosk is out of order for nobody: without a required device it is reduced."""

    id: DeviceId
    required: bool = True
    budgets: BudgetsSection | None = None


class CameraConfig(DeviceSection):
    """A camera on the citizen's face, or one above the document tray."""

    device_class: Literal[DeviceClass.CAMERA, DeviceClass.DOCUMENT_CAMERA] = Field(alias="class")
    driver: Literal["opencv"]
    transport: Annotated[MjpegTransport | V4l2Transport, Field(discriminator="kind")]


class ChipReaderConfig(DeviceSection):
    """A reader of ID-card chips that speaks SDT. `photo_decoder` names an installed decoder of the chip's photograph
    (entry point group hrss_kiosk.photo_decoders)."""

    device_class: Literal[DeviceClass.CHIP_READER] = Field(alias="class")
    driver: Literal["sdt"]
    transport: SerialTransport
    photo_decoder: str | None = Field(default=None, min_length=1)


class PcscReaderConfig(DeviceSection):
    """A social security card reader at pcscd, into which the citizen puts the card themselves."""

    device_class: Literal[DeviceClass.CARD_READER] = Field(alias="class")
    driver: Literal["pcsc"]
    transport: PcscTransport


class CrtReaderConfig(DeviceSection):
    """A motorised card reader. `retain_box`: it has a box for cards that nobody took."""

    device_class: Literal[DeviceClass.CARD_READER] = Field(alias="class")
    driver: Literal["crt"]
    transport: SerialTransport
    retain_box: bool = True


class CodeScannerConfig(DeviceSection):
    """A scanner of bar codes and QR codes. `terminator`: what it sends after a code, as it is set up."""

    device_class: Literal[DeviceClass.CODE_SCANNER] = Field(alias="class")
    driver: Literal["serial"]
    transport: SerialTransport
    profile: Literal["honeywell", "gm72", "continuous"]
    terminator: Literal["cr", "lf", "crlf", "none"] = "cr"


class ReceiptPrinterConfig(DeviceSection):
    """A thermal printer that speaks ESC/POS.

    Without a near-end sensor low paper is unknown, never fine; without `confirms` (GS ( H) no print is ever confirmed.
    `font` is a TrueType font for characters that the printer lacks.
    """

    device_class: Literal[DeviceClass.RECEIPT_PRINTER] = Field(alias="class")
    driver: Literal["escpos"]
    transport: Annotated[TcpTransport | SerialTransport | UsbTransport, Field(discriminator="kind")]
    paper_mm: Literal[58, 80] = Field(default=80, json_schema_extra=unit("mm"))
    near_end_sensor: bool = False
    confirms: bool = True
    font: FilePath | None = None


class DocumentPrinterConfig(DeviceSection):
    """A printer for A4 pages. `ca_file`: whom to trust at an ipps:// address."""

    device_class: Literal[DeviceClass.DOCUMENT_PRINTER] = Field(alias="class")
    driver: Literal["ipp"]
    transport: IppTransport
    ca_file: FilePath | None = None


class ContactsConfig(DeviceSection):
    """Switches and lamps at a Modbus input/output board: names for its discrete inputs and its coils.

    `inverted` names the inputs whose contact is closed at rest.
    """

    device_class: Literal[DeviceClass.CONTACTS] = Field(alias="class")
    driver: Literal["modbus"]
    transport: Annotated[SerialTransport | TcpTransport, Field(discriminator="kind")]
    unit: int = Field(default=1, ge=1, le=247)
    inputs: Mapping[ContactName, ContactAddress] = {}
    outputs: Mapping[ContactName, ContactAddress] = {}
    inverted: Annotated[tuple[ContactName, ...], Field(strict=False)] = ()


class PowerConfig(DeviceSection):
    """A UPS at Network UPS Tools' upsd, port 3493. `ups` is its name there."""

    device_class: Literal[DeviceClass.POWER] = Field(alias="class")
    driver: Literal["nut"]
    transport: TcpTransport
    ups: str = Field(default="ups", pattern=r"^[A-Za-z0-9._\-]+$")


BUILT_IN: tuple[type[DeviceSection], ...] = (
    CameraConfig,
    ChipReaderConfig,
    PcscReaderConfig,
    CrtReaderConfig,
    CodeScannerConfig,
    ReceiptPrinterConfig,
    DocumentPrinterConfig,
    ContactsConfig,
    PowerConfig,
)


def _kinds(section: type[DeviceSection]) -> list[tuple[str, str]]:
    classes = get_args(section.model_fields["device_class"].annotation)
    drivers = get_args(section.model_fields["driver"].annotation)
    return [(str(of), str(driver)) for of in classes for driver in drivers]


KINDS: Mapping[tuple[str, str], str] = {kind: section.__name__ for section in BUILT_IN for kind in _kinds(section)}
"""The built-in sections' names by class and driver."""


class OtherDeviceConfig(DeviceSection):
    """A device whose driver comes from another package (entry point group hrss_kiosk.drivers); its own keys stand in
    `options`."""

    device_class: Annotated[DeviceClass, Field(strict=False, alias="class")]
    driver: str = Field(min_length=1, json_schema_extra={"not": {"enum": [*sorted({driver for _, driver in KINDS})]}})
    transport: Annotated[Transport, Field(discriminator="kind")]
    options: Mapping[str, Any] = {}


def is_class(name: object) -> bool:
    return isinstance(name, str) and name in set(DeviceClass)


def section_of(device: object) -> str | None:
    """The name of the section that a device's table is read as; None where its class or its driver is not known."""
    if not isinstance(device, Mapping):
        return getattr(type(device), "__name__", None)
    of, driver = device.get("class"), device.get("driver")
    if not is_class(of) or not isinstance(driver, str) or not driver:
        return None
    if (str(of), driver) in KINDS:
        return KINDS[str(of), driver]
    return OtherDeviceConfig.__name__ if driver in known_drivers(str(of)) else None


def known_drivers(of: str) -> list[str]:
    """The names of the drivers that serve a class: the built-in ones, then those of installed packages."""
    built_in = [driver for device_class, driver in KINDS if device_class == of]
    return [*built_in, *(driver for each, driver in installed_drivers() if each == of and driver not in built_in)]


def installed_drivers() -> list[tuple[str, str]]:
    """Class and driver of each entry point of other packages, without loading any."""
    names = sorted(each.name.partition(".") for each in entry_points(group=ENTRY_POINTS))
    return [(of, driver) for of, _, driver in names]


def entry_point_of(of: str, driver: str) -> EntryPoint | None:
    """Where an installed package's driver is found; None for one that is built in."""
    return next((each for each in entry_points(group=ENTRY_POINTS) if each.name == f"{of}.{driver}"), None)


DeviceConfig = (
    CameraConfig
    | ChipReaderConfig
    | PcscReaderConfig
    | CrtReaderConfig
    | CodeScannerConfig
    | ReceiptPrinterConfig
    | DocumentPrinterConfig
    | ContactsConfig
    | PowerConfig
    | OtherDeviceConfig
)

AnyDevice = Annotated[
    Annotated[CameraConfig, Tag("CameraConfig")]
    | Annotated[ChipReaderConfig, Tag("ChipReaderConfig")]
    | Annotated[PcscReaderConfig, Tag("PcscReaderConfig")]
    | Annotated[CrtReaderConfig, Tag("CrtReaderConfig")]
    | Annotated[CodeScannerConfig, Tag("CodeScannerConfig")]
    | Annotated[ReceiptPrinterConfig, Tag("ReceiptPrinterConfig")]
    | Annotated[DocumentPrinterConfig, Tag("DocumentPrinterConfig")]
    | Annotated[ContactsConfig, Tag("ContactsConfig")]
    | Annotated[PowerConfig, Tag("PowerConfig")]
    | Annotated[OtherDeviceConfig, Tag("OtherDeviceConfig")],
    Discriminator(section_of),
]
