"""The real window on Qt's offscreen platform, drawn by the software renderer as on a kiosk."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot
from ui_recorder import Recorder

from ui.hand import Hand
from ui.window import KioskWindow


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Touches right after a view count, but where that is what is tested."""
    monkeypatch.setattr("ui.bridge.SETTLE_S", 0.0)


@pytest.fixture
def core() -> Recorder:
    return Recorder()


@pytest.fixture
def make_kiosk(qtbot: QtBot, core: Recorder) -> Iterator[Callable[..., KioskWindow]]:
    """Build a window of a given size on `core`; it is closed after the test."""
    made: list[KioskWindow] = []

    def make(width: int = 1080, height: int = 1920) -> KioskWindow:
        window = KioskWindow(core, width=width, height=height, still=True)
        window.show()
        qtbot.waitUntil(window.window.isExposed)
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()


@pytest.fixture
def kiosk(make_kiosk: Callable[..., KioskWindow]) -> KioskWindow:
    return make_kiosk()


@pytest.fixture
def hand(kiosk: KioskWindow) -> Hand:
    return Hand(kiosk)
