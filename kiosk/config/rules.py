"""What a well-formed configuration may still not say: names given twice, missing files, simulation in production."""

from __future__ import annotations

import ipaddress
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from kiosk.config.findings import Said
from kiosk.config.lines import Path_
from kiosk.config.model import (
    DeviceConfig,
    KioskConfig,
    MjpegTransport,
    SerialTransport,
    TcpTransport,
    V4l2Transport,
)
from kiosk.config.wording import found_value, same

_BY_ID = Path("/dev/serial/by-id")
_NOT_LOOPBACK = Said(zh="设备在网络中的真实地址", en="the device's own address on the network")


@dataclass(frozen=True, slots=True)
class Fault:
    path: Path_
    found: Said
    allowed: Said


def faults(config: KioskConfig, *, require_files: bool) -> list[Fault]:
    """Every fault of a configuration that already has the right shape."""
    found = [*_duplicates(config)]
    if require_files:
        found += _missing_files(config)
    found += _production(config) if config.mode == "production" else _simulation(config)
    return found


def _duplicates(config: KioskConfig) -> Iterator[Fault]:
    ids: dict[str, int] = {}
    addresses: dict[str, str] = {}
    servers: dict[str, tuple[str, bool]] = {}
    if config.simulation is not None:
        servers[config.simulation.dock] = ("simulation.dock", False)
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
        owner = addresses.get(address)
        pictures = isinstance(device.transport, MjpegTransport)
        if owner is None and server in servers:
            listener, has_pictures = servers[server]
            # Two pictures may come from one camera server, but nothing else can listen where that server does.
            owner = None if pictures and has_pictures else listener
        if owner is not None:
            yield Fault(
                ("devices", index, "transport", key),
                found_value(address),
                Said(zh=f"不与 {owner} 相同的地址", en=f"an address other than {owner}'s"),
            )
        name = f"devices[{index}] ({device.id})"
        addresses.setdefault(address, name)
        if server:
            servers.setdefault(server, (name, pictures))


def _address(device: DeviceConfig) -> tuple[str, str, str]:
    """The key that holds the device's address, the address, and the host:port that it listens at, if any."""
    match device.transport:
        case SerialTransport(port=port):
            return "port", str(port), ""
        case TcpTransport(host=host, port=number):
            return "port", f"{host}:{number}", f"{host}:{number}"
        case MjpegTransport(url=url):
            parts = urlsplit(url)
            return "url", url, f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
        case V4l2Transport(path=path):
            return "path", str(path), ""


def _missing_files(config: KioskConfig) -> Iterator[Fault]:
    for key, path in (
        ("ca_file", config.central.ca_file),
        ("enrolment_code_file", config.central.enrolment_code_file),
    ):
        if path is not None and not path.is_file():
            hint_zh, hint_en = (
                ("（演示用的由 script/demo 生成）", " (script/demo makes the demonstration's)")
                if config.mode == "simulation"
                else ("", "")
            )
            yield Fault(
                ("central", key),
                Said(zh=f'"{path}"，没有此文件', en=f'"{path}", which is no file'),
                Said(zh=f"一个存在的文件{hint_zh}", en=f"a file that exists{hint_en}"),
            )
    if config.kiosk.state_dir.exists() and not config.kiosk.state_dir.is_dir():
        yield Fault(
            ("kiosk", "state_dir"),
            Said(zh=f'"{config.kiosk.state_dir}"，不是文件夹', en=f'"{config.kiosk.state_dir}", which is no folder'),
            Said(zh="一个文件夹，或尚不存在的路径", en="a folder, or a path that does not exist yet"),
        )


def _simulation(config: KioskConfig) -> Iterator[Fault]:
    if config.simulation is None:
        yield Fault(
            ("simulation",),
            Said(zh="缺少此键", en="nothing"),
            Said(zh="模拟模式下须有 dock 地址的表", en="a table with dock, as mode is simulation"),
        )


def _production(config: KioskConfig) -> Iterator[Fault]:
    if config.simulation is not None:
        yield Fault(
            ("simulation",),
            Said(zh="生产模式下的模拟设置", en="a simulation in production"),
            Said(zh='只在 mode = "simulation" 时出现', en='only with mode = "simulation"'),
        )
    if _loopback(urlsplit(config.central.url).hostname or ""):
        yield Fault(
            ("central", "url"),
            found_value(config.central.url),
            Said(zh="中心服务器在网络中的真实地址", en="the central's own address on the network"),
        )
    if _demo_authority(config.central.ca_file):
        yield Fault(
            ("central", "ca_file"),
            Said(zh=f'"{config.central.ca_file}"，演示用证书', en=f'"{config.central.ca_file}", the demonstration\'s'),
            Said(zh="贵单位自己的证书颁发机构", en="your own certificate authority"),
        )
    for index, device in enumerate(config.devices):
        for key, found, allowed in _production_transport(device):
            yield Fault(("devices", index, "transport", key), found, allowed)


def _production_transport(device: DeviceConfig) -> Iterator[tuple[str, Said, Said]]:
    match device.transport:
        case SerialTransport(port=port):
            if port.parent != _BY_ID:
                yield (
                    "port",
                    found_value(str(port)),
                    Said(
                        zh=f"{_BY_ID}/ 下的名称，重新插拔后不变",
                        en=f"a name in {_BY_ID}/, which stays the same when replugged",
                    ),
                )
            elif _is_pty(port):
                yield (
                    "port",
                    Said(zh=f'"{port}"，一个伪终端', en=f'"{port}", a pseudo-terminal'),
                    Said(zh="真实的串口", en="a real serial port"),
                )
        case TcpTransport(host=host):
            if _loopback(host):
                yield "host", found_value(host), _NOT_LOOPBACK
        case MjpegTransport(url=url):
            if urlsplit(url).scheme != "https":
                yield "url", found_value(url), Said(zh="https:// 地址", en="an https:// address")
            if _loopback(urlsplit(url).hostname or ""):
                yield "url", found_value(url), _NOT_LOOPBACK
        case V4l2Transport(path=path):
            if _v4l2_loopback(path):
                yield (
                    "path",
                    Said(zh=f'"{path}"，虚拟摄像头', en=f'"{path}", a loopback camera'),
                    same("/dev/v4l/by-id/…"),
                )


def _loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _is_pty(port: Path) -> bool:
    try:
        target = port.resolve(strict=True)
        return str(target).startswith("/dev/pts/") or not stat.S_ISCHR(target.stat().st_mode)
    except OSError:
        # Unplugged now: the driver reports that, and it may come back.
        return False


def _v4l2_loopback(path: Path) -> bool:
    name = Path("/sys/class/video4linux", path.resolve().name)
    # A v4l2loopback node has no hardware device behind it.
    return name.exists() and "virtual" in str(name.resolve())


def _demo_authority(ca_file: Path) -> bool:
    try:
        certificates = x509.load_pem_x509_certificates(ca_file.read_bytes())
    except (OSError, ValueError):
        return False
    return any("demo" in each.subject.rfc4514_string().lower() for each in certificates)
