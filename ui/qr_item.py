"""A QR code as on the printed receipt."""

from __future__ import annotations

from PySide6.QtCore import Property, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

QML_IMPORT_NAME = "ui.native"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class QrItem(QQuickPaintedItem):
    """Black on white whatever the theme: that is what scanners read."""

    payloadChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._payload = ""
        self._rows: tuple[bytes, ...] = ()

    def _get_payload(self) -> str:
        return self._payload

    def _set_payload(self, payload: str) -> None:
        if payload != self._payload:
            self._payload = payload
            self._rows = _modules(payload)
            self.payloadChanged.emit()
            self.update()

    def paint(self, painter: QPainter) -> None:
        if not self._rows:
            return
        painter.fillRect(QRectF(0, 0, self.width(), self.height()), Qt.GlobalColor.white)
        module = self.width() / len(self._rows)
        ink = QColor("black")
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(QRectF(x * module, y * module, module + 0.5, module + 0.5), ink)

    payload = Property(str, _get_payload, _set_payload, notify=payloadChanged)


def _modules(payload: str) -> tuple[bytes, ...]:
    if not payload:
        return ()
    import segno

    return tuple(bytes(row) for row in segno.make(payload, micro=False).matrix_iter(border=2))
