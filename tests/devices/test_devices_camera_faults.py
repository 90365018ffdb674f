"""The camera driver and the simulated camera: each fault is shown, gives no picture, and is over when it is over."""

from __future__ import annotations

import asyncio
import io
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass

import cv2
import numpy as np
import pytest
import pytest_asyncio
from PIL import Image

from devices.camera import CameraDriver
from devices.camera.source import MjpegCapture, decoded
from devices.model import Budgets, DeviceError
from drivers_sim.cameras.mjpeg import Camera, MjpegServer
from drivers_sim.cameras.sources import FaultySource, StillSource

SIZE = (64, 48)
LOST = {"camera_lost", "not_connected"}


def pictures() -> list[bytes]:
    """One scene with a sensor's noise, which no two pictures share."""
    scene = np.full((SIZE[1], SIZE[0], 3), (160, 90, 40), np.uint8)
    found = []
    for number in range(3):
        stream = io.BytesIO()
        picture = Image.fromarray(scene)
        picture.putpixel((number * 8, 0), (255, 255, 255))
        picture.save(stream, "JPEG", quality=95)
        found.append(stream.getvalue())
    return found


@dataclass
class Stand:
    camera: Camera
    driver: CameraDriver

    async def shows(self, reasons: set[str]) -> None:
        async with asyncio.timeout(15):
            while self.driver.observe().reason not in reasons:  # noqa: ASYNC110 - another thread
                await asyncio.sleep(0.01)


@pytest_asyncio.fixture
async def stand(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stand]:
    monkeypatch.setattr("drivers_sim.cameras.mjpeg.POWER_UP_S", 0.1)
    monkeypatch.setattr("drivers_sim.cameras.mjpeg.FLAP_S", 0.15)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    source = StillSource(fps=50)
    source.show(pictures())
    camera = Camera("/face.mjpg", FaultySource(source))
    server = MjpegServer("127.0.0.1", port)
    server.cameras[camera.path] = camera
    await server.start()
    budgets = Budgets(connect=1.0, between_bytes=1.0, whole=3.0)
    transport = {"kind": "mjpeg", "url": f"http://127.0.0.1:{port}/face.mjpg"}
    driver = CameraDriver("face", transport, budgets, frozen_after_frames=5, frozen_after_s=0.2, rate_over_s=0.6)
    driver.open()
    made = Stand(camera, driver)
    await made.shows({"ok"})
    yield made
    await asyncio.to_thread(driver.close)
    await server.stop()


@pytest.mark.parametrize(
    ("fault", "reasons"),
    [
        ("frozen", {"frozen"}),
        ("truncated", {"bad_picture"}),
        ("garbage", {"bad_picture", *LOST}),
        ("silent", {"stale", *LOST}),
        ("wrong_device", LOST),
        ("busy", LOST),
        ("disconnect_at:5000", LOST),
        ("power_cycle", LOST),
        ("flapping", LOST),
        ("unplug", LOST),
    ],
)
async def test_a_fault_is_shown_and_gives_no_picture(stand: Stand, fault: str, reasons: set[str]) -> None:
    if fault == "unplug":
        stand.camera.unplug()
    else:
        stand.camera.suffer(fault)
    await stand.shows(reasons)
    if fault != "flapping":
        assert stand.driver.latest(max_age_s=60) is None or fault == "power_cycle"
    stand.camera.suffer("clear")
    await stand.shows({"ok"})


async def test_pictures_that_come_seldom(stand: Stand) -> None:
    stand.camera.suffer("slow")
    await stand.shows({"camera_slow"})
    stand.camera.suffer("clear")
    await stand.shows({"ok"})


async def test_a_stream_that_calls_itself_something_else_is_read_all_the_same(stand: Stand) -> None:
    stand.camera.suffer("wrong_type")
    await stand.shows(LOST)
    await stand.shows({"ok"})


class Stream:
    """OpenCV's capture in raw mode."""

    def __init__(self, data: list[bytes]) -> None:
        self._data = data

    def read(self) -> tuple[bool, np.ndarray | None]:
        return (True, np.frombuffer(self._data.pop(0), np.uint8)) if self._data else (False, None)

    def release(self) -> None: ...


def test_a_broken_picture_is_passed_over() -> None:
    """FFmpeg would fill its missing part from the picture before."""
    first, second, _ = pictures()
    capture = MjpegCapture(Stream([first, second[:500], second[:-2], second]))  # type: ignore[arg-type]
    assert np.array_equal(capture.read(), decoded(first))  # type: ignore[arg-type]
    assert np.array_equal(capture.read(), decoded(second))  # type: ignore[arg-type]
    assert capture.read() is None


def test_nothing_but_broken_pictures_is_a_fault() -> None:
    capture = MjpegCapture(Stream([pictures()[0][:500]] * 20))  # type: ignore[arg-type]
    with pytest.raises(DeviceError) as raised:
        capture.read()
    assert raised.value.reason == "bad_picture"


@pytest.mark.parametrize("cut", [2, 100, -1, -2])
def test_a_picture_is_whole_or_none(cut: int) -> None:
    whole = pictures()[0]
    assert decoded(whole) is not None
    assert decoded(whole + b"\r\n") is not None
    assert decoded(whole[:cut]) is None


def test_a_picture_that_claims_to_be_huge_is_none() -> None:
    data = bytearray(cv2.imencode(".jpg", np.zeros((64, 64, 3), np.uint8))[1].tobytes())
    size = data.find(b"\xff\xc0") + 5
    data[size : size + 4] = b"\xff\x00\xff\x00"
    assert decoded(bytes(data)) is None


def test_noise_is_no_picture() -> None:
    noise = np.random.default_rng(3).bytes(2000)
    assert decoded(noise) is None
    assert decoded(b"\xff\xd8" + noise + b"\xff\xd9") is None
