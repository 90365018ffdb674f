"""A kiosk's screen is higher than a desktop's: the demo's window is made to fit."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

TITLE_BAR = 40
"""Pixels that a desktop's window frame takes above the window."""
ASK_DISPLAY = """
from PySide6.QtGui import QGuiApplication
free = QGuiApplication([]).primaryScreen().availableGeometry()
print(free.width(), free.height())
"""


def fitted(config: Path, folder: Path) -> Path:
    """`config`, or a copy of it in `folder` with a window that fits this display.

    `folder` lies beside the configuration's own, so that its relative paths lead to the same places.
    """
    screen = tomllib.loads(config.read_text("utf-8"))["screen"]
    free = _free()
    if free is None or screen["fullscreen"]:
        return config
    scale = min(free[0] / screen["width"], (free[1] - TITLE_BAR) / screen["height"])
    if scale >= 1:
        return config
    text = config.read_text("utf-8")
    before, section, after = text.partition("[screen]")
    for key in ("width", "height"):
        after = re.sub(rf"(?m)^{key} *= *\d+", f"{key} = {int(screen[key] * scale)}", after, count=1)
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / "kiosk.toml"
    copy.write_text(before + section + after, "utf-8")
    return copy


def _free() -> tuple[int, int] | None:
    """Width and height that windows may take on this display; None where Qt cannot tell."""
    asked = subprocess.run([sys.executable, "-c", ASK_DISPLAY], capture_output=True, text=True, check=False)
    if asked.returncode != 0:
        return None
    width, height = asked.stdout.split()[-2:]
    return int(width), int(height)
