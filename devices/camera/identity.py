"""Which camera a V4L2 path leads to: its model and its driver, as the kernel's sysfs tells them.

A path under /dev/v4l/by-id or by-path is a link that udev keeps; /dev/videoN is whichever camera came up N-th.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path("/")
# Drivers that play what a program feeds them: a picture of a person where a person should be.
VIRTUAL_DRIVERS = ("v4l2loopback", "v4l2 loopback", "vivid", "akvcam", "webcamoid", "vimc", "visl")


@dataclass(frozen=True, slots=True)
class Identity:
    """`name` is the model as the camera itself calls it, `driver` the kernel's driver ("" where there is none), `bus`
    where it is plugged in (as 1-1.4:1.0), `serial` its own number where it has one."""

    node: str
    name: str
    driver: str
    bus: str
    serial: str
    virtual: bool

    @property
    def model(self) -> tuple[str, str, str]:
        """What stays the same while it is the same camera, wherever it is plugged in."""
        return self.name, self.driver, self.serial


def identify(path: Path, root: Path = ROOT) -> Identity | None:
    """The camera behind `path`; None where sysfs knows no video device of that name.

    `root` is prepended to /dev and /sys, for tests.
    """
    within = root / path.relative_to("/") if path.is_absolute() else root / path
    node = within.resolve().name
    entry = root / "sys/class/video4linux" / node
    if not entry.exists():
        return None
    place = entry.resolve()
    device = place / "device"
    driver = (device / "driver").resolve().name if (device / "driver").exists() else ""
    name = _line(place / "name")
    # What no bus carries stands under /sys/devices/virtual, whatever it calls itself.
    virtual = "virtual" in place.parts or driver.lower() in VIRTUAL_DRIVERS or not device.exists()
    usb = device.resolve().parent
    return Identity(
        node, name, driver, device.resolve().name if device.exists() else "", _line(usb / "serial"), virtual
    )


def is_virtual(path: Path, root: Path = ROOT) -> bool:
    """Whether a program, and no sensor, makes the pictures at `path`: such a camera proves nothing in production."""
    identity = identify(path, root)
    return identity is not None and identity.virtual


def _line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
