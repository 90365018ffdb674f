"""`python -m ui SOCKET`: the window's process; core starts it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kiosk.parent import die_with_parent

if __name__ == "__main__":
    die_with_parent()
    parser = argparse.ArgumentParser(prog="python -m ui", description="The kiosk's window, on core's socket.")
    parser.add_argument("socket", type=Path)
    parser.add_argument("--width", type=int, default=1080)
    parser.add_argument("--height", type=int, default=1920)
    parser.add_argument("--fullscreen", action="store_true")
    given = parser.parse_args()

    from ui.app import run

    sys.exit(run(given.socket, width=given.width, height=given.height, fullscreen=given.fullscreen))
