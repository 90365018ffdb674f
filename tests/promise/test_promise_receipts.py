"""The slips: what a citizen takes along, in both languages, and what may not stand on it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kiosk_side import ID_NUMBER, NAME, item

from devices.slip import KeyValue, QrCode, Slip, Text
from kiosk import receipts, views
from kiosk.central.types import Application, TimelineStep
from kiosk.config import KioskConfig, load
from kiosk.outbox import Answer, StillWaiting
from kiosk.receipts.dates import after_working_days, day

SHIPPED = Path(__file__).parents[2] / "config" / "simulated.toml"
CONFIG = load(SHIPPED, require_files=False)
# 17:30 UTC is 01:30 of the next day in China.
NOW = datetime(2026, 11, 26, 17, 30, tzinfo=UTC)
REFERENCE = "K0123456789ABC$"
STEPS = (
    TimelineStep(text=views.Text(zh="已提交", en="Submitted"), when="2026-11-27 01:30", state="done"),
    TimelineStep(text=views.Text(zh="审核", en="Review"), when="2026-12-11", state="to_come"),
)
ANSWER = Answer(REFERENCE, "CRD0062611270001", "SUBMITTED", "2026-11-26T17:30:00Z", STEPS)
WAITING = StillWaiting(REFERENCE)
APPLICATION = Application(
    number="CRD0062611270001",
    item="CRD-006",
    name=views.Text(zh="社保卡挂失", en="Report a lost card"),
    state="SUBMITTED",
    state_text=views.Text(zh="已提交", en="Submitted"),
    submitted_at="2026-11-26T17:30:00Z",
    timeline=STEPS,
)


def text(slip: Slip) -> str:
    return "\n".join(receipts.as_lines(slip))


def codes(slip: Slip) -> list[str]:
    return [element.data for element in slip.elements if isinstance(element, QrCode)]


def test_received_in_chinese() -> None:
    slip = receipts.submitted(CONFIG, "zh", NOW, item, NAME, ANSWER)
    shown = text(slip)
    for expected in (
        "南宁市民中心 社保服务大厅",
        "提交回执",
        "事项  社保卡挂失",
        "申请人  韦*强",
        "时间  2026-11-27 01:30",
        "CRD0062611270001",
        "参考号  K0123-45678-9ABC$",
        "· 已提交 (2026年11月27日 已完成)",
        "· 审核 (2026年12月11日)",
        "12333",
    ):
        assert expected in shown
    assert Text("CRD0062611270001", size=2, bold=True, align=slip.elements[1].align) in slip.elements  # type: ignore[union-attr]
    assert codes(slip) == ["HRSS1;N=CRD0062611270001;R=K0123456789ABC$"]
    assert receipts.tracking_code(ANSWER) == codes(slip)[0]


def test_kept_says_that_it_is_not_yet_received() -> None:
    for language, sentence in (("zh", "尚未送达中心"), ("en", "has not yet received it")):
        slip = receipts.submitted(CONFIG, language, NOW, item, NAME, WAITING)
        shown = text(slip)
        assert sentence in shown
        assert "K0123-45678-9ABC$" in shown
        assert words("申请编号", "Application number", language) not in shown
        assert codes(slip) == ["HRSS1;R=K0123456789ABC$"]


def words(zh: str, en: str, language: str) -> str:
    return zh if language == "zh" else en


def test_kept_promises_no_date() -> None:
    shown = text(receipts.submitted(CONFIG, "zh", NOW, item, NAME, WAITING))
    assert "送达中心之后\n· 马上停用 (当即)" in shown
    assert "(5个工作日内)" in shown
    assert "请现在就拨打 12333" in shown
    assert "2026" not in shown.replace("时间  2026-11-27", "")


def test_received_without_a_course_takes_the_catalogues_in_working_days() -> None:
    bare = Answer(REFERENCE, "1", "SUBMITTED", "2026-11-26T17:30:00Z")
    shown = text(receipts.submitted(CONFIG, "zh", NOW, item, NAME, bare))
    assert "· 马上停用 (今天)" in shown
    # Friday 27 November and five working days: Friday 4 December.
    assert "(约2026年12月4日前)" in shown


@pytest.mark.parametrize(("paper_mm", "size"), [(80, 2), (58, 1)])
def test_a_reference_stays_on_one_line(paper_mm: int, size: int) -> None:
    printer = CONFIG.device("receipt-printer").model_copy(update={"paper_mm": paper_mm})
    config = CONFIG.model_copy(update={"devices": (printer,)})
    slip = receipts.submitted(config, "zh", NOW, item, NAME, WAITING)
    (reference,) = [each for each in slip.elements if isinstance(each, Text) and each.text == "K0123-45678-9ABC$"]
    assert reference.size == size


def test_in_english_the_desk_still_finds_the_chinese_name_of_the_service() -> None:
    slip = receipts.submitted(CONFIG, "en", NOW, item, NAME, ANSWER)
    assert KeyValue("Service", "Report a lost card", bold=True) in slip.elements
    assert KeyValue("", "社保卡挂失") in slip.elements
    rest = text(slip).replace("社保卡挂失", "").replace("韦*强", "").replace("样张", "")
    assert rest.isascii() or not [c for c in rest if "\u4e00" <= c <= "\u9fff"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_only_simulation_is_marked(language: views.Language) -> None:
    production = CONFIG.model_copy(update={"mode": "production"})
    for config, marks in ((CONFIG, 2), (production, 0)):
        for slip in every_slip(config, language):
            assert text(slip).count("SPECIMEN") == marks


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_are_masked_and_numbers_absent(language: views.Language) -> None:
    for slip in every_slip(CONFIG, language):
        assert NAME not in text(slip)
        assert ID_NUMBER not in text(slip)
        assert NAME not in repr(slip)


def every_slip(config: KioskConfig, language: views.Language) -> list[Slip]:
    return [
        receipts.submitted(config, language, NOW, item, NAME, ANSWER),
        receipts.submitted(config, language, NOW, item, NAME, WAITING),
        receipts.tracked(config, language, NOW, NAME, APPLICATION),
        receipts.ticket(config, language, NOW, "A007", NAME, item.name),
    ]


def test_progress() -> None:
    slip = receipts.tracked(CONFIG, "en", NOW, NAME, APPLICATION)
    assert "State  Submitted" in text(slip)
    assert "Submitted  2026-11-27" in text(slip)
    assert codes(slip) == ["HRSS1;N=CRD0062611270001"]


def test_a_ticket_for_somebody_not_identified() -> None:
    slip = receipts.ticket(CONFIG, "zh", NOW, "A007", "", None)
    assert "A007" in text(slip)
    assert "申请人" not in text(slip)


def test_times_that_are_for_reference_are_called_so() -> None:
    marked = msgspec.structs.replace(item, reference=True)
    assert "参考" in text(receipts.submitted(CONFIG, "zh", NOW, marked, NAME, ANSWER)).replace("参考号", "")
    assert "以经办机构告知为准" not in text(receipts.submitted(CONFIG, "zh", NOW, item, NAME, ANSWER))


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("韦志强", "韦*强"),
        ("陈兰", "陈*"),
        ("欧阳志强", "欧**强"),
        ("NGUYEN THI HOA", "N* T* H*"),
        ("买买提·艾山", "买****山"),
        ("韦", "*"),
        ("", ""),
    ],
)
def test_masked_names(name: str, masked: str) -> None:
    assert receipts.masked_name(name) == masked


@given(st.text(st.characters(exclude_characters="*", exclude_categories=["C", "Z"]), min_size=2, max_size=40))
def test_a_masked_name_is_never_the_name(name: str) -> None:
    assert receipts.masked_name(name) != name


@given(st.text("0123456789X", min_size=1, max_size=20))
def test_a_masked_number_shows_five_characters_at_most(number: str) -> None:
    masked = receipts.masked_id(number)
    assert len(masked) == len(number)
    assert sum(character != "*" for character in masked) in (0, 5)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (datetime(2026, 11, 27, 1, tzinfo=UTC), 1, "2026-11-30"),
        (datetime(2026, 11, 28, 1, tzinfo=UTC), 1, "2026-11-30"),
        (datetime(2026, 11, 23, 1, tzinfo=UTC), 10, "2026-12-07"),
        (datetime(2026, 11, 23, 1, tzinfo=UTC), 0, "2026-11-23"),
    ],
)
def test_working_days(start: datetime, days: int, expected: str) -> None:
    assert after_working_days(start, days).isoformat() == expected


def test_what_is_no_date_stays_as_the_central_wrote_it() -> None:
    assert day("in spring", "en") == "in spring"
    assert day(None, "en") == ""
