"""Chinese typed on the screen's keyboard."""

from __future__ import annotations

import msgspec
import pytest
from ui_recorder import Recorder

from kiosk import views
from ui.hand import Hand
from ui.pinyin.lookup import pinyin
from ui.samples import sample
from ui.window import KioskWindow


@pytest.mark.parametrize(
    ("letters", "word", "within"),
    [
        ("nanning", "南宁", 1),
        ("nann", "南宁", 2),
        ("minzudadao", "民族大道", 1),
        ("xixiangtangqu", "西乡塘区", 1),
        ("lu", "路", 1),
        ("xian", "县", 12),
        ("lv", "绿", 3),
        ("zhuang", "壮", 9),
    ],
)
def test_what_people_write_here_is_offered_early(letters: str, word: str, within: int) -> None:
    assert word in [offer.text for offer in pinyin().offers(letters)[:within]]


def test_the_first_part_is_offered_where_the_whole_is_no_word() -> None:
    first = next(offer for offer in pinyin().offers("weizhiqiang") if offer.text in ("位置", "位"))
    assert first.used in (3, 6)
    assert pinyin().offers("") == []
    assert pinyin().offers("v") == []


def test_no_word_is_offered_twice_or_longer_than_can_be_shown() -> None:
    for letters in ("n", "shi", "zhongguo", "zzz"):
        texts = [offer.text for offer in pinyin().offers(letters)]
        assert len(texts) == len(set(texts))
        assert len(texts) <= 60


def spell(hand: Hand, letters: str) -> None:
    for letter in letters:
        hand.tap(f"key:{letter}")


def test_chinese_is_typed_by_pinyin(kiosk: KioskWindow, hand: Hand, core: Recorder) -> None:
    kiosk.show_view(msgspec.structs.replace(sample("form_letters"), number=3))
    hand.tap("field:where")
    spell(hand, "minzudadao")
    assert core.intents == []
    hand.tap("candidate:0")
    spell(hand, "12")
    spell(hand, "lu")
    hand.tap("key:space")
    hand.tap("key:done")
    hand.tap("primary")
    assert core.intents[-1] == views.Submit(view=3, values={"where": "民族大道12路"})


def test_letters_left_over_become_words_when_the_field_is_done(kiosk: KioskWindow, hand: Hand, core: Recorder) -> None:
    kiosk.show_view(sample("form_letters"))
    hand.tap("field:where")
    spell(hand, "nanning")
    hand.tap("primary")
    assert core.intents[-1] == views.Submit(view=1, values={"where": "南宁"})


def test_erasing_takes_letters_first_then_words(kiosk: KioskWindow, hand: Hand, core: Recorder) -> None:
    kiosk.show_view(sample("form_letters"))
    hand.tap("field:where")
    spell(hand, "nanningl")
    hand.tap("key:erase")
    hand.tap("candidate:0")
    hand.tap("key:erase")
    hand.tap("primary")
    assert core.intents[-1] == views.Submit(view=1, values={"where": "南"})


def test_more_words_are_a_touch_away(kiosk: KioskWindow, hand: Hand) -> None:
    kiosk.show_view(sample("form_letters"))
    hand.tap("field:where")
    spell(hand, "shi")
    before = kiosk.texts()
    hand.tap("candidates-next")
    assert kiosk.texts() != before
    hand.tap("candidates-previous")
    assert kiosk.texts() == before


def test_latin_letters_are_typed_as_they_are(kiosk: KioskWindow, hand: Hand, core: Recorder) -> None:
    kiosk.show_view(sample("form_letters"))
    hand.type("where", "Hall 3")
    hand.tap("primary")
    assert core.intents[-1] == views.Submit(view=1, values={"where": "Hall 3"})
