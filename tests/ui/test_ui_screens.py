"""Every screen in both languages, in large text and high contrast, tall and wide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot
from ui_seen import collisions, cut_off, hard_to_touch, touchables

from ui.hand import Hand
from ui.samples import SAMPLES, Sample, adapted
from ui.window import KioskWindow

SIZES = {"tall": (1080, 1920), "wide": (1920, 1080)}
LOOKS = [
    {"language": language, "text_size": size, "contrast": contrast}
    for language in ("zh", "en")
    for size, contrast in (("normal", "normal"), ("large", "normal"), ("normal", "high"))
]


def put_up(kiosk: KioskWindow, qtbot: QtBot, sample: Sample, look: dict[str, str]) -> None:
    with qtbot.waitSignal(kiosk.painted):
        kiosk.show_view(adapted(sample.view, **look))
    for name in sample.touch.split():
        Hand(kiosk).tap(name)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(look.values()))
def test_nothing_is_cut_off_or_hard_to_touch(
    make_kiosk: Callable[..., KioskWindow],
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    size: str,
    look: dict[str, str],
) -> None:
    kiosk = make_kiosk(*SIZES[size])
    wrong: dict[str, list[str]] = {}
    for sample in SAMPLES:
        put_up(kiosk, qtbot, sample, look)
        found = cut_off(kiosk)
        if sample.name != "idle":
            found += hard_to_touch(kiosk) + collisions(kiosk)
        if sample.way_on and kiosk.find(sample.way_on) is None:
            found.append(f"no way on: {sample.way_on}")
        if found:
            wrong[sample.name] = found
    assert not wrong, "\n".join(f"{name}: {each}" for name, found in wrong.items() for each in found)
    assert not caplog.records, caplog.text


def test_everything_touchable_is_told_to_a_screen_reader(kiosk: KioskWindow, qtbot: QtBot) -> None:
    for sample in SAMPLES:
        put_up(kiosk, qtbot, sample, {"language": "zh"})
        for item in touchables(kiosk):
            told = QAccessible.queryAccessibleInterface(item)
            assert told is not None, (sample.name, item.objectName())
            assert told.text(QAccessible.Text.Name), (sample.name, item.objectName())
            assert told.role() in (
                QAccessible.Role.Button,
                QAccessible.Role.CheckBox,
                QAccessible.Role.RadioButton,
                QAccessible.Role.EditableText,
            )


def test_the_primary_button_stays_in_its_place(kiosk: KioskWindow, qtbot: QtBot) -> None:
    places = set()
    for sample in SAMPLES:
        if sample.way_on != "primary" or sample.name.startswith("attract"):
            continue
        put_up(kiosk, qtbot, sample, {"language": "zh"})
        button = kiosk.find("primary")
        assert button is not None
        places.add((round(button.mapToScene(button.position() * 0).y()), round(button.height())))
    assert len(places) == 1
    ((y, height),) = places
    assert 1400 <= y <= 1650 - height
