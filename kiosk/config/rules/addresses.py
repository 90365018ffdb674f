"""Two devices cannot have one name, one wire or one address, however it is spelt."""

from __future__ import annotations

import contextlib
import ipaddress
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.config.devices import ContactsConfig, DeviceConfig, PowerConfig
from kiosk.config.findings import Said
from kiosk.config.model import KioskConfig
from kiosk.config.rules.fault import Fault
from kiosk.config.rules.hosts import loopback
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
    if loopback(urlsplit(config.central.url).hostname or ""):
        servers[_server(config.central.url)] = ("central.url", "central")
    if config.simulation is not None:
        dock = _server(f"//{config.simulation.dock}")
        if dock in servers:
            yield Fault(("simulation", "dock"), found_value(config.simulation.dock), _other_than("central.url"))
        servers.setdefault(dock, ("simulation.dock", "dock"))
    for index, device in enumerate(config.devices):
        if device.id in ids:
            other = f"devices[{ids[device.id]}]"
            yield Fault(
                ("devices", index, "id"),
                found_value(device.id),
                Said(zh=f"不与 {other} 相同的编号", en=f"an id other than {other}'s"),
            )
        ids.setdefault(device.id, index)
        key, written, address, server = _address(device)
        owner = _reader_owner(device, addresses) or addresses.get(address)
        if owner is None and server in servers:
            listener, kind = servers[server]
            # Pictures, or print queues, may come from one server, but nothing else can listen where that server does.
            shared = kind == device.transport.kind in ("mjpeg", "ipp") or kind == _several(device)
            owner = None if shared else listener
        if owner is not None:
            yield Fault(("devices", index, "transport", key), found_value(written), _other_than(owner))
        name = f"devices[{index}] ({device.id})"
        addresses.setdefault(address, name)
        if server:
            servers.setdefault(server, (name, _several(device) or device.transport.kind))


def _other_than(owner: str) -> Said:
    return Said(zh=f"不与 {owner} 相同的地址", en=f"an address other than {owner}'s")


def _several(device: DeviceConfig) -> str | None:
    """One upsd knows several power supplies, one Modbus gateway several boards."""
    match device:
        case PowerConfig():
            return "upsd"
        case ContactsConfig(transport=TcpTransport()):
            return "modbus"
    return None


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


def _address(device: DeviceConfig) -> tuple[str, str, str, str]:
    """The key that holds the device's address, what is written there, the address in one spelling, and the host:port
    that it listens at, if any."""
    match device.transport:
        case SerialTransport(port=path):
            return "port", str(path), _node(path), ""
        case TcpTransport(host=host, port=number):
            server = f"{_host(host)}:{number}"
            part = {PowerConfig: "ups", ContactsConfig: "unit"}.get(type(device))
            address = f"{server}/{getattr(device, part)}" if part else server
            return "port", f"{host}:{number}", address, server
        case MjpegTransport(url=url) | IppTransport(url=url):
            parts = urlsplit(url)
            server = _server(url)
            return "url", url, f"{server}{parts.path.rstrip('/')}?{parts.query}", server
        case V4l2Transport(path=path) | UsbTransport(path=path):
            return "path", str(path), _node(path), ""
        case PcscTransport(reader=reader):
            return "reader", f"{_PCSC}{reader}", f"{_PCSC}{reader}", ""
        case VendorTransport(address=address):
            return "address", address, f"vendor:{device.driver}:{address}", ""


def _node(path: Path) -> str:
    """What a path leads to: a port has a name by its maker, by its socket, by its number. Another node of one camera
    is another device."""
    return os.path.realpath(path)


def _server(url: str) -> str:
    parts = urlsplit(url)
    return f"{_host(parts.hostname or '')}:{parts.port or _PORTS.get(parts.scheme, 0)}"


def _host(host: str) -> str:
    name = host.lower().rstrip(".")
    with contextlib.suppress(ValueError):
        address = ipaddress.ip_address(name)
        if address.version == 4 and not address.is_unspecified:
            return str(address)  # 127.0.0.2 is this machine too, but another address of it
    if loopback(name):
        return "127.0.0.1"
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        return name
