"""What a touch sends: once, with the number of the view that was touched; what is typed stays in the window."""

from __future__ import annotations

from types import SimpleNamespace

import msgspec
import pytest
from pytestqt.qtbot import QtBot
from ui_recorder import Recorder

from kiosk import views
from ui.bridge import Bridge
from ui.hand import Hand
from ui.samples import adapted, sample
from ui.window import KioskWindow


def numbered(view: views.AnyView, number: int) -> views.AnyView:
    return msgspec.structs.replace(view, number=number)


def test_a_double_tap_sends_one_intent(kiosk: KioskWindow, hand: Hand, core: Recorder) -> None:
    kiosk.show_view(numbered(sample("privacy"), 7))
    hand.tap("primary")
    hand.tap("primary")
    assert core.intents == [views.Choose(view=7, choice="agree")]


def test_two_ways_on_touched_at_once_send_one_intent(kiosk: KioskWindow, hand: Hand, core: Recorder) -> None:
    kiosk.show_view(numbered(sample("privacy"), 7))
    hand.tap("choice:without_face")
    hand.tap("primary")
    assert core.intents == [views.Choose(view=7, choice="without_face")]


def test_a_new_view_takes_a_new_touch(kiosk: KioskWindow, hand: Hand, core: Recorder) -> None:
    kiosk.show_view(numbered(sample("privacy"), 7))
    hand.tap("primary")
    kiosk.show_view(numbered(sample("confirm_identity"), 8))
    hand.tap("primary")
    assert [each.view for each in core.intents] == [7, 8]


def test_a_second_tap_is_not_the_next_views_answer(
    kiosk: KioskWindow, hand: Hand, core: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("ui.bridge.SETTLE_S", 0.4)
    monkeypatch.setattr("ui.bridge.time", SimpleNamespace(monotonic=lambda: now[0]))
    kiosk.show_view(numbered(sample("confirm_identity"), 7))
    now[0] += 0.39
    hand.tap("primary")
    assert core.intents == []
    kiosk.show_view(numbered(adapted(sample("confirm_identity"), language="en"), 7))  # the same view, updated
    now[0] += 0.02
    hand.tap("primary")
    assert [each.view for each in core.intents] == [7]


def test_an_unanswered_touch_may_be_repeated(
    kiosk: KioskWindow, hand: Hand, core: Recorder, monkeypatch: object
) -> None:
    monkeypatch.setattr("ui.bridge.ANSWER_S", 0.0)  # type: ignore[attr-defined]
    kiosk.show_view(numbered(sample("privacy"), 7))
    hand.tap("primary")
    hand.tap("primary")
    assert len(core.intents) == 2


def test_each_screen_sends_what_it_offers(kiosk: KioskWindow, hand: Hand, core: Recorder) -> None:
    touches = {
        ("attract", "primary"): views.Start(view=1),
        ("language", "choice:en"): views.SetLanguage(view=1, language="en"),
        ("place_card_both", "choice:staff"): views.Choose(view=1, choice="staff"),
        ("place_card_scan", "back"): views.Back(view=1),
        ("confirm_identity", "choice:again"): views.Choose(view=1, choice="again"),
        ("face_turn", "leave"): views.Leave(view=1),
        ("services_events", "choice:pension"): views.Choose(view=1, choice="pension"),
        ("services_items", "help"): views.Help(view=1),
        ("review", "choice:change:bank"): views.Choose(view=1, choice="change:bank"),
        ("done_kept", "choice:reprint"): views.Choose(view=1, choice="reprint"),
        ("track", "choice:NN2610140000311"): views.Choose(view=1, choice="NN2610140000311"),
        ("track_detail", "primary"): views.Choose(view=1, choice="print"),
        ("notice_staff", "primary"): views.Choose(view=1, choice="finish"),
        ("farewell", "choice:rate:5"): views.Choose(view=1, choice="rate:5"),
        ("privacy", "language"): views.SetLanguage(view=1, language="en"),
        ("busy", "text-size"): views.SetTextSize(view=1, text_size="large"),
        ("review", "contrast"): views.SetContrast(view=1, contrast="high"),
    }
    for number, ((name, touched), expected) in enumerate(touches.items()):
        kiosk.show_view(numbered(sample(name), number))
        hand.tap(touched)
        assert core.intents[-1] == msgspec.structs.replace(expected, view=number), (name, touched)


def test_a_closed_service_cannot_be_chosen(kiosk: KioskWindow, core: Recorder) -> None:
    kiosk.show_view(sample("services_items"))
    tile = kiosk.find("choice:UNE-002")
    assert tile is not None
    assert not tile.isEnabled()


def test_the_attract_screen_starts_wherever_it_is_touched(kiosk: KioskWindow, core: Recorder, hand: Hand) -> None:
    kiosk.show_view(sample("attract"))
    hand.tap("title")
    assert core.intents == [views.Start(view=1)]


def test_signs_of_life_are_sent_at_most_every_two_seconds(kiosk: KioskWindow, hand: Hand, core: Recorder) -> None:
    kiosk.show_view(numbered(sample("form"), 3))
    for _ in range(3):
        hand.tap("title")
    assert core.sent.count(views.Stay(view=3)) == 1


def test_the_idle_warning_is_put_away_by_a_touch(kiosk: KioskWindow, hand: Hand, core: Recorder) -> None:
    kiosk.show_view(sample("idle"))
    hand.tap("stay")
    assert views.Stay(view=1) in core.sent
    assert core.intents == []
    kiosk.show_view(sample("track"))
    assert kiosk.find("stay") is None


def test_a_form_is_typed_and_submitted(kiosk: KioskWindow, hand: Hand, core: Recorder) -> None:
    kiosk.show_view(numbered(sample("form"), 4))
    hand.tap("field:exit_reason:closed")
    hand.type("phone", "13807712046")
    hand.tap("field:seeking")
    hand.tap("primary")
    assert core.intents[-1] == views.Submit(
        view=4,
        values={"exit_reason": "closed", "exit_date": "2026-10-31", "phone": "13807712046", "seeking": "yes"},
    )
    assert views.Change(view=4, field="phone", value="13807712046") in core.intents


def test_what_is_missing_is_said_beside_it_and_nothing_is_sent(kiosk: KioskWindow, hand: Hand, core: Recorder) -> None:
    kiosk.show_view(sample("form"))
    hand.type("phone", "138")
    hand.tap("primary")
    assert not any(isinstance(each, views.Submit) for each in core.intents)
    assert kiosk.find("error:exit_reason") is not None
    assert kiosk.find("error:phone") is not None
    assert kiosk.find("error:exit_date") is None


def test_what_was_typed_survives_help_and_a_change_of_language(kiosk: KioskWindow, hand: Hand) -> None:
    kiosk.show_view(numbered(sample("form"), 4))
    hand.type("phone", "1380771")
    kiosk.show_view(numbered(sample("notice_leave"), 5))
    kiosk.show_view(numbered(adapted(sample("form"), language="en"), 6))
    assert "138 0771" in kiosk.texts()


def test_nothing_typed_is_left_for_the_next_citizen(kiosk: KioskWindow, hand: Hand) -> None:
    kiosk.show_view(sample("form"))
    hand.type("phone", "1380771")
    kiosk.show_view(sample("attract"))
    kiosk.show_view(sample("form"))
    assert "138 0771" not in kiosk.texts()


def test_nothing_stays_when_core_is_gone(kiosk: KioskWindow, hand: Hand, core: Recorder) -> None:
    kiosk.show_view(sample("confirm_identity"))
    core.lost.emit()
    assert not any("韦志强" in text for text in kiosk.texts())
    assert kiosk.find("connecting") is not None
    kiosk.show_view(sample("attract"))
    assert kiosk.find("connecting") is None


def test_every_view_is_reported_when_it_is_painted(kiosk: KioskWindow, core: Recorder, qtbot: QtBot) -> None:
    for number in range(3, 6):
        with qtbot.waitSignal(kiosk.painted):
            kiosk.show_view(numbered(sample("busy"), number))
    painted = [each for each in core.sent if isinstance(each, views.Painted)]
    assert [each.view for each in painted] == [3, 4, 5]
    assert all(each.milliseconds >= 0 for each in painted)


def test_the_language_changes_in_place(kiosk: KioskWindow) -> None:
    kiosk.show_view(sample("privacy"))
    assert "办理前，请您了解" in kiosk.texts()
    kiosk.show_view(adapted(sample("privacy"), language="en"))
    assert "Before we start" in kiosk.texts()
    assert not any("\u4e00" <= character <= "\u9fff" for text in kiosk.texts() for character in text if text != "中文")


def test_the_centrals_reason_changes_its_language_with_the_screen(kiosk: KioskWindow) -> None:
    kiosk.show_view(sample("notice_refused"))
    assert any("您的失业登记还没有完成" in text for text in kiosk.texts())
    kiosk.show_view(adapted(sample("notice_refused"), language="en"))
    assert any("Your registration as unemployed is not complete." in text for text in kiosk.texts())
    assert not any("失业登记" in text for text in kiosk.texts())


def test_twenty_thousand_updates(kiosk: KioskWindow) -> None:
    """PySide6 6.12.0 dropped a reference to None in each such call and aborted (Python 3.11)."""
    for _ in range(20_000):
        kiosk.window.update()
    assert kiosk.window.parent() is None


def test_an_intent_that_is_none_is_refused() -> None:
    bridge = Bridge()
    sent: list[object] = []
    bridge.intent.connect(sent.append)
    for wrong in ('{"intent": "choose"}', '{"intent": "fly"}'):
        try:
            bridge.send(wrong)
        except msgspec.ValidationError:
            continue
        raise AssertionError(wrong)
    assert sent == []
