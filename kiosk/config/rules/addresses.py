"""Two devices cannot have one name, one wire or one address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from kiosk.config.devices import DeviceConfig
from kiosk.config.findings import Said
from kiosk.config.model import KioskConfig
from kiosk.config.rules.fault import Fault
from kiosk.config.transports import (
    IppTransport,
    MjpegTransport,
    PcscTransport,
    SerialTransport,
    TcpTransport,
    UsbTransport,
    V4l2Transport,
    VendorTransport,
)
from kiosk.config.wording import found_value

_PORTS = {"http": 80, "https": 443, "ipp": 631, "ipps": 631}


def faults(config: KioskConfig) -> Iterator[Fault]:
    ids: dict[str, int] = {}
    addresses: dict[str, str] = {}
    servers: dict[str, tuple[str, str]] = {}
    if config.simulation is not None:
        servers[config.simulation.dock] = ("simulation.dock", "dock")
    for index, device in enumerate(config.devices):
        if device.id in ids:
            other = f"devices[{ids[device.id]}]"
            yield Fault(
                ("devices", index, "id"),
                found_value(device.id),
                Said(zh=f"不与 {other} 相同的编号", en=f"an id other than {other}'s"),
            )
        ids.setdefault(device.id, index)
        key, address, server = _address(device)
        owner = _reader_owner(device, addresses) or addresses.get(address)
        if owner is None and server in servers:
            listener, kind = servers[server]
            # Pictures, or print queues, may come from one server, but nothing else can listen where that server does.
            owner = None if kind == device.transport.kind in ("mjpeg", "ipp") else listener
        if owner is not None:
            yield Fault(
                ("devices", index, "transport", key),
                found_value(address),
                Said(zh=f"不与 {owner} 相同的地址", en=f"an address other than {owner}'s"),
            )
        name = f"devices[{index}] ({device.id})"
        addresses.setdefault(address, name)
        if server:
            servers.setdefault(server, (name, device.transport.kind))


def _reader_owner(device: DeviceConfig, addresses: dict[str, str]) -> str | None:
    """A reader is named by the beginning of its name: one beginning may not be another's."""
    if not isinstance(device.transport, PcscTransport):
        return None
    mine = device.transport.reader
    for address, owner in addresses.items():
        if address.startswith(_PCSC) and (
            address[len(_PCSC) :].startswith(mine) or mine.startswith(address[len(_PCSC) :])
        ):
            return owner
    return None


_PCSC = "pcsc:"


def _address(device: DeviceConfig) -> tuple[str, str, str]:
    """The key that holds the device's address, the address, and the host:port that it listens at, if any."""
    match device.transport:
        case SerialTransport(port=port):
            return "port", str(port), ""
        case TcpTransport(host=host, port=number):
            return "port", f"{host}:{number}", f"{host}:{number}"
        case MjpegTransport(url=url) | IppTransport(url=url):
            parts = urlsplit(url)
            return "url", url, f"{parts.hostname}:{parts.port or _PORTS[parts.scheme]}"
        case V4l2Transport(path=path) | UsbTransport(path=path):
            return "path", str(path), ""
        case PcscTransport(reader=reader):
            return "reader", f"{_PCSC}{reader}", ""
        case VendorTransport(address=address):
            return "address", f"vendor:{device.driver}:{address}", ""
