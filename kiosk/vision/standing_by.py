"""A spare vision process gives way to the one in service, and is told apart from it by its name in the process list."""

from __future__ import annotations

import ctypes
import os
import threading
from pathlib import Path

SERVING = os.getpriority(os.PRIO_PROCESS, 0)
"""The niceness that the process was started with."""
NICE = min(19, SERVING + 15)
IN_SERVICE, SPARE = "vision", "vision-spare"
"""What /proc/PID/comm says."""
_PR_SET_NAME = 15  # linux/prctl.h


def stand_by() -> None:
    """Load behind everything else, where the kernel lets a process come back from there (LimitNICE=0, or root)."""
    _name(SPARE)
    if _can_come_back():
        os.setpriority(os.PRIO_PROCESS, 0, NICE)


def serve_now() -> None:
    """Every thread as urgent again as the process was started: niceness is each thread's own on Linux."""
    _name(IN_SERVICE)
    for thread in Path("/proc/self/task").iterdir():
        number = int(thread.name)
        try:
            if os.getpriority(os.PRIO_PROCESS, number) == NICE:
                os.setpriority(os.PRIO_PROCESS, number, SERVING)
        except (PermissionError, ProcessLookupError):  # one that has just ended
            continue


def _can_come_back() -> bool:
    """Tried out by a thread that ends right after: the kernel alone knows what limits and capabilities amount to."""
    possible: list[bool] = []

    def go_and_come_back() -> None:
        own = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, own, NICE)
        try:
            os.setpriority(os.PRIO_PROCESS, own, SERVING)
        except PermissionError:
            return
        possible.append(True)

    trial = threading.Thread(target=go_and_come_back)
    trial.start()
    trial.join()
    return bool(possible)


def _name(name: str) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_NAME, name.encode(), 0, 0, 0)
