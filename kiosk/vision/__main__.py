"""`python -m kiosk.vision --config FILE SOCKET RINGS`: the process of cameras and recognition; core starts it."""

from __future__ import annotations

import argparse
import signal
from pathlib import Path

from kiosk.parent import die_with_parent

if __name__ == "__main__":
    # Before NumPy and its threads are loaded, so that all inherit it: SIGTERM is waited for in a thread of its own.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    die_with_parent()
    parser = argparse.ArgumentParser(prog="python -m kiosk.vision", description="Cameras and recognition.")
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--spare", action="store_true", help="load the models, open no camera until core says so")
    parser.add_argument("socket", type=Path)
    parser.add_argument("rings", type=Path)
    given = parser.parse_args()

    from kiosk.vision.process import run

    run(given.socket, given.rings, given.config, spare=given.spare)
