"""Ending with the process that started this one, and the command lines of our own programs. Imports next to nothing."""

from __future__ import annotations

import ctypes
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def die_with_parent() -> None:
    """Ask the kernel to end this process when the one that started it dies, so that nothing outlives core."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def main_command(*arguments: str) -> list[str]:
    """The command line of `main.py` with the same interpreter."""
    return [sys.executable, str(ROOT / "main.py"), *arguments]


def module_command(module: str, *arguments: str) -> list[str]:
    """The command line of a package that is a program: run with ROOT as the working folder."""
    return [sys.executable, "-m", module, *arguments]
