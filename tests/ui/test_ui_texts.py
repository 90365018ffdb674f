"""The tables of texts: whole in both languages, and every id that is used is in them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import get_args

import pytest

from kiosk import views
from kiosk.day.deciding import OTHERS
from kiosk.identity.liveness import NOT_COVERED
from kiosk.journey import face, ways
from ui.i18n.build import LANGUAGES, compiled, source
from ui.samples import chrome, sample
from ui.window import UI, KioskWindow

ROOT = UI.parent
SHOWN_BY_CODE = {
    "document": """no_document reading hold_still blurred glare covered too_small upside_down not_a_card wrong_side
        bad_check_digit birth_date_differs sex_differs expired low_confidence possible_fraud""",
    "identify": "place looking_up chip_again card_moved card_refused no_card",
    "device": """camera document_camera chip_reader card_reader receipt_printer document_printer code_scanner contacts
        power""",
    "mark": "works attention trouble unknown starting",
    "operator": "reset clear configuration maintenance suspend",
    "check": "picture internal external interactive passed failed unsupported",
    "doing": """observing looking printing reading trying lights lay_card insert_card take_card show_code lay_document
        change_inputs carry_slip legible lights_seen live""",
    "liveness.not_covered": " ".join(NOT_COVERED),
    "tab": """state events statistics traffic state.none events.none statistics.none traffic.none""",
    "print": "printing printed unconfirmed failed paper_out cover_open printer_trouble no_printer",
}
"""What comes after the dot where core puts a message together from a code."""
NOTICES = """central_down kept_safely printer_out_of_paper printer_cover_open printer_gone camera_gone
    chip_reader_silent scanner_gone no_card_reading not_a_card blurred glare covered bad_check_digit expired
    low_confidence possible_fraud not_live no_match timed_out several_faces stale face_failed bad_document_photo
    bad_reference_photo no_photo_to_compare staff without_face assurance_too_low item_closed_offline
    submission_refused out_of_service no_services help leave_question session_expired vision_restarted unknown"""


OUT_OF_SERVICE = ("hours", "withdrawn", "door_open", "battery_low", "on_battery", "no_card_reading")
NOTICED = (
    *("no_scanner", "no_chip_reader", "no_id_card", "no_id_card_code", "no_card_reader", "no_code_scanner"),
    *("on_battery", "card_kept", "card_lying", "opens_today", "opens_tomorrow", "opens_later", "today"),
)
PLACES = ["both", "chip", "scan", "card", "code", "id_card", "id_code", "id_card_code", "card_code"]


def table(language: str) -> dict[str, str]:
    messages = ElementTree.parse(source(language)).getroot().iter("message")
    return {message.attrib["id"]: message.findtext("translation") or "" for message in messages}


def used_in_qml() -> set[str]:
    found: set[str] = set()
    for path in UI.rglob("*.qml"):
        text = path.read_text()
        found |= set(re.findall(r'qsTrId\("([\w.]+)"\)', text))
        found |= set(re.findall(r'"id": "(\w+\.[\w.]+)"', text))
    return found


def used_in_core() -> set[str]:
    """Literal ids; of those with a part filled in at run time, the part before it, with a dot at its end."""
    found: set[str] = set()
    for path in (ROOT / "kiosk").rglob("*.py"):
        found |= set(re.findall(r'Message\(\s*id=f?"([\w.]+)', path.read_text()))
    return found


def guidance_codes() -> set[str]:
    """Every code that recognition can give, as its Literal types list them."""
    found: set[str] = set()
    for subject, file, name in (
        ("face", "face_result.py", "GuidanceCode"),
        ("document", "settle.py", "Guidance"),
    ):
        text = (ROOT / "kiosk" / "identity" / file).read_text()
        listed = re.search(rf"^{name} = Literal\[([^\]]+)\]", text, re.MULTILINE)
        assert listed is not None, file
        found |= {f"{subject}.{code}" for code in re.findall(r'"(\w+)"', listed[1])}
    return found


def notices_of_core() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "kiosk").rglob("*.py"):
        text = path.read_text()
        found |= set(re.findall(r'\.notice\(\s*"(\w+)"', text))
        found |= set(re.findall(r'notice_fields\(\s*"(\w+)"', text))
        found |= set(re.findall(r'_over\(\s*"(\w+)"', text))
    return found


def actions_of_core() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "kiosk").rglob("*.py"):
        for actions in re.findall(
            r'(?:\.notice|_over|notice_fields)\([^)]*?(\((?:\s*"\w+",?)+\s*\))', path.read_text()
        ):
            found |= set(re.findall(r'"(\w+)"', actions))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing(language: str) -> None:
    texts = table(language)
    codes = {f"{subject}.{code}" for subject, codes in SHOWN_BY_CODE.items() for code in codes.split()}
    notices = {
        f"notice.{reason}.{part}"
        for reason in {*NOTICES.split(), *notices_of_core(), *face.REFUSALS}
        for part in ("title", "body", "safe")
    }
    codes |= {
        f"identify.{code.replace('-', '_')}"
        for code in (*ways.CODE_PROBLEMS, *ways.CARD_REASONS, *(f"social_{each}" for each in ways.SOCIAL_REASONS))
    }
    codes |= {f"attract.{code}.{part}" for code in OUT_OF_SERVICE for part in ("title", "body")}
    codes |= {f"attract.{code}" for code in (*OTHERS.values(), *NOTICED)}
    codes |= {f"take_back.{thing}.{part}" for thing in get_args(views.Thing) for part in ("title", "help", "alarm")}
    codes |= {f"farewell.{thing}" for thing in get_args(views.Thing)}
    codes |= {f"place_card.{way}.{part}" for way in PLACES for part in ("title", "help")}
    codes |= {f"place_card.{way}.{part}" for way in ("card", "code") for part in ("name", "where")}
    codes |= {f"document.{code}" for code in (*ways.NOT_SURE, *ways.TO_STAFF)}
    actions = {f"action.{action}" for action in actions_of_core()}
    literal = {each for each in used_in_core() if not each.endswith(".")}
    missing = (used_in_qml() | guidance_codes() | codes | notices | actions | literal) - texts.keys()
    assert not missing
    assert not [name for name, text in texts.items() if not text.strip()]
    begun = {each for each in used_in_core() if each.endswith(".")}
    assert all(any(name.startswith(each) for name in texts) for each in begun)


def test_both_tables_have_the_same_ids_and_arguments() -> None:
    zh, en = (table(language) for language in LANGUAGES)
    assert zh.keys() == en.keys()
    for name, text in zh.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", en[name])), name


def test_chinese_is_chinese_and_english_is_english() -> None:
    other = {
        "key.chinese",
        "language.en",
        "language.zh",
        "language.zh.note",
        "connecting.title_other",
        "attract.touch_other",
        "attract.title_other",
    }
    for name, text in table("en").items():
        if name not in other:
            assert not re.search(r"[\u4e00-\u9fff]", text), name
            assert "!" not in text, name
    for name, text in table("zh").items():
        if name not in other:
            assert not re.search(r"[A-Za-z]{3,}", re.sub(r"\{\w+\}", "", text)), name
            assert not re.search(r"[\u4e00-\u9fff][,?!;:]", text), f"{name}: punctuation of another script"
            assert "系统错误" not in text


def test_an_unknown_message_shows_a_neutral_text_and_is_logged(
    kiosk: KioskWindow, caplog: pytest.LogCaptureFixture
) -> None:
    kiosk.show_view(views.Busy(number=1, chrome=chrome(None), title=views.Message(id="no.such_text")))
    assert not any("no.such_text" in text for text in kiosk.texts())
    assert "请稍候，或请工作人员帮忙" in kiosk.texts()
    assert "no.such_text" in caplog.text


def test_arguments_are_put_in(kiosk: KioskWindow) -> None:
    kiosk.show_view(sample("notice_no_match"))
    assert any("还可以再试 2 次" in text for text in kiosk.texts())


def test_stale_texts_are_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kiosk_zh.ts").write_bytes(source("zh").read_bytes())
    monkeypatch.setattr("ui.i18n.build.FOLDER", tmp_path)
    first = compiled("zh").read_bytes()
    assert compiled("zh").read_bytes() == first
    changed = (tmp_path / "kiosk_zh.ts").read_text().replace("点击屏幕开始", "请点击屏幕开始")
    (tmp_path / "kiosk_zh.ts").write_text(changed)
    assert compiled("zh").read_bytes() != first
    assert not list(tmp_path.glob("tmp*"))
