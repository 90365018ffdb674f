"""The vision process itself: started as core starts it, over its real socket, with a real MJPEG camera."""

from __future__ import annotations

import itertools
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

import cv2
import numpy as np
import pytest

from drivers_sim.people import Pose
from kiosk.vision import messages
from kiosk.vision.messages import AnyCommand, AnyEvent
from kiosk.vision.ring import RingFrame, RingReader
from tests.faces.conftest import Stock

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0  # for a machine that is busy with other tests
WEI = "wei-zhiqiang"

E = TypeVar("E")


class MjpegCamera(ThreadingHTTPServer):
    """Serves one person who stands still, 15 frames a second, until `unplug`."""

    daemon_threads = True

    def __init__(self, jpegs: list[bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.jpegs = jpegs
        self.unplugged = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def unplug(self) -> None:
        self.unplugged.set()


class _Handler(BaseHTTPRequestHandler):
    server: MjpegCamera

    def do_GET(self) -> None:
        if self.server.unplugged.is_set():
            return
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        number = 0
        try:
            while not self.server.unplugged.wait(1 / 15):
                jpeg = self.server.jpegs[number % len(self.server.jpegs)]
                number += 1
                head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                self.wfile.write(head.encode() + jpeg + b"\r\n")
        except OSError:
            pass

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class's name
        pass


class Core:
    """Core's end of the socket."""

    def __init__(self, folder: Path, camera: MjpegCamera) -> None:
        self.rings = folder / "rings"
        self.rings.mkdir()
        self.events: list[AnyEvent] = []
        self._numbers = itertools.count(100)
        self._news = threading.Condition()
        path = folder / "vision.sock"
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(path))
        listener.listen()
        listener.settimeout(PATIENCE_S)
        command = [sys.executable, "-m", "kiosk.vision", "--config", str(_config(folder, camera)), str(path)]
        self.process = subprocess.Popen([*command, str(self.rings)], cwd=ROOT)
        self.socket, _ = listener.accept()
        listener.close()
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, command: AnyCommand) -> None:
        self.socket.sendall(messages.encode(command) + b"\n")

    def wait_for(self, kind: type[E], true: Callable[[E], bool] = lambda event: True) -> E:
        deadline = time.monotonic() + PATIENCE_S
        with self._news:
            while True:
                for event in self.events:
                    if isinstance(event, kind) and true(event):
                        return event
                if not self._news.wait(deadline - time.monotonic()):
                    pytest.fail(f"no {kind.__name__} within {PATIENCE_S} s: {self.events}")

    def ask(self, command: Callable[[int], AnyCommand], done: Callable[[int], object]) -> int:
        """Ask until it is `done`, and again with another number where the camera was lost meanwhile: on a busy machine
        its pictures are late at times, and then that is the right answer."""
        for number in self._numbers:
            self.send(command(number))
            until(partial(self._answered, number, done), "an answer")
            if done(number):
                return number
            until(lambda: self.health() == "online", "the camera again")
        raise AssertionError

    def _answered(self, task: int, done: Callable[[int], object]) -> bool:
        return bool(done(task)) or self._lost(task)

    def said(self, kind: type[E]) -> list[E]:
        return [event for event in list(self.events) if isinstance(event, kind)]

    def health(self) -> str:
        """The face camera's state that was last told."""
        told = [status for status in self.said(messages.DeviceStatus) if status.device == "face-camera"]
        return told[-1].health if told else ""

    def _lost(self, task: int) -> bool:
        return any((failed.task, failed.reason) == (task, "camera_lost") for failed in self.said(messages.Failed))

    def end(self) -> None:
        self.socket.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def _read(self) -> None:
        try:
            with self.socket.makefile("rb") as lines:
                for line in lines:
                    with self._news:
                        self.events.append(messages.decode_event(line))
                        self._news.notify_all()
        except (OSError, ValueError):
            pass


def _config(folder: Path, camera: MjpegCamera) -> Path:
    text = (ROOT / "config" / "simulated.toml").read_text(encoding="utf-8")
    path = folder / "kiosk.toml"
    path.write_text(text.replace("http://127.0.0.1:8071", camera.url), encoding="utf-8")
    return path


def until(true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    pause = threading.Event()
    while not true():
        if time.monotonic() > deadline:
            pytest.fail(f"not within {PATIENCE_S} s: {what}")
        pause.wait(0.02)


@pytest.fixture
def camera(stock: Stock) -> Iterator[MjpegCamera]:
    frames = [stock.live(WEI, Pose(), number) for number in range(6)]
    server = MjpegCamera([cv2.imencode(".jpg", frame)[1].tobytes() for frame in frames])
    yield server
    server.unplug()
    server.shutdown()
    server.server_close()


@pytest.fixture
def core(camera: MjpegCamera) -> Iterator[Core]:
    with tempfile.TemporaryDirectory() as folder:  # short: a Unix socket's path ends at 107 bytes
        core = Core(Path(folder), camera)
        yield core
        core.end()


def preview(number: int) -> AnyCommand:
    return messages.Preview(task=number, device="face-camera")


def test_a_preview_is_shown_wiped_when_cancelled_and_gone_after_sigterm(core: Core) -> None:
    ring = core.rings / "face.ring"
    reader = RingReader(ring)
    frames: list[RingFrame] = []

    def seen(_number: int) -> bool:
        frame = reader.latest()
        if frame is not None:
            frames.append(frame)
        return bool(frames)

    task = core.ask(preview, seen)
    assert (frames[0].width, frames[0].height) == (640, 480)
    held = os.open(ring, os.O_RDONLY)
    assert np.frombuffer(os.pread(held, 1 << 21, 4096), np.uint8).any()
    core.send(messages.Cancel(task=task))
    core.wait_for(messages.Cancelled)
    assert not np.frombuffer(os.pread(held, 1 << 22, 4096), np.uint8).any(), "overwritten"
    os.close(held)
    assert reader.latest() is None
    core.ask(preview, lambda _number: reader.latest() is not None)
    core.process.send_signal(signal.SIGTERM)
    assert core.process.wait(PATIENCE_S) == 0
    assert list(core.rings.iterdir()) == []


def test_a_face_is_looked_at_and_nothing_is_compared_without_a_photo(core: Core, stock: Stock) -> None:
    limits = Path(f"/proc/{core.process.pid}/limits").read_text(encoding="ascii")
    assert next(line for line in limits.splitlines() if "core file" in line).split()[4:6] == ["0", "0"]
    assert core.wait_for(messages.Ready).milliseconds > 0
    core.send(messages.CheckFace(task=1))
    assert core.wait_for(messages.Failed).reason == "no_photo_to_compare"
    core.send(messages.CheckFace(task=2, reference=b"no picture"))
    assert core.wait_for(messages.Failed, lambda event: event.task == 2).reason == "bad_reference_photo"
    photo = cv2.imencode(".jpg", stock.photo(WEI))[1].tobytes()
    task = core.ask(
        lambda number: messages.CheckFace(task=number, reference=photo, timeout_s=2.5),
        lambda number: any(checked.task == number for checked in core.said(messages.FaceChecked)),
    )
    assert any(guidance.task == task for guidance in core.said(messages.FaceGuidance))
    (checked,) = core.said(messages.FaceChecked)
    assert not checked.live
    assert checked.reasons[0] == "timed_out"
    assert core.socket.fileno() >= 0
    core.socket.shutdown(socket.SHUT_RDWR)
    assert core.process.wait(PATIENCE_S) == 0, "ends with core"


def test_a_lost_camera_is_told_and_fails_its_task(core: Core, camera: MjpegCamera) -> None:
    reader = RingReader(core.rings / "face.ring")
    task = core.ask(preview, lambda _number: reader.latest() is not None)
    camera.unplug()
    assert core.wait_for(messages.Failed, lambda failed: failed.task == task).reason == "camera_lost"
    assert reader.latest() is None
    until(lambda: core.health() != "online", "the camera's loss told")
