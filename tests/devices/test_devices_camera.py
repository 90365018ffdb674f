"""The camera driver on HTTP MJPEG streams: fresh pictures or none."""

from __future__ import annotations

import itertools
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from devices_far_ends import wait_for

from devices.camera import CameraDriver, Frame
from devices.camera.frame import FreezeWatch
from devices.camera.source import Source
from devices.model import Budgets, DeviceError, Health

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n"
FAST = Budgets(connect=1.0, between_bytes=1.0, whole=3.0)


def picture(number: int) -> bytes:
    pixels = np.full((48, 64, 3), (40, 90, 160), np.uint8)
    pixels[:8, :8] = number * 37 % 256
    return cv2.imencode(".jpg", pixels)[1].tobytes()


class MjpegServer:
    """Serves pictures that change; each fault is set from outside."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.frozen = self.silent = self.mute = False
        self.connections = 0
        self.wires: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def transport(self) -> dict[str, str]:
        return {"kind": "mjpeg", "url": f"http://127.0.0.1:{self.port}/face.mjpg"}

    def drop(self) -> None:
        for wire in self.wires:
            wire.close()
        self.wires.clear()

    def stop(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.drop()

    def start_again(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                wire, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self.wires.append(wire)
            threading.Thread(target=self._stream, args=(wire,), daemon=True).start()

    def _stream(self, wire: socket.socket) -> None:
        numbers = itertools.count(self.connections * 1000)
        data = picture(next(numbers))
        try:
            wire.recv(4096)
            if not self.mute:
                wire.sendall(HEAD)
            while True:
                if not (self.silent or self.mute):
                    data = data if self.frozen else picture(next(numbers))
                    wire.sendall(b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(data))
                    wire.sendall(data + b"\r\n")
                time.sleep(0.02)
        except OSError:
            return


@pytest.fixture
def server() -> Iterator[MjpegServer]:
    server = MjpegServer()
    yield server
    server.stop()


@pytest.fixture
def camera(server: MjpegServer) -> Iterator[CameraDriver]:
    camera = CameraDriver("face-camera", server.transport, FAST, frozen_after_frames=5, frozen_after_s=0.2)
    camera.open()
    yield camera
    camera.close()


def newest(camera: CameraDriver) -> Frame:
    wait_for(lambda: camera.latest() is not None, "a picture")
    frame = camera.latest()
    assert frame is not None
    return frame


def reason_is(camera: CameraDriver, reason: str) -> Callable[[], bool]:
    return lambda: camera.observe().reason == reason


def test_is_starting_until_the_first_picture(server: MjpegServer) -> None:
    camera = CameraDriver("face-camera", server.transport)
    assert camera.observe().health is Health.STARTING
    assert camera.latest() is None


def test_gives_pictures(camera: CameraDriver) -> None:
    frame = newest(camera)
    assert frame.pixels.shape == (48, 64, 3)
    assert frame.pixels.dtype == np.uint8
    assert abs(int(frame.pixels[40, 40, 0]) - 40) < 12
    assert abs(int(frame.pixels[40, 40, 2]) - 160) < 12
    assert camera.observe().health is Health.ONLINE


def test_pictures_are_numbered_timed_and_read_only(camera: CameraDriver) -> None:
    first = newest(camera)
    wait_for(lambda: (frame := camera.latest()) is not None and frame.sequence > first.sequence + 3)
    assert newest(camera).captured_at > first.captured_at
    assert first.captured_at <= time.monotonic()
    with pytest.raises(ValueError, match="read-only"):
        first.pixels[0, 0] = 0


def test_a_frozen_picture_is_a_fault_and_no_picture(camera: CameraDriver, server: MjpegServer) -> None:
    newest(camera)
    server.frozen = True
    wait_for(reason_is(camera, "frozen"), "frozen")
    assert camera.observe().health is Health.HARDWARE_ERROR
    assert camera.latest(max_age_s=60) is None


def test_a_frozen_camera_stays_frozen_through_a_new_connection(camera: CameraDriver, server: MjpegServer) -> None:
    frozen = picture(7)
    newest(camera)
    server._stream = lambda wire: _repeat(wire, frozen)  # type: ignore[method-assign]
    server.drop()
    wait_for(reason_is(camera, "frozen"), "frozen")
    before = server.connections
    flashes: list[str] = []
    wait_for(lambda: flashes.append(camera.observe().reason) or server.connections > before + 1, "reconnections")
    assert set(flashes) == {"frozen"}


def _repeat(wire: socket.socket, data: bytes) -> None:
    try:
        wire.recv(4096)
        wire.sendall(HEAD)
        while True:
            wire.sendall(b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(data))
            wire.sendall(data + b"\r\n")
            time.sleep(0.02)
    except OSError:
        return


def test_recovers_from_a_frozen_picture(camera: CameraDriver, server: MjpegServer) -> None:
    newest(camera)
    server.frozen = True
    wait_for(reason_is(camera, "frozen"), "frozen")
    server.frozen = False
    newest(camera)


def test_a_closed_stream_is_noticed_and_found_again(
    caplog: pytest.LogCaptureFixture, server: MjpegServer, request: pytest.FixtureRequest
) -> None:
    caplog.set_level(logging.INFO)
    camera: CameraDriver = request.getfixturevalue("camera")
    newest(camera)
    server.stop()
    wait_for(lambda: camera.observe().reason in ("camera_lost", "not_connected"), "the loss")
    assert camera.latest(max_age_s=60) is None
    server.start_again()
    newest(camera)
    assert camera.observe().health is Health.ONLINE
    told = [record.message for record in caplog.records if record.name.startswith("devices.")]
    assert told == ["device usable", "device not usable", "device usable"]


def test_a_stream_gone_silent_is_stale_then_lost(camera: CameraDriver, server: MjpegServer) -> None:
    newest(camera)
    server.silent = True
    wait_for(lambda: camera.observe().health is not Health.ONLINE, "the loss")
    assert camera.latest() is None


def test_a_server_that_never_answers(server: MjpegServer) -> None:
    server.mute = True
    camera = CameraDriver("face-camera", server.transport, FAST)
    camera.open()
    wait_for(reason_is(camera, "not_connected"), "the refusal")
    camera.close()


def test_nothing_is_left_of_a_visit_after_closing(camera: CameraDriver) -> None:
    newest(camera)
    camera.close()
    assert camera.latest(max_age_s=60) is None
    assert camera._freeze._picture is None


def test_opens_again_after_closing(camera: CameraDriver) -> None:
    newest(camera)
    camera.close()
    camera.open()
    newest(camera)


def test_an_absent_v4l2_device_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(DeviceError) as raised:
        Source.from_config({"kind": "v4l2", "path": str(tmp_path / "video")}).open(FAST)
    assert raised.value.reason == "not_found"


def test_a_v4l2_path_that_is_no_camera(tmp_path: Path) -> None:
    (tmp_path / "video").touch()
    with pytest.raises(DeviceError) as raised:
        Source.from_config({"kind": "v4l2", "path": str(tmp_path / "video")}).open(FAST)
    assert raised.value.reason == "not_connected"


def test_other_kinds_are_refused() -> None:
    with pytest.raises(ValueError, match="tcp"):
        CameraDriver("face-camera", {"kind": "tcp", "host": "127.0.0.1", "port": 1})


class FakeV4l2:
    """Stands for a kernel driver that goes on giving its last picture after the plug was pulled."""

    def __init__(self) -> None:
        self.pixels = np.zeros((4, 4, 3), np.uint8)
        self.live = True
        self.released = threading.Event()

    def __call__(self, budgets: Budgets) -> FakeV4l2:
        return self

    def read(self) -> np.ndarray:
        time.sleep(0.005)
        if self.live:
            self.pixels = self.pixels + 1
        return self.pixels.copy()

    def release(self) -> None:
        self.released.set()


def test_a_driver_that_repeats_its_last_picture_for_ever_is_found_out() -> None:
    source = FakeV4l2()
    camera = CameraDriver("face-camera", source, FAST, frozen_after_frames=5, frozen_after_s=0.05)
    camera.open()
    newest(camera)
    source.live = False
    wait_for(reason_is(camera, "frozen"), "frozen")
    assert source.released.is_set()
    camera.close()


def test_frozen_needs_both_pictures_and_time() -> None:
    watch = FreezeWatch(frames=3, seconds=1.0)
    still = np.zeros((2, 2, 3), np.uint8)
    assert not watch.repeated(still, 0.0)
    for at in (0.1, 0.2, 0.3, 0.4):
        assert watch.repeated(still.copy(), at)
    assert not watch.frozen
    assert watch.repeated(still, 1.0)
    assert watch.frozen
    assert not watch.repeated(still + 1, 1.1)
    assert not watch.frozen
