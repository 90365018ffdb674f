"""A line icon of assets/icons, drawn in a colour of the theme."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import Property, QByteArray, QRectF, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem
from PySide6.QtSvg import QSvgRenderer

QML_IMPORT_NAME = "ui.native"
QML_IMPORT_MAJOR_VERSION = 1

ICONS = Path(__file__).resolve().parent.parent / "assets" / "icons"
FALLBACK = "file-text"
"""For an icon that the catalogue names and we do not have."""
SUBJECTS = {
    "unemployment": "briefcase-off",
    "pension": "armchair",
    "card": "credit-card",
    "card-lost": "credit-card-off",
    "certificate": "file-certificate",
    "track": "list-search",
    "job": "briefcase",
    "training": "school",
    "injury": "first-aid-kit",
    "transfer": "arrows-left-right",
    "payment": "coins",
    "contract": "file-description",
    "family": "users",
    "advice": "message-circle",
}
"""What the central calls a subject, and the picture that we have for it: its catalogue knows no drawings of ours."""


@lru_cache(maxsize=256)
def _renderer(name: str, color: str) -> QSvgRenderer:
    path = ICONS / f"{SUBJECTS.get(name, name)}.svg"
    if not name or not path.is_file():
        path = ICONS / f"{FALLBACK}.svg"
    return QSvgRenderer(QByteArray(path.read_bytes().replace(b"currentColor", color.encode())))


@QmlElement
class IconItem(QQuickPaintedItem):
    nameChanged = Signal()
    colorChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._color = QColor("black")
        self.setAntialiasing(True)

    def _get_name(self) -> str:
        return self._name

    def _set_name(self, name: str) -> None:
        if name != self._name:
            self._name = name
            self.nameChanged.emit()
            self.update()

    def _get_color(self) -> QColor:
        return self._color

    def _set_color(self, color: QColor) -> None:
        if color != self._color:
            self._color = QColor(color)
            self.colorChanged.emit()
            self.update()

    def paint(self, painter: QPainter) -> None:
        if self._name:
            _renderer(self._name, self._color.name()).render(painter, QRectF(0, 0, self.width(), self.height()))

    name = Property(str, _get_name, _set_name, notify=nameChanged)
    color = Property(QColor, _get_color, _set_color, notify=colorChanged)
