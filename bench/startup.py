"""From process start to the first screen that can be touched, against an empty Qt Quick window's first frame."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import typer

from central import demo_tls
from kiosk.staff import pin_file
from play.hall import STAFF_PIN, Addresses, write_config
from play.processes import ROOT, Processes

FLOOR = """
import os, sys
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
app = QGuiApplication(sys.argv)
window = QQuickWindow()
window.resize(1080, 1920)
window.frameSwapped.connect(app.quit)
window.show()
app.exec()
"""
BLIND = """
import asyncio, runpy, sys
from kiosk.recognition import Recognition
Recognition.start = lambda _self: asyncio.sleep(0)
sys.argv = ["main.py", *sys.argv[1:]]
runpy.run_path("main.py", run_name="__main__")
"""
"""The kiosk without a vision process."""
ENVIRONMENT = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QSG_RENDER_LOOP": "basic"}


def main(runs: int = 5) -> None:
    """Median of RUNS starts each, in turns."""
    floors, starts, seeing, blind = [], [], [], []
    floor(), kiosk()  # warm the page cache for both
    for _ in range(runs):
        floors.append(floor())
        starts.append(kiosk())
        seeing.append(kiosk("main.py"))
        blind.append(kiosk("-c", BLIND))
    print(f"empty Qt Quick window   {statistics.median(floors) * 1000:7.0f} ms  (floor)")
    print(f"first usable screen     {statistics.median(starts) * 1000:7.0f} ms")
    print(f"ratio                   {statistics.median(starts) / statistics.median(floors):7.2f}")
    print(f"without its keeper      {statistics.median(seeing) * 1000:7.0f} ms")
    print(f"and no vision process   {statistics.median(blind) * 1000:7.0f} ms")


def floor() -> float:
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", FLOOR], check=True, env={**os.environ, **ENVIRONMENT}, cwd=ROOT)
    return time.monotonic() - began


def kiosk(*program: str) -> float:
    """A kiosk alone, its devices and central unreachable: the screen must not wait for them.

    `program`: what Python runs instead of main.py and its keeper.
    """
    with tempfile.TemporaryDirectory() as folder:
        config = write_config(Path(folder), Addresses.free())
        demo = Path(folder) / "var" / "demo"
        demo_tls.ensure(demo)
        (demo / "enrolment-code").write_text("nobody-answers")
        pin_file.save(demo / "staff-pin", pin_file.made_from(STAFF_PIN))
        processes = Processes(Path(folder) / "logs")
        began = time.monotonic()
        arguments = ("run", "--config", str(config))
        if program:
            command = (sys.executable, *program, *arguments, "--no-keep")
            processes.start("kiosk", *command, main=False, env=ENVIRONMENT)
        else:
            processes.start("kiosk", *arguments, env=ENVIRONMENT)
        try:
            processes.wait_until("kiosk", lambda: b"screen.ready" in processes.log("kiosk").read_bytes(), 60)
            return time.monotonic() - began
        finally:
            processes.stop_all()


if __name__ == "__main__":
    typer.run(main)
