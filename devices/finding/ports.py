"""Serial ports, printers and cameras of this machine, by the names that they keep when they are plugged in anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from serial.tools import list_ports

from devices.camera.identity import identify
from devices.finding.model import Connected

ROOT = Path("/")


def lasting_name(node: Path, folders: tuple[str, ...], root: Path = ROOT) -> Path:
    """The link that udev keeps for a device's node, the first by `folders`; the node where there is none."""
    real = _within(node, root).resolve()
    for folder in folders:
        links = sorted(_within(Path(folder), root).glob("*"))
        for link in links:
            if link.is_symlink() and link.resolve() == real:
                return Path("/") / link.relative_to(root)
    return node


def serial_ports() -> Iterator[Connected]:
    """Every serial port with a device behind it. Ports of the board that nothing drives are left out."""
    for port in sorted(list_ports.comports()):
        name = lasting_name(Path(port.device), ("/dev/serial/by-id", "/dev/serial/by-path"))
        maker = " ".join(part for part in (port.manufacturer, port.product) if part)
        usb = f"{port.vid:04x}:{port.pid:04x}" if port.vid is not None and port.pid is not None else ""
        said = " ".join(part for part in (maker, f"({usb})" if usb else "") if part)
        yield Connected("serial", str(name), said or port.description or "")


def usb_printers(root: Path = ROOT) -> Iterator[Connected]:
    """Printers at the kernel's usblp driver."""
    for node in sorted(_within(Path("/dev/usb"), root).glob("lp*")):
        if not re.fullmatch(r"lp\d+", node.name):
            continue
        device = _within(Path(f"/sys/class/usbmisc/{node.name}/device"), root)
        usb = device.resolve().parent
        words = [_line(usb / name) for name in ("manufacturer", "product")]
        ids = ":".join(each for each in (_line(usb / "idVendor"), _line(usb / "idProduct")) if each)
        label = " ".join([*(word for word in words if word), *([f"({ids})"] if ids else [])])
        yield Connected("usb", f"/dev/usb/{node.name}", label)


def cameras(root: Path = ROOT) -> Iterator[tuple[Connected, bool]]:
    """Each camera, and whether a program makes its pictures. A second node of one camera has no pictures: left out."""
    folder = _within(Path("/sys/class/video4linux"), root)
    for entry in sorted(folder.glob("video*")):
        if _line(entry / "index") not in ("", "0"):
            continue
        node = Path("/dev") / entry.name
        found = identify(node, root)
        if found is None:
            continue
        name = lasting_name(node, ("/dev/v4l/by-id", "/dev/v4l/by-path"), root)
        yield Connected("v4l2", str(name), found.name), found.virtual


def _within(path: Path, root: Path) -> Path:
    return root / path.relative_to("/")


def _line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
