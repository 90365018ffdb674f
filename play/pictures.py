"""`script/pictures`: the README's pictures of a visit and of staff's screen. The dock's is taken by hand."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import typer
from PIL import Image

from play.hall import STAFF_PIN, Hall
from play.processes import ROOT

PICTURES = ROOT / "docs" / "pictures"
WIDTH = 360
COLOURS = 128
WANTED = {
    "attract": "attract",
    "place_card": "place-card",
    "face-turn_left": "face",
    "life_events": "life-events",
    "review": "review",
    "done": "done",
}


def main(citizen: str = "wei-zhiqiang") -> None:
    """Play a visit, and put small copies of its screens into docs/pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        command = ["script/demo", "--headless", "--out", folder, "--citizen", citizen]
        subprocess.run(command, check=True, cwd=ROOT)
        for taken in sorted(out.glob("*.png")):
            name = WANTED.get(taken.stem.partition("-")[2])
            if name is not None:
                small(taken, PICTURES / f"{name}.png", WIDTH)
        small(out / "receipt.png", PICTURES / "receipt.png", 288)
    _staff_screen()


def _staff_screen() -> None:
    """The devices as staff see them while the printer is out of paper."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from kiosk import views
    from play.visitor import Visitor

    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder, Hall(Path(folder)) as hall:
        taken = Path(folder) / "taken.png"
        visitor = Visitor(hall.ui_socket)
        visitor.wait_for(views.Attract, lambda view: view.open, seconds=60)
        visitor.knock()
        visitor.wait_for(views.DiagnosticsPin)
        visitor.enter(STAFF_PIN)
        visitor.wait_for(views.DiagnosticsDevices, lambda view: all(each.mark == "works" for each in view.devices))
        hall.dock.fault("receipt-printer", "paper_out")
        visitor.wait_for(views.DiagnosticsDevices, lambda view: view.devices[0].mark == "trouble")
        visitor.grab(taken)
        small(taken, PICTURES / "diagnostics.png", WIDTH)
        visitor.close()
    del application


def small(source: Path, target: Path, width: int, *, colours: int | None = COLOURS) -> None:
    with Image.open(source) as picture:
        height = round(picture.height * width / picture.width)
        small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        (small.quantize(colours) if colours else small).save(target, optimize=True)


if __name__ == "__main__":
    typer.run(main)
