"""The live picture: frames of a ring another writes, masked, mirrored, never left standing."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from kiosk import views
from kiosk.vision.ring import RingWriter
from ui.samples import sample
from ui.window import KioskWindow

RED, BLUE = (0, 0, 220), (220, 0, 0)
"""In OpenCV's order."""


def halves(left: tuple[int, int, int], right: tuple[int, int, int]) -> np.ndarray:
    frame = np.empty((480, 640, 3), np.uint8)
    frame[:, :320], frame[:, 320:] = left, right
    return frame


def camera_view(ring: Path, mirrored: bool) -> views.AnyView:
    preview = views.Preview(ring=str(ring), shape="oval", mirrored=mirrored)
    return msgspec.structs.replace(sample("face_look"), preview=preview)


def colour_at(kiosk: KioskWindow, x: float, y: float) -> QColor:
    """The colour of the screen at a place of the camera's picture, given in fractions of it."""
    item = next(each for each in kiosk.items() if each.metaObject().className() == "CameraItem")
    place = item.mapToScene(QPointF(item.width() * x, item.height() * y)).toPoint()
    return kiosk.grab().pixelColor(place)


@pytest.mark.parametrize(("mirrored", "left_is_red"), [(False, True), (True, False)])
def test_frames_are_shown(kiosk: KioskWindow, qtbot: QtBot, tmp_path: Path, mirrored: bool, left_is_red: bool) -> None:
    writer = RingWriter(tmp_path / "face.ring", 640, 480)
    kiosk.show_view(camera_view(writer.path, mirrored))
    writer.put(halves(RED, BLUE))

    def shown() -> bool:
        left = colour_at(kiosk, 0.2, 0.5)
        return (left.red() > 150) if left_is_red else (left.blue() > 150 and left.red() < 50)

    qtbot.waitUntil(shown)
    # The corners are outside the oval.
    assert colour_at(kiosk, 0.01, 0.01) == QColor("#F3F6FA")
    writer.close()


def test_no_face_stays_when_the_frames_stop(
    kiosk: KioskWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.camera_item.STALE_FRAMES", 3)
    writer = RingWriter(tmp_path / "face.ring", 640, 480)
    kiosk.show_view(camera_view(writer.path, mirrored=False))
    writer.put(halves(RED, RED))
    qtbot.waitUntil(lambda: colour_at(kiosk, 0.2, 0.5).red() > 150 and colour_at(kiosk, 0.2, 0.5).green() < 50)
    qtbot.waitUntil(lambda: colour_at(kiosk, 0.2, 0.5).green() > 150)
    writer.close()


def test_a_ring_that_is_not_there_yet_is_waited_for(kiosk: KioskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    kiosk.show_view(camera_view(tmp_path / "later.ring", mirrored=False))
    qtbot.wait(80)
    writer = RingWriter(tmp_path / "later.ring", 640, 480)
    writer.put(halves(RED, RED))
    qtbot.waitUntil(lambda: colour_at(kiosk, 0.2, 0.5).green() < 50)
    writer.close()
