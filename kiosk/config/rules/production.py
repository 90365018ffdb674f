"""What production refuses: simulated devices, addresses that change hands, connections that anybody can read."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from kiosk.config.devices import DeviceConfig
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
)
from kiosk.config.wording import found_value, same

SERIAL_BY_ID = Path("/dev/serial/by-id")
SERIAL_BY_PATH = Path("/dev/serial/by-path")
CAMERAS_BY_ID = (Path("/dev/v4l/by-id"), Path("/dev/v4l/by-path"))
# A port on the board has no name by id, and keeps its number.
ON_BOARD = re.compile(r"/dev/tty(S|AMA|mxc)\d+")
VIRTUAL_READER = "Virtual PCD"
UPSD_PORT, CUPS_PORT = 3493, 631

_NOT_LOOPBACK = Said(zh="设备在网络中的真实地址", en="the device's own address on the network")
_Refusal = tuple[str, Said, Said]


def faults(config: KioskConfig) -> Iterator[Fault]:
    if config.simulation is not None:
        yield Fault(
            ("simulation",),
            Said(zh="生产模式下的模拟设置", en="a simulation in production"),
            Said(zh='只在 mode = "simulation" 时出现', en='only with mode = "simulation"'),
        )
    if loopback(urlsplit(config.central.url).hostname or ""):
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
        for key, found, allowed in refusals(device):
            yield Fault(("devices", index, "transport", key), found, allowed)


def refusals(device: DeviceConfig) -> Iterator[_Refusal]:
    """What is wrong with a device's transport in production: the key, what was found, what is allowed."""
    match device.transport:
        case SerialTransport(port=port):
            yield from _serial(port)
        case TcpTransport(host=host, port=number):
            # upsd watches the kiosk's own UPS from the kiosk itself, at its registered port.
            if loopback(host) and not (device.device_class == "power" and number == UPSD_PORT):
                yield "host", found_value(host), _NOT_LOOPBACK
        case UsbTransport(path=path):
            if not str(path).startswith("/dev/") or _is_pretended(path):
                yield "path", found_value(str(path)), same("/dev/usb/lp…")
        case MjpegTransport(url=url):
            if urlsplit(url).scheme != "https":
                yield "url", found_value(url), Said(zh="https:// 地址", en="an https:// address")
            if loopback(urlsplit(url).hostname or ""):
                yield "url", found_value(url), _NOT_LOOPBACK
        case V4l2Transport(path=path):
            yield from _camera(path)
        case PcscTransport(reader=reader):
            if VIRTUAL_READER.lower().startswith(reader.lower()) or reader.lower().startswith(VIRTUAL_READER.lower()):
                yield (
                    "reader",
                    Said(zh=f'"{reader}"，虚拟读卡器', en=f'"{reader}", a virtual reader'),
                    Said(zh="真实读卡器的名称", en="a real reader's name"),
                )
        case IppTransport(url=url):
            yield from _ipp(url)


def _ipp(url: str) -> Iterator[_Refusal]:
    parts = urlsplit(url)
    here = loopback(parts.hostname or "")
    if here and (parts.port or CUPS_PORT) != CUPS_PORT:
        yield (
            "url",
            found_value(url),
            Said(
                zh="打印机的真实地址，或本机 CUPS（端口 631）",
                en="the printer's own address, or this machine's CUPS at port 631",
            ),
        )
    elif not here and parts.scheme != "ipps":
        # Pages with a citizen's data leave the machine: anybody on the hall's network could read them.
        yield (
            "url",
            found_value(url),
            Said(
                zh="ipps:// 地址（ipp:// 只用于本机 CUPS）",
                en="an ipps:// address (ipp:// only for this machine's CUPS)",
            ),
        )


def _serial(port: Path) -> Iterator[_Refusal]:
    if port.parent not in (SERIAL_BY_ID, SERIAL_BY_PATH) and not ON_BOARD.fullmatch(str(port)):
        yield (
            "port",
            found_value(str(port)),
            Said(
                zh=f"{SERIAL_BY_ID}/ 下的名称，重新插拔后不变；名称相同的适配器用 {SERIAL_BY_PATH}/",
                en=f"a name in {SERIAL_BY_ID}/, which stays the same when replugged "
                f"({SERIAL_BY_PATH}/ for adapters of one name)",
            ),
        )
    elif _is_pretended(port):
        yield (
            "port",
            Said(zh=f'"{port}"，一个伪终端', en=f'"{port}", a pseudo-terminal'),
            Said(zh="真实的串口", en="a real serial port"),
        )


def _camera(path: Path) -> Iterator[_Refusal]:
    if _v4l2_loopback(path):
        yield (
            "path",
            Said(zh=f'"{path}"，虚拟摄像头', en=f'"{path}", a loopback camera'),
            same("/dev/v4l/by-id/…"),
        )
    elif path.parent not in CAMERAS_BY_ID:
        yield (
            "path",
            found_value(str(path)),
            Said(
                zh="/dev/v4l/by-id/ 或 /dev/v4l/by-path/ 下的名称，重新插拔后不变",
                en="a name in /dev/v4l/by-id/ or /dev/v4l/by-path/, which stays the same when replugged",
            ),
        )


def _is_pretended(path: Path) -> bool:
    """Whether a path leads to a pseudo-terminal, or to what is no device at all."""
    try:
        target = path.resolve(strict=True)
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
