"""The live picture: frames of a preview ring, masked as an oval or as a page."""

from __future__ import annotations

from PySide6.QtCore import Property, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QTransform
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from kiosk.vision.ring import RingReader

QML_IMPORT_NAME = "ui.native"
QML_IMPORT_MAJOR_VERSION = 1

FRAME_MS = 33
STALE_FRAMES = 45
"""Polls without a new frame until the picture is taken off the screen: a face must not stay there frozen."""


@QmlElement
class CameraItem(QQuickPaintedItem):
    ringChanged = Signal()
    shapeChanged = Signal()
    mirroredChanged = Signal()
    liveChanged = Signal()
    backdropChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._ring = ""
        self._shape = "oval"
        self._mirrored = False
        self._live = False
        self._backdrop = QColor("#DCE4EE")
        self._reader: RingReader | None = None
        self._image: QImage | None = None
        self._sequence = 0
        self._missed = 0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._poll)
        self.setAntialiasing(True)
        self.visibleChanged.connect(self._watch)

    def _watch(self) -> None:
        wanted = bool(self._ring) and self.isVisible()
        if wanted and not self._timer.isActive():
            self._timer.start()
        elif not wanted:
            self._timer.stop()
            self._drop()

    def _poll(self) -> None:
        if self._reader is None:
            self._reader = RingReader(self._ring)
        frame = self._reader.latest()
        if frame is None or frame.sequence == self._sequence:
            self._missed += 1
            if self._missed == STALE_FRAMES:
                self._drop()
            return
        self._missed = 0
        self._sequence = frame.sequence
        # QImage keeps no reference to the bytes it is built over: in another format it owns its own, and this one is
        # drawn twice as fast.
        given = QImage(frame.pixels, frame.width, frame.height, frame.width * 3, QImage.Format.Format_RGB888)
        self._image = given.convertToFormat(QImage.Format.Format_RGB32)
        self._set_live(True)
        self.update()

    def _drop(self) -> None:
        self._image = None
        self._sequence = 0
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        self._set_live(False)
        self.update()

    def _set_live(self, live: bool) -> None:
        if live != self._live:
            self._live = live
            self.liveChanged.emit()

    def paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        bounds = QRectF(0, 0, self.width(), self.height())
        painter.setBrush(self._brush(bounds))
        if self._shape == "oval":
            painter.drawEllipse(bounds)
        else:
            painter.drawRoundedRect(bounds, 16, 16)

    def _brush(self, bounds: QRectF) -> QBrush:
        """The frame scaled to cover `bounds`, as a texture: a clip path would leave jagged edges."""
        image = self._image
        if image is None:
            return QBrush(self._backdrop)
        scale = max(bounds.width() / image.width(), bounds.height() / image.height())
        placed = QTransform()
        placed.translate(bounds.width() / 2, bounds.height() / 2)
        placed.scale(-scale if self._mirrored else scale, scale)
        placed.translate(-image.width() / 2, -image.height() / 2)
        brush = QBrush(image)
        brush.setTransform(placed)
        return brush

    def _get_ring(self) -> str:
        return self._ring

    def _set_ring(self, ring: str) -> None:
        if ring != self._ring:
            self._drop()
            self._ring = ring
            self.ringChanged.emit()
            self._watch()

    def _get_shape(self) -> str:
        return self._shape

    def _set_shape(self, shape: str) -> None:
        if shape != self._shape:
            self._shape = shape
            self.shapeChanged.emit()
            self.update()

    def _get_mirrored(self) -> bool:
        return self._mirrored

    def _set_mirrored(self, mirrored: bool) -> None:
        if mirrored != self._mirrored:
            self._mirrored = mirrored
            self.mirroredChanged.emit()
            self.update()

    def _get_backdrop(self) -> QColor:
        return self._backdrop

    def _set_backdrop(self, color: QColor) -> None:
        if color != self._backdrop:
            self._backdrop = QColor(color)
            self.backdropChanged.emit()
            self.update()

    def _get_live(self) -> bool:
        return self._live

    ring = Property(str, _get_ring, _set_ring, notify=ringChanged)
    shape = Property(str, _get_shape, _set_shape, notify=shapeChanged)
    mirrored = Property(bool, _get_mirrored, _set_mirrored, notify=mirroredChanged)
    backdrop = Property(QColor, _get_backdrop, _set_backdrop, notify=backdropChanged)
    live = Property(bool, _get_live, notify=liveChanged)
