"""Starts the kiosk anew when it dies, where no service manager does: one small process that does nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import time

from kiosk.parent import main_command

PAUSE_S = 0.2
QUICK_S = 5.0
LONGEST_PAUSE_S = 10.0
POWER_END, POWER_PAUSE_S = 75, 60.0
"""The exit code of a kiosk that stopped before its battery was empty (EX_TEMPFAIL), and when it tries again: mains
power may be back before the battery has ended."""
RESTART_END = 76
"""The exit code of a kiosk that is to be started anew at once: the central said so."""


def keep_alive(arguments: list[str]) -> int:
    """Run this program with `arguments` until it ends by itself with 0 or 2 (a configuration error); its exit code.

    A process that dies within QUICK_S is started anew after longer and longer pauses.
    """
    stopping = False
    child: subprocess.Popen[bytes] | None = None

    def stop(_number: int, _frame: object) -> None:
        nonlocal stopping
        stopping = True
        if child is not None:
            child.terminate()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    pause = PAUSE_S
    while not stopping:
        began = time.monotonic()
        child = subprocess.Popen(main_command(*arguments), env={**os.environ, "END_WITH_PARENT": "1"})
        if stopping:  # asked to while it was being started
            child.terminate()
        code = child.wait()
        if stopping or code in (0, 2):
            return 0 if stopping else code
        lived = code == RESTART_END or time.monotonic() - began > QUICK_S
        pause = PAUSE_S if lived else min(pause * 2, LONGEST_PAUSE_S)
        resume = time.monotonic() + (POWER_PAUSE_S if code == POWER_END else pause)
        while not stopping and time.monotonic() < resume:
            time.sleep(0.05)
    return 0
