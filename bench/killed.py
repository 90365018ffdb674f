"""Any of the three processes killed in a visit: seconds until the attract screen is painted again (promised: 5)."""

from __future__ import annotations

import os
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import typer

from kiosk import views
from play.hall import Hall
from play.processes import named


def main(runs: int = 3) -> None:
    """Median of RUNS kills each, offscreen: vision and core in the face check, ui with a window of its own."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen"}
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    for name, kill in (("ui", ui_killed), ("vision", vision_killed), ("core", core_killed)):
        times = [kill() for _ in range(runs)]
        print(f"{name:7} killed: attract again after {statistics.median(times):5.2f} s (worst {max(times):.2f} s)")
    application.quit()


def ui_killed() -> float:
    with tempfile.TemporaryDirectory() as folder:
        hall = Hall(Path(folder))
        try:
            hall.start_central()
            hall.start_devices()
            hall.wait_ready()
            hall.start_core(window=True)
            ready = events(hall, b"screen.ready")
            until(lambda: ready() > 0)
            began = time.monotonic()
            os.kill(named(hall.config, "ui", hall.ui_socket), signal.SIGKILL)
            until(lambda: ready() > 1)
            return time.monotonic() - began
        finally:
            hall.processes.stop_all()


def vision_killed() -> float:
    return in_the_face_check("kiosk.vision")


def core_killed() -> float:
    return in_the_face_check("run")


def in_the_face_check(command: str) -> float:
    from play.visit import PlayedVisit
    from play.visitor import Visitor

    with tempfile.TemporaryDirectory() as folder, Hall(Path(folder)) as hall:
        visitor = Visitor(hall.ui_socket)
        try:
            visit = PlayedVisit(visitor, hall.dock, "wei-zhiqiang")
            visit.begin()
            visit.identify("chip-reader")
            visitor.wait_for(views.FaceCheck)
            began = time.monotonic()
            os.kill(named(hall.config, command), signal.SIGKILL)
            visitor.until(lambda: isinstance(visitor.view, views.Attract), "no attract screen", 60)
            return time.monotonic() - began
        finally:
            visitor.close()


def events(hall: Hall, name: bytes) -> Callable[[], int]:
    return lambda: hall.processes.log("kiosk").read_bytes().count(name)


def until(holds: Callable[[], bool], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.01)


if __name__ == "__main__":
    typer.run(main)
