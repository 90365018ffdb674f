"""A finger on the window, moved by a process of its own: a busy window cannot put off the touch that it is late for."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QPoint, QPointF, QSocketNotifier, QTimer
from PySide6.QtTest import QTest

from ui.window import KioskWindow

MOVER = """
import struct, sys, time
for pause in map(float, sys.stdin):
    time.sleep(pause)
    sys.stdout.buffer.write(struct.pack("d", time.monotonic()))
    sys.stdout.buffer.flush()
"""
STAMP = struct.Struct("d")
HELD_MS = 60
APART_S = (0.08, 0.20)
"""Before a touch, at random: neither the screen's beat nor the camera's may meet touches always alike."""
PATIENCE_MS = 30_000


class Finger:
    """Counts from the moment at which the other process touched, to the frame on the screen that shows it."""

    def __init__(self, window: KioskWindow, seed: int) -> None:
        self._kiosk = window
        self._dice = random.Random(seed)
        self._device = QTest.createTouchDevice()
        command = [sys.executable, "-c", MOVER]
        self._mover = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        assert self._mover.stdin is not None
        assert self._mover.stdout is not None
        self._to, self._from = self._mover.stdin, self._mover.stdout

    def close(self) -> None:
        self._to.close()
        self._mover.wait()

    def press(self, name: str) -> float:
        """Milliseconds until what is called so looks pressed. The finger then slides off: nothing is sent."""
        window, place = self._kiosk.window, self._middle(name)
        loop, shown = QEventLoop(), list[float]()
        button = self._kiosk.find(name)
        assert button is not None

        def swapped() -> None:
            if not shown and button.property("down"):
                shown.append(time.monotonic())
                QTimer.singleShot(HELD_MS, loop.quit)

        window.frameSwapped.connect(swapped)
        try:
            touched = self._when_moved(loop, lambda: self._touch().press(0, place, window).commit(False))
        finally:
            window.frameSwapped.disconnect(swapped)
        aside = QPoint(window.width() // 2, window.height() // 3)
        self._touch().move(0, aside, window).commit(False)
        self._touch().release(0, aside, window).commit(False)
        return (shown[0] - touched) * 1000

    def tap(self, name: str, before: int) -> float:
        """Milliseconds from the finger's going up to the first frame of a view after the one numbered `before`."""
        window, place = self._kiosk.window, self._middle(name)
        loop, shown = QEventLoop(), list[float]()

        def painted(number: int, _milliseconds: float) -> None:
            if not shown and number > before:
                shown.append(time.monotonic())
                loop.quit()

        self._touch().press(0, place, window).commit(True)
        self._kiosk.painted.connect(painted)
        try:
            lifted = self._when_moved(loop, lambda: self._touch().release(0, place, window).commit(False))
        finally:
            self._kiosk.painted.disconnect(painted)
        return (shown[0] - lifted) * 1000

    def _when_moved(self, loop: QEventLoop, touch: Callable[[], object]) -> float:
        """Touch when the other process says so, and let the window work until `loop` ends; when it was said."""
        stamps: list[float] = []

        def moved() -> None:
            stamps.extend(STAMP.unpack(self._from.read(STAMP.size)))
            touch()

        notifier = QSocketNotifier(self._from.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(moved)
        late = QTimer(singleShot=True, interval=PATIENCE_MS)
        late.timeout.connect(lambda: loop.exit(1))
        late.start()
        self._to.write(f"{self._dice.uniform(*APART_S)}\n".encode())
        ended = loop.exec()
        notifier.setEnabled(False)
        if ended:
            raise TimeoutError("nothing was shown for a touch")
        return stamps[0]

    def _touch(self) -> QTest.QTouchEventSequence:
        return QTest.touchEvent(self._kiosk.window, self._device, False)

    def _middle(self, name: str) -> QPoint:
        item = self._kiosk.find(name)
        if item is None:
            raise LookupError(name)
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
