"""Which camera stands at a path: a tree like the kernel's sysfs under a folder, and OpenCV's capture replaced."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import pytest
from devices_far_ends import wait_for

from devices.camera import CameraDriver
from devices.camera.identity import identify, is_virtual
from devices.camera.source import Given, Source
from devices.model import Budgets, Health

FAST = Budgets(connect=1.0, between_bytes=1.0, whole=3.0)
PATH = "/dev/v4l/by-path/pci-0000:00:14.0-usb-0:4:1.0-video-index0"


class Machine:
    """The parts of /dev and /sys that say what a camera is."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "sys/class/video4linux").mkdir(parents=True)
        (root / "dev/v4l/by-path").mkdir(parents=True)

    def plug(self, node: str, name: str, *, driver: str = "uvcvideo", serial: str = "", bus: str = "1-4") -> None:
        usb = self.root / f"sys/devices/pci0000:00/usb1/{bus}"
        interface = usb / f"{bus}:1.0"
        video = interface / "video4linux" / node
        video.mkdir(parents=True)
        (video / "name").write_text(name + "\n")
        if serial:
            (usb / "serial").write_text(serial + "\n")
        drivers = self.root / "sys/bus/usb/drivers" / driver
        drivers.mkdir(parents=True, exist_ok=True)
        if not (interface / "driver").exists():
            (interface / "driver").symlink_to(drivers)
        (video / "device").symlink_to(interface)
        self._show(node, video)

    def plug_virtual(self, node: str, name: str) -> None:
        """As v4l2loopback does: no device, no driver, under /sys/devices/virtual."""
        video = self.root / "sys/devices/virtual/video4linux" / node
        video.mkdir(parents=True)
        (video / "name").write_text(name + "\n")
        self._show(node, video)

    def unplug(self, node: str) -> None:
        (self.root / "sys/class/video4linux" / node).unlink()
        (self.root / "dev" / node).unlink()
        (self.root / PATH[1:]).unlink()

    def _show(self, node: str, video: Path) -> None:
        (self.root / "sys/class/video4linux" / node).symlink_to(video)
        (self.root / "dev" / node).touch()
        link = self.root / PATH[1:]
        link.unlink(missing_ok=True)
        link.symlink_to(f"../../{node}")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@dataclass
class FakeDevice:
    """Takes what it is asked for, but for what `gives` says otherwise."""

    gives: dict[int, float] = field(default_factory=dict)
    asked: list[tuple[int, float]] = field(default_factory=list)
    size: tuple[int, int] = (720, 1280)
    pause_s: float = 0.005
    frames: int = 0

    def isOpened(self) -> bool:  # noqa: N802
        return True

    def set(self, prop: int, value: float) -> bool:
        self.asked.append((prop, value))
        self.gives.setdefault(prop, value)
        return True

    def get(self, prop: int) -> float:
        return self.gives.get(prop, 0.0)

    def read(self) -> tuple[bool, np.ndarray]:
        time.sleep(self.pause_s)
        self.frames += 1
        return True, np.full((*self.size, 3), self.frames % 251, np.uint8)

    def release(self) -> None:
        pass


def source(machine: Machine, device: FakeDevice, **keys: object) -> Source:
    return Source("v4l2", PATH, root=machine.root, v4l2=lambda _path: device, **keys)  # type: ignore[arg-type]


def shown(camera: CameraDriver) -> str:
    return camera.observe().reason


def comes(camera: CameraDriver, reason: str) -> None:
    wait_for(lambda: shown(camera) == reason, reason)


def test_a_cameras_own_words(machine: Machine) -> None:
    machine.plug("video0", "HD Pro Webcam C920", serial="A1B2")
    identity = identify(Path(PATH), machine.root)
    assert identity is not None
    assert (identity.node, identity.name, identity.driver) == ("video0", "HD Pro Webcam C920", "uvcvideo")
    assert (identity.bus, identity.serial, identity.virtual) == ("1-4:1.0", "A1B2", False)
    assert not is_virtual(Path(PATH), machine.root)


def test_a_path_that_leads_nowhere_is_nobody(machine: Machine) -> None:
    assert identify(Path("/dev/video7"), machine.root) is None
    assert not is_virtual(Path("/dev/video7"), machine.root)


@pytest.mark.parametrize(
    "plug",
    [
        lambda machine: machine.plug_virtual("video2", "HD Pro Webcam C920"),
        lambda machine: machine.plug("video2", "HD Pro Webcam C920", driver="v4l2loopback"),
        lambda machine: machine.plug("video2", "vivid", driver="vivid"),
    ],
)
def test_a_virtual_camera_is_known_whatever_it_calls_itself(machine: Machine, plug: Callable[[Machine], None]) -> None:
    plug(machine)
    assert is_virtual(Path(PATH), machine.root)


def test_production_refuses_a_virtual_camera(machine: Machine) -> None:
    machine.plug_virtual("video2", "HD Pro Webcam C920")
    device = FakeDevice()
    camera = CameraDriver("face", source(machine, device, production=True), FAST)
    camera.open()
    comes(camera, "virtual_camera")
    assert camera.observe().health is Health.FRAUD_ATTEMPT
    assert camera.latest() is None
    assert device.frames == 0
    camera.close()


def test_what_is_asked_of_a_camera(machine: Machine) -> None:
    machine.plug("video0", "Camera")
    device = FakeDevice(size=(480, 640))
    camera = CameraDriver("face", source(machine, device, width=640, height=480, fps=15, format="YUYV"), FAST)
    camera.open()
    comes(camera, "ok")
    yuyv = float(cv2.VideoWriter.fourcc(*"YUYV"))
    assert device.asked[:4] == [
        *((cv2.CAP_PROP_FOURCC, yuyv), (cv2.CAP_PROP_FRAME_WIDTH, 640)),
        *((cv2.CAP_PROP_FRAME_HEIGHT, 480), (cv2.CAP_PROP_FPS, 15)),
    ]
    wait_for(lambda: camera.observe().detail["picture"] == "640x480")
    assert camera.observe().detail["settings"] == "as_asked"
    camera.close()


@pytest.mark.parametrize(
    "device",
    [
        FakeDevice(gives={cv2.CAP_PROP_FOURCC: float(cv2.VideoWriter.fourcc(*"YUYV"))}),
        FakeDevice(size=(480, 640)),
    ],
)
def test_a_camera_that_gives_something_else_is_shown_so(machine: Machine, device: FakeDevice) -> None:
    """The pictures themselves count, not what the camera says of them."""
    machine.plug("video0", "Camera")
    camera = CameraDriver("face", source(machine, device), FAST)
    camera.open()
    wait_for(lambda: camera.observe().detail["settings"] == "other")
    height, width = device.size
    assert camera.observe().detail["picture"] == f"{width}x{height}"
    camera.close()


def test_sub_states_are_unknown_until_pictures_come(machine: Machine) -> None:
    camera = CameraDriver("face", source(machine, FakeDevice()), FAST)
    assert camera.observe().detail == {"picture": "unknown", "settings": "unknown", "rate": "unknown"}


def test_another_camera_at_the_same_path_is_refused(machine: Machine) -> None:
    machine.plug("video0", "Camera A", serial="1")
    camera = CameraDriver("face", source(machine, FakeDevice()), FAST)
    camera.open()
    comes(camera, "ok")
    machine.unplug("video0")
    wait_for(lambda: shown(camera) in ("camera_lost", "not_found"), "the loss")
    machine.plug("video1", "Camera B", bus="1-5")
    comes(camera, "wrong_device")
    assert camera.latest(max_age_s=60) is None
    machine.unplug("video1")
    machine.plug("video3", "Camera A", serial="1", bus="1-6")
    comes(camera, "ok")
    camera.close()


def test_a_model_named_in_the_configuration_holds_from_the_first_moment(machine: Machine) -> None:
    machine.plug("video0", "Camera B")
    camera = CameraDriver("face", {"kind": "v4l2", "path": PATH, "model": "Camera A"}, FAST)
    camera._source = source(machine, FakeDevice())
    camera._open_source = camera._source.open
    camera.open()
    comes(camera, "wrong_device")
    camera.close()


def test_pictures_that_come_too_seldom_are_shown(machine: Machine) -> None:
    machine.plug("video0", "Camera")
    device = FakeDevice(pause_s=0.25)
    camera = CameraDriver("face", source(machine, device), FAST, rate_over_s=0.6)
    camera.open()
    comes(camera, "camera_slow")
    assert camera.observe().detail["rate"] == "low"
    fps = camera.fps
    assert fps is not None
    assert fps < 5
    device.pause_s = 0.01
    comes(camera, "ok")
    wait_for(lambda: camera.observe().detail["rate"] == "ok")
    camera.close()


def test_a_format_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="H264"):
        Source.from_config({"kind": "v4l2", "path": PATH, "format": "H264"})


def test_as_asked() -> None:
    asked = Source("v4l2", PATH, width=1280, height=720)
    assert asked.as_asked(Given("MJPG", 1280, 720, 30))
    assert not asked.as_asked(Given("MJPG", 640, 480, 30))
    assert Source("mjpeg", "http://127.0.0.1/x").as_asked(Given())
