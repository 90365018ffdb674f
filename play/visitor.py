"""Touches the real window as a citizen's finger does, and waits for what it shows."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtQuick import QQuickItem

from kiosk.starting import use_china_time
from kiosk.views import View
from ui.bridge import SETTLE_S
from ui.channel import SocketChannel
from ui.hand import Hand
from ui.window import KioskWindow

V = TypeVar("V", bound=View)
PATIENCE_S = 20.0
MOVES_S = 0.35
"""How long the longest transition of the screens takes, with something to spare."""


class NotShown(AssertionError):
    """What was waited for did not appear; says what is on the screen instead."""


class Visitor:
    """The window on core's socket, in this process, offscreen or on a display."""

    def __init__(self, socket: Path, *, width: int = 1080, height: int = 1920) -> None:
        use_china_time()
        self._channel = SocketChannel(socket)
        self.view: View | None = None
        self.painted: list[tuple[str, float]] = []
        self.on_view: Callable[[View], None] = lambda _view: None
        self._channel.arrived.connect(self._arrived)
        self.window = KioskWindow(self._channel, width=width, height=height)
        self.window.painted.connect(self._was_painted)
        self._hand = Hand(self.window)
        self._closed = False
        self._arrived_at = 0.0
        self.window.show()

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self.window.close()
        QCoreApplication.processEvents()

    def pump(self, seconds: float = 0.02) -> None:
        """Let Qt work."""
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, round(seconds * 1000))

    def until(self, holds: Callable[[], bool], what: str, seconds: float = PATIENCE_S) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                raise NotShown(f"{what} in {seconds:.0f} s; on the screen: {self.described()}")
            self.pump()
            time.sleep(0.005)

    def wait_for(
        self, kind: type[V], holds: Callable[[V], bool] = lambda _view: True, seconds: float = PATIENCE_S
    ) -> V:
        """Wait until a view of this kind for which `holds` is true is painted."""

        def there() -> bool:
            return isinstance(self.view, kind) and holds(self.view)

        self.until(there, f"no {kind.__name__} as expected", seconds)
        self.settle()
        assert isinstance(self.view, kind)
        return self.view

    def settle(self) -> None:
        """Let transitions end, and the time pass in which a new view takes no answer."""
        end = max(time.monotonic() + MOVES_S, self._arrived_at + SETTLE_S + 0.05)
        while time.monotonic() < end:
            self.pump()
            time.sleep(0.005)

    def item(self, name: str, seconds: float = 3.0) -> QQuickItem:
        self.until(lambda: self.window.find(name) is not None, f"nothing called {name!r}", seconds)
        found = self.window.find(name)
        assert found is not None
        return found

    def touch(self, name: str) -> None:
        """Put a finger on the middle of what is called so, turning the page where it is out of sight."""
        self.item(name)
        self.until(lambda: time.monotonic() > self._arrived_at + SETTLE_S, "the view kept changing")
        self._hand.tap(name)
        self.pump()

    def knock(self) -> None:
        """Make staff's hidden gesture."""
        self._hand.knock()
        self.pump()

    def enter(self, pin: str) -> None:
        """Press figures on the PIN pad, and enter."""
        for figure in pin:
            self.touch(f"key:{figure}")
        self.touch("primary")

    def type(self, field: str, text: str) -> None:
        """Touch a field, then the keys of the screen's keyboard."""
        self.item(f"field:{field}")
        self._hand.type(field, text)

    def grab(self, file: Path) -> None:
        """Save what is on the screen as PNG."""
        file.parent.mkdir(parents=True, exist_ok=True)
        if not self.window.grab().save(str(file)):
            raise OSError(f"could not write {file}")

    def texts(self) -> list[str]:
        return self.window.texts()

    def described(self) -> str:
        return f"{type(self.view).__name__} {self.window.texts()[:12]}"

    def _arrived(self, view: View) -> None:
        if self.view is None or view.number != self.view.number:
            self._arrived_at = time.monotonic()
        self.view = view
        self.on_view(view)

    def _was_painted(self, _number: int, milliseconds: float) -> None:
        self.painted.append((type(self.view).__name__, milliseconds))
