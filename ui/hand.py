"""A hand before the window: touches what has a name, as tests and scripted visits do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from ui import knock
from ui.window import KioskWindow

_PAGES = 12
SETTLE_MS = 20
TURN_MS = 330


class Hand:
    """Touches by `objectName`. Raises `LookupError` for what is not to be seen or not to be touched."""

    def __init__(self, window: KioskWindow) -> None:
        self._kiosk = window

    def tap(self, name: str) -> None:
        """Touch the middle of an item, turning the page first where it is out of sight."""
        item = self._item(name)
        for way in ("page-down", "page-up"):
            for _ in range(_PAGES):
                if self._in_sight(item):
                    self._press(self._middle(item))
                    return
                turn = self._kiosk.find(way)
                if turn is None or not turn.isEnabled():
                    break
                self._press(self._middle(turn))
                QTest.qWait(TURN_MS)
        raise LookupError(f"{name!r} cannot be brought into sight")

    def type(self, field: str, text: str) -> None:
        """Touch a form's field and type `text` on the keys of the screen; a date by its figures alone.

        Latin letters are typed as such, also on the Chinese keyboard.
        """
        self.tap(f"field:{field}")
        if self._kiosk.find("pinyin-letters") is not None:
            self.tap("key:mode")
        for character in text:
            if character.isupper():
                self.tap("key:shift")
            self.tap(f"key:{character.lower() if character != ' ' else 'space'}")
            if character.isupper():
                self.tap("key:shift")
        if self._kiosk.find("key:done") is not None:
            self.tap("key:done")

    def knock(self) -> None:
        """Make staff's hidden gesture in the top left corner."""
        corner = QPoint(knock.CORNER // 2, knock.CORNER // 2)
        pressed = (self._kiosk.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, corner)
        QTest.mousePress(*pressed)
        QTest.qWait(round(knock.HOLD_S * 1000) + SETTLE_MS)
        QTest.mouseRelease(*pressed)
        for _ in range(knock.TAPS):
            self._press(corner)

    def _item(self, name: str) -> QQuickItem:
        item = self._kiosk.find(name)
        if item is None:
            raise LookupError(f"nothing named {name!r} is to be seen")
        if not item.isEnabled():
            raise LookupError(f"{name!r} cannot be touched now")
        return item

    def _in_sight(self, item: QQuickItem) -> bool:
        """Whether the middle of `item` is inside the window and every pane that cuts off what does not fit."""
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        above: QQuickItem | None = item
        while above is not None:
            if above.clip() and not above.contains(above.mapFromScene(middle)):
                return False
            above = above.parentItem()
        return self._kiosk.window.contentItem().contains(middle)

    @staticmethod
    def _middle(item: QQuickItem) -> QPoint:
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def _press(self, place: QPoint) -> None:
        """Touch, and let the window lay itself out anew."""
        QTest.mouseClick(self._kiosk.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        QTest.qWait(SETTLE_MS)
