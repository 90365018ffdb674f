"""`script/pictures`: the README's pictures, taken from a played visit."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import typer
from PIL import Image

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
                _small(taken, PICTURES / f"{name}.png", WIDTH)
        _small(out / "receipt.png", PICTURES / "receipt.png", 288)


def _small(source: Path, target: Path, width: int) -> None:
    with Image.open(source) as picture:
        height = round(picture.height * width / picture.width)
        small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        small.quantize(COLOURS).save(target, optimize=True)


if __name__ == "__main__":
    typer.run(main)
