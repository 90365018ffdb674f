"""The vision process: one loop that feeds the newest frames to the task that core asked for.

It holds what it sees of a citizen in memory only, and ends after each visit: that is the wipe. Core dumps are off.
"""

from __future__ import annotations

import ctypes
import logging
import os
import queue
import resource
import signal
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from devices.model import DeviceClass
from kiosk.config import load
from kiosk.config.sections import FaceSection
from kiosk.identity.reading import Image
from kiosk.logging import configure, logger
from kiosk.vision import messages
from kiosk.vision.cameras import Camera
from kiosk.vision.core_line import CoreLine
from kiosk.vision.inspect import Inspect, ReadCode
from kiosk.vision.standing_by import serve_now, stand_by
from kiosk.vision.task import CannotBegin, Recognition, ShowCamera, Task
from kiosk.vision.watch import WatchMat

log = logger("vision")

POLL_S = 0.005
"""Between two looks for a new frame while a task runs: a third of the time between frames at 60 a second."""
IDLE_S = 0.1
STATUS_PERIOD_S = 0.25
LOST_AFTER_S = 1.0
"""A camera that is gone for so long in a task fails it; shorter is a hiccup."""
BLIND_S = 5.0
"""A task without a picture for so long fails, whatever the camera says of itself: a check's own time limit counts by
pictures."""
_PR_SET_DUMPABLE = 4  # linux/prctl.h


def run(socket: Path, rings: Path, config: Path, *, spare: bool = False) -> None:
    """Serve core at `socket` until it is gone or SIGTERM comes, which the caller has blocked in every thread.

    Previews are files in `rings`, in memory. A `spare` loads its models behind everything else on the machine.
    """
    configure()
    _no_core_dumps()
    stand_by() if spare else serve_now()
    began = time.monotonic()
    loaded = load(config, require_files=False)
    own = {"production": loaded.mode == "production"}
    devices = [each.model_dump(mode="json", by_alias=True, exclude_none=True) | own for each in loaded.devices]
    vision = Vision(CoreLine(socket), devices, rings, loaded.face, loaded.documents.engine)
    threading.Thread(target=_stop_on_sigterm, args=(vision,), name="sigterm", daemon=True).start()
    try:
        vision.serve(began, spare=spare)
    finally:
        # Not by Python's own way out: that waits for threads inside OpenCV (1 s on a camera gone silent) and in
        # models still loading, and the next visit waits for this end. Everything is wiped by now.
        logging.shutdown()
        os._exit(0)


class Vision:
    def __init__(
        self, core: CoreLine, devices: list[dict[str, Any]], rings: Path, face: FaceSection, engine: str = "rapidocr"
    ) -> None:
        self._core = core
        self._face = face
        self._engine = engine
        self._stopping = False
        self._opened = False
        self._cameras: Mapping[DeviceClass, Camera] = {
            camera.device_class: camera
            for camera in (Camera(device, rings) for device in devices if device["class"] in _CAMERA_CLASSES)
        }
        self._recognition: Recognition | None = None
        self._task: Task | None = None
        self._camera: Camera | None = None
        self._waiting: messages.AnyCommand | None = None
        self._photo: Image | None = None
        self._sequence = -1
        self._lost_since: float | None = None
        self._next_status = 0.0

    def stop(self) -> None:
        self._stopping = True

    def serve(self, began: float, *, spare: bool = False) -> None:
        """The loop. Cameras first, then the models in a thread: a preview need not wait for them."""
        if not spare:
            self._open()
        threading.Thread(target=self._load, args=(began,), name="models", daemon=True).start()
        try:
            while not self._stopping:
                self._tell_states()
                self._take_command()
                self._begin_waiting()
                self._look()
        finally:
            self._end_task()
            _overwrite(self._photo)
            for camera in self._cameras.values() if self._opened else ():
                camera.abandon()

    def _load(self, began: float) -> None:
        try:
            from kiosk.vision.tasks import LoadedRecognition  # takes a second: the cameras open meanwhile

            self._recognition = LoadedRecognition.load(self._face, self._engine)
        except Exception as error:  # without models there is nothing to stay for; core starts another and says so
            log.error("models.not_loaded", error=type(error).__name__, exc_info=True)
            self._stopping = True
            return
        self._core.send(messages.Ready(milliseconds=(time.monotonic() - began) * 1000))

    def _open(self) -> None:
        if self._opened:
            return
        self._opened = True
        for camera in self._cameras.values():
            camera.open()

    def _tell_states(self) -> None:
        now = time.monotonic()
        if now < self._next_status or not self._opened:
            return
        self._next_status = now + STATUS_PERIOD_S
        for camera in self._cameras.values():
            if (news := camera.news()) is not None:
                self._core.send(news)

    def _take_command(self) -> None:
        try:
            command = self._core.commands.get(timeout=POLL_S if self._busy else IDLE_S)
        except queue.Empty:
            return
        match command:
            case None:
                self._stopping = True
            case messages.Open():
                serve_now()
                self._open()
            case messages.Cancel(task=number):
                if self._task is not None and self._task.number == number:
                    self._end_task()
                if self._waiting is not None and self._waiting.task == number:
                    self._waiting = None
                self._core.send(messages.Cancelled(task=number))
            case _:
                self._end_task()
                self._waiting = command
                self._camera = self._camera_for(command)

    @property
    def _busy(self) -> bool:
        return self._task is not None or self._waiting is not None

    def _camera_for(self, command: messages.AnyCommand) -> Camera | None:
        match command:
            case messages.ReadDocument() | messages.WatchMat():
                return self._cameras.get(DeviceClass.DOCUMENT_CAMERA)
            case messages.CheckFace():
                return self._cameras.get(DeviceClass.CAMERA)
            case messages.Preview(device=device) | messages.Inspect(device=device) | messages.ReadCode(device=device):
                return next((each for each in self._cameras.values() if each.device == device), None)
            case _:
                return None

    def _begin_waiting(self) -> None:
        """Start the task asked for, once the models that it needs are loaded."""
        command = self._waiting
        if command is None:
            return
        if self._camera is None:
            self._fail(command.task, "no_camera")
            return
        try:
            if isinstance(command, messages.Preview):
                self._task = ShowCamera(command.task)
            elif isinstance(command, messages.Inspect):
                self._task = Inspect(command.task)
            elif isinstance(command, messages.ReadCode):
                self._task = ReadCode(command.task)
            elif isinstance(command, messages.WatchMat):
                self._task = WatchMat(command.task)
            elif self._recognition is not None:
                self._task = self._recognition.begin(command, self._photo)
            else:
                return
        except CannotBegin as refused:
            self._fail(command.task, refused.reason)
        self._waiting = None
        self._lost_since = None

    def _look(self) -> None:
        """Feed the newest frame, if it is another than the last, to preview and task."""
        camera = self._camera
        if camera is None or not self._busy:
            return
        frame = camera.newest()
        now = time.monotonic()
        if frame is None:
            self._without_picture(camera, now)
            return
        self._lost_since = None
        if frame.sequence == self._sequence:
            return
        self._sequence = frame.sequence
        camera.show(frame, now)
        if self._task is None:
            return
        event = self._task.feed(frame)
        if event is not None:
            if isinstance(event, messages.DocumentRead):
                self._photo = self._task.photo
            self._core.send(event)
        if self._task.over:
            self._end_task()

    def _without_picture(self, camera: Camera, now: float) -> None:
        if self._task is None:
            return
        if self._lost_since is None:
            self._lost_since = now
        if now - self._lost_since > (LOST_AFTER_S if camera.lost else BLIND_S):
            self._fail(self._task.number, "camera_lost")

    def _fail(self, number: int, reason: str) -> None:
        log.info("task.failed", reason=reason)
        self._end_task()
        self._waiting = None
        self._core.send(messages.Failed(task=number, reason=reason))

    def _end_task(self) -> None:
        if self._task is not None:
            self._task.end()
            self._task = None
        if self._camera is not None:
            self._camera.hide()
            self._camera = None


_CAMERA_CLASSES = (DeviceClass.CAMERA.value, DeviceClass.DOCUMENT_CAMERA.value)


def _overwrite(picture: Image | None) -> None:
    if picture is not None and picture.flags.writeable:
        picture.fill(0)


def _stop_on_sigterm(vision: Vision) -> None:
    """Wait for it in a thread of its own: among OpenCV's and the models' threads a Python handler was at times not
    run (seen on Python 3.11.2)."""
    signal.sigwait({signal.SIGTERM})
    vision.stop()


def _no_core_dumps() -> None:
    """A crash must not write what was seen of a citizen to a disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
