"""`script/pictures`: the README's pictures, taken from a played visit and from the dock."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import typer
from PIL import Image

from play.hall import Hall
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
CHROMIUM = (
    *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--hide-scrollbars", "--virtual-time-budget=8000"),
)


def main(citizen: str = "wei-zhiqiang") -> None:
    """Play a visit, and put small copies of its screens into docs/pictures; the dock too, where there is Chromium."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        command = ["script/demo", "--headless", "--out", folder, "--citizen", citizen]
        subprocess.run(command, check=True, cwd=ROOT)
        for taken in sorted(out.glob("*.png")):
            name = WANTED.get(taken.stem.partition("-")[2])
            if name is not None:
                _small(taken, PICTURES / f"{name}.png", WIDTH)
        _small(out / "receipt.png", PICTURES / "receipt.png", 288)
    if shutil.which("chromium"):
        _dock(citizen)


def _dock(citizen: str) -> None:
    with tempfile.TemporaryDirectory() as folder, Hall(Path(folder)) as hall:
        hall.dock.seat(citizen)
        hall.dock.place("scanner", citizen)
        shot = Path(folder) / "dock.png"
        subprocess.run(
            [
                *CHROMIUM,
                f"--user-data-dir={folder}/chromium",
                "--window-size=1280,1400",
                f"--screenshot={shot}",
                hall.dock.url,
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )
        _small(shot, PICTURES / "dock.png", 900)


def _small(source: Path, target: Path, width: int) -> None:
    with Image.open(source) as picture:
        height = round(picture.height * width / picture.width)
        small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        small.quantize(COLOURS).save(target, optimize=True)


if __name__ == "__main__":
    typer.run(main)
