"""The keys of a kiosk's configuration that say where its devices are: the far ends stand up at the same addresses."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

_T = TypeVar("_T")


class SettingsError(ValueError):
    """A configuration that cannot be simulated: says the file, the key, what was found and what is allowed."""


@dataclass(frozen=True, slots=True)
class SerialAddress:
    port: Path

    def __str__(self) -> str:
        return str(self.port)


@dataclass(frozen=True, slots=True)
class TcpAddress:
    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class MjpegAddress:
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        return f"http://{self.host}:{self.port}{self.path}"


@dataclass(frozen=True, slots=True)
class IppAddress:
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        return f"ipp://{self.host}:{self.port}{self.path}"


@dataclass(frozen=True, slots=True)
class PcscAddress:
    reader: str
    """How the reader's name begins."""

    def __str__(self) -> str:
        return f"pcsc:{self.reader}"


Address = SerialAddress | TcpAddress | MjpegAddress | IppAddress | PcscAddress


@dataclass(frozen=True, slots=True)
class DeviceSettings:
    id: str
    device_class: str
    driver: str
    address: Address
    paper_mm: int = 80
    near_end_sensor: bool = True
    section: Mapping[str, Any] = field(default_factory=dict)
    """The device's whole table, for what one kind of device alone has."""

    @property
    def baud(self) -> int | None:
        """The speed of a serial line, as configured."""
        baud = self.section.get("transport", {}).get("baud")
        return baud if isinstance(baud, int) and baud > 0 else None


@dataclass(frozen=True, slots=True)
class Settings:
    kiosk: str
    hall_zh: str
    hall_en: str
    dock: TcpAddress
    devices: tuple[DeviceSettings, ...]


def read_settings(file: Path, only: tuple[str, ...] = ()) -> Settings:
    """Read what the simulated hall needs; `only` keeps the devices of these ids.

    Raises:
        SettingsError: the file cannot be read, or a key is missing or of the wrong kind.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: not TOML: {error}") from error
    reader = _Reader(file, table)
    if table.get("mode") != "simulation":
        raise reader.refuse("mode", table.get("mode"), '"simulation": the far ends of real devices cannot be simulated')
    devices = tuple(_device(reader, i, entry) for i, entry in enumerate(reader.get(table, "devices", list)))
    known = [device.id for device in devices]
    if unknown := set(only) - set(known):
        raise SettingsError(f"{file}: no device {sorted(unknown)}; devices: {', '.join(known)}")
    kiosk = reader.get(table, "kiosk", dict)
    names = kiosk.get("hall", {})
    return Settings(
        kiosk=reader.get(kiosk, "id", str, "kiosk."),
        hall_zh=str(names.get("zh", "")),
        hall_en=str(names.get("en", "")),
        dock=_host_port(reader, "simulation.dock", reader.get(table.get("simulation", {}), "dock", str, "simulation.")),
        devices=tuple(device for device in devices if not only or device.id in only),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    file: Path
    table: dict[str, Any]

    def get(self, table: dict[str, Any], key: str, kind: type[_T], prefix: str = "") -> _T:
        value = table.get(key)
        if not isinstance(value, kind):
            raise self.refuse(
                prefix + key, value, {str: "a text", int: "a whole number"}.get(kind, f"a {kind.__name__}")
            )
        return value

    def refuse(self, key: str, found: object, allowed: str) -> SettingsError:
        what = "missing" if found is None else f"found {found!r}"
        return SettingsError(f"{self.file}: {key}: {what}, allowed: {allowed}")


def _device(reader: _Reader, index: int, entry: object) -> DeviceSettings:
    where = f"devices[{index}]."
    if not isinstance(entry, dict):
        raise reader.refuse(f"devices[{index}]", entry, "a table [[devices]]")
    transport = reader.get(entry, "transport", dict, where)
    paper = entry.get("paper_mm", 80)
    if paper not in (58, 80):
        raise reader.refuse(where + "paper_mm", paper, "58 or 80")
    return DeviceSettings(
        id=reader.get(entry, "id", str, where),
        device_class=reader.get(entry, "class", str, where),
        driver=reader.get(entry, "driver", str, where),
        address=_address(reader, where + "transport.", transport),
        paper_mm=paper,
        near_end_sensor=bool(entry.get("near_end_sensor", True)),
        section=entry,
    )


def _address(reader: _Reader, where: str, transport: dict[str, Any]) -> Address:
    match transport.get("kind"):
        case "serial":
            return SerialAddress(reader.file.parent / reader.get(transport, "port", str, where))
        case "tcp":
            return TcpAddress(reader.get(transport, "host", str, where), reader.get(transport, "port", int, where))
        case "mjpeg":
            url = reader.get(transport, "url", str, where)
            parts = urlsplit(url)
            if parts.scheme != "http" or not parts.hostname or not parts.port:
                raise reader.refuse(where + "url", url, "http://HOST:PORT/PATH")
            return MjpegAddress(parts.hostname, parts.port, parts.path or "/")
        case "ipp":
            url = reader.get(transport, "url", str, where)
            parts = urlsplit(url)
            if parts.scheme != "ipp" or not parts.hostname or not parts.path:
                raise reader.refuse(where + "url", url, "ipp://HOST:PORT/PATH")
            return IppAddress(parts.hostname, parts.port or 631, parts.path)
        case "pcsc":
            return PcscAddress(reader.get(transport, "reader", str, where))
        case other:
            raise reader.refuse(where + "kind", other, '"serial", "tcp", "mjpeg", "ipp" or "pcsc"')


def _host_port(reader: _Reader, key: str, text: str) -> TcpAddress:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal():
        raise reader.refuse(key, text, "HOST:PORT")
    return TcpAddress(host, int(port))
