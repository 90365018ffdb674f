"""The kiosk's window, on any channel: core's socket in production, a test's or a player's in-process."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

# Without a GPU the software renderer draws a page in 7 % of the CPU that llvmpipe takes; with the threaded loop, Python
# on the render thread dead-locks grabs. Painting that is shared among Qt's threads waits for the last of them while
# recognition keeps the processors busy: a touch's p99 was 38 ms over idle's, 6 without (script/bench touch).
# All must be set before Qt is loaded.
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QSG_RENDER_LOOP", "basic")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

from PySide6.QtCore import QEvent, QObject, QUrl, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPointerEvent, QPointingDevice
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickItem, QQuickWindow
from shiboken6 import delete

from kiosk import views
from ui.bridge import Bridge
from ui.camera_item import CameraItem
from ui.channel import Channel
from ui.icon_item import IconItem
from ui.knock import Knocking
from ui.pinyin_input import PinyinInput
from ui.qr_item import QrItem
from ui.translations import Translations

log = logging.getLogger(__name__)

UI = Path(__file__).resolve().parent
NATIVE = (Bridge, CameraItem, IconItem, PinyinInput, QrItem)
"""The types that QML imports as ui.native; importing their modules registers them."""

BEGINS = (QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress)
ENDS = (QEvent.Type.TouchEnd, QEvent.Type.MouseButtonRelease)
TOUCHES = (QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress)


class KioskWindow(QObject):
    """One window. `intent` gives each intent that leaves, `painted` a view's number and milliseconds to the screen."""

    intent = Signal(object)
    painted = Signal(int, float)

    def __init__(
        self, channel: Channel | None = None, *, width: int = 1080, height: int = 1920, still: bool = False
    ) -> None:
        super().__init__()
        self._channel = channel
        self._translations = Translations()
        self._translations.use("zh")
        self._bridge = Bridge(self)
        self._bridge.intent.connect(self._send)
        self._engine = QQmlApplicationEngine()
        self._engine.addImportPath(str(UI.parent))
        self._engine.warnings.connect(_log_warnings)
        self._window = self._make({"bridge": self._bridge, "width": width, "height": height, "still": still})
        self._window.frameSwapped.connect(self._swapped)
        self._window.installEventFilter(self)
        self._arrivals: list[tuple[int, float]] = []
        self._knocking = Knocking()
        if channel is not None:
            channel.arrived.connect(self.show_view)
            channel.lost.connect(self.lose)
            channel.open()

    @property
    def window(self) -> QQuickWindow:
        return self._window

    def show(self, fullscreen: bool = False) -> None:
        if fullscreen:
            self._window.showFullScreen()
        else:
            self._window.show()

    def show_view(self, view: views.AnyView) -> None:
        """Put a view on the screen; `painted` follows when its frame is there."""
        self._arrivals.append((view.number, time.monotonic()))
        if self._translations.use(view.chrome.language):
            self._engine.retranslate()
        self._bridge.show(view)
        self._window.update()

    def lose(self) -> None:
        """Core is gone: take everything off the screen until it is back."""
        self._bridge.lose()

    def find(self, name: str) -> QQuickItem | None:
        """The visible item with this objectName."""
        return next((item for item in self.items() if item.objectName() == name), None)

    def items(self) -> Iterator[QQuickItem]:
        """Every visible item, from back to front."""
        waiting = [self._window.contentItem()]
        while waiting:
            item = waiting.pop()
            if item.isVisible():
                yield item
                waiting.extend(reversed(item.childItems()))

    def texts(self) -> list[str]:
        """Every visible text, in the order of the items."""
        return [text for item in self.items() if (text := _text(item))]

    def grab(self) -> QImage:
        """What is on the screen."""
        return self._window.grabWindow()

    def close(self) -> None:
        if self._channel is not None:
            self._channel.close()
        self._window.removeEventFilter(self)
        self._window.close()
        # At once, and the bridge after it: bindings that outlive what they are bound to print TypeErrors at exit.
        delete(self._engine)
        self._translations.remove()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self._bridge.stay()
        if isinstance(event, QPointerEvent) and event.type() in (*BEGINS, *ENDS):
            self._listen(event)
        return False

    def _listen(self, event: QPointerEvent) -> None:
        """For staff's hidden gesture. A finger's touch may come once more as a mouse's."""
        if isinstance(event, QMouseEvent) and event.pointerType() is QPointingDevice.PointerType.Finger:
            return
        place = event.point(0).position()
        if event.type() in BEGINS:
            self._knocking.press(place.x(), place.y(), time.monotonic())
        elif self._knocking.release(place.x(), place.y(), time.monotonic()):
            self._bridge.knock()

    def _make(self, properties: dict[str, object]) -> QQuickWindow:
        self._engine.setInitialProperties(properties)
        self._engine.load(QUrl.fromLocalFile(str(UI / "Main.qml")))
        made = self._engine.rootObjects()
        if not made or not isinstance(made[0], QQuickWindow):
            raise RuntimeError(f"{UI / 'Main.qml'} cannot be loaded; see the warnings")
        return made[0]

    def _send(self, intent: views.AnyIntent) -> None:
        if self._channel is not None:
            self._channel.send(intent)
        self.intent.emit(intent)

    def _swapped(self) -> None:
        arrivals, self._arrivals = self._arrivals, []
        now = time.monotonic()
        for number, arrived in arrivals:
            milliseconds = round((now - arrived) * 1000, 2)
            if self._channel is not None:
                self._channel.send(views.Painted(view=number, milliseconds=milliseconds))
            self.painted.emit(number, milliseconds)


def _text(item: QQuickItem) -> str:
    return str(item.property("text") or "") if item.inherits("QQuickText") else ""


def _log_warnings(warnings: list[QQmlError]) -> None:
    for warning in warnings:
        log.warning("%s", warning.toString())
