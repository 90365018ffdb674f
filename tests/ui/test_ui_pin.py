"""The PIN pad's keys: where they are whatever is said above them, and none that would send half a PIN."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from ui.samples import SAMPLES
from ui.window import KioskWindow


def test_keys_do_not_move_under_a_finger_when_a_pin_was_wrong(kiosk: KioskWindow, qtbot: QtBot) -> None:
    views = {sample.name: sample.view for sample in SAMPLES}
    places = []
    for name in ("diagnostics_pin", "diagnostics_pin_wrong"):
        with qtbot.waitSignal(kiosk.painted):
            kiosk.show_view(views[name])
        key = kiosk.find("key:5")
        assert key is not None
        assert kiosk.find("key:done") is None
        places.append(key.mapToScene(QPointF()))
    assert places[0] == places[1]
