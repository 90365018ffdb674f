"""Staff's gesture: only the whole of it, in its corner and in time; on every screen; and it starts no visit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk import views
from ui import knock
from ui.channel import Channel
from ui.hand import Hand
from ui.knock import Knocking
from ui.samples import SAMPLES, Sample
from ui.window import KioskWindow


class Remembering(Channel):
    def __init__(self) -> None:
        super().__init__()
        self.sent: list[views.FromUi] = []

    def send(self, line: views.FromUi) -> None:
        self.sent.append(line)


def touch(knocking: Knocking, at: float, lasting: float, x: float = 60, y: float = 60) -> bool:
    knocking.press(x, y, at)
    return knocking.release(x, y, at + lasting)


def whole(knocking: Knocking, at: float = 0.0) -> list[bool]:
    return [touch(knocking, at, 2.1), *(touch(knocking, at + 2.4 + 0.4 * n, 0.1) for n in range(3))]


def test_the_corner_held_then_touched_three_times_is_the_gesture() -> None:
    assert whole(Knocking()) == [False, False, False, True]


def test_it_can_be_made_again() -> None:
    knocking = Knocking()
    assert whole(knocking)[-1]
    assert whole(knocking, at=60)[-1]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda k: [touch(k, 0, 1.9), *(touch(k, 2.4 + 0.4 * n, 0.1) for n in range(3))],  # not held for long enough
        lambda k: [touch(k, 0.4 * n, 0.1) for n in range(12)],  # a child that drums
        lambda k: [touch(k, 0, 30.0), touch(k, 31, 0.1), touch(k, 32, 0.1)],  # somebody who leans
        lambda k: [touch(k, 0, 2.1), touch(k, 3, 0.1), touch(k, 4, 0.1), touch(k, 5.5, 0.1)],  # too slow
        lambda k: [touch(k, 0, 2.1), touch(k, 2.5, 0.1), touch(k, 2.8, 0.1, x=600), touch(k, 3.1, 0.1)],
        lambda k: [touch(k, 0, 2.1, x=800), *(touch(k, 2.4 + 0.4 * n, 0.1) for n in range(3))],
        lambda k: [touch(k, 0, 2.1), *(touch(k, 2.4 + 0.8 * n, 0.75) for n in range(3))],  # touches that are too long
    ],
)
def test_less_than_the_whole_is_nothing(spoil: Callable[[Knocking], list[bool]]) -> None:
    assert not any(spoil(Knocking()))


@pytest.fixture
def core() -> Remembering:
    return Remembering()


@pytest.fixture
def kiosk(qtbot: QtBot, core: Remembering, monkeypatch: pytest.MonkeyPatch) -> Iterator[KioskWindow]:
    monkeypatch.setattr(knock, "HOLD_S", 0.05)
    window = KioskWindow(core, still=True)
    window.show()
    qtbot.waitUntil(window.window.isExposed)
    yield window
    window.close()


KINDS = {type(each.view): each for each in reversed(SAMPLES)}


@pytest.mark.parametrize(
    "sample", [KINDS[views.Attract], KINDS[views.FillForm], KINDS[views.Busy]], ids=lambda s: s.name
)
def test_it_is_heard_below_the_screen_and_is_the_only_thing_that_is(
    kiosk: KioskWindow, core: Remembering, sample: Sample
) -> None:
    kiosk.show_view(msgspec.structs.replace(sample.view, number=7))
    Hand(kiosk).knock()
    answers = [each for each in core.sent if not isinstance(each, views.Painted | views.Stay | views.Alive)]
    assert answers == [views.Knock(view=7)]
