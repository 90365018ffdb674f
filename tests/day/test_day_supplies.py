"""How much paper a slip takes, as the simulated printer measures it; when the roll is empty, and what is learned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from devices.escpos.encoder import Paper, encode
from devices.slip import Align, Feed, KeyValue, QrCode, Rule, Slip, Text
from drivers_sim.escpos.printer import Printer
from drivers_sim.escpos.profile import Profile
from kiosk.day.paper import height_mm
from kiosk.day.supplies import ASSUMED_ROLL_MM, NEAR_END_MM, PaperRoll

DAY = date(2026, 11, 23)
LONG = "您的申请已加密保存在本机，尚未送达中心。网络恢复后自动送达，无需再次提交。" * 3
SLIPS = {
    "ticket": Slip((Text("A001", size=3, bold=True, align=Align.CENTRE), Feed(), Rule(), Text("请到人工窗口"))),
    "receipt": Slip(
        (
            Text("南宁市民中心", align=Align.CENTRE),
            Text("提交回执", size=2, bold=True, align=Align.CENTRE),
            Rule(),
            KeyValue("事项", "失业保险金申领"),
            KeyValue("参考号", "K0123-456789-ABC$"),
            QrCode("HRSS1;N=CRD0062611270001;R=K0123456789ABC$"),
            Text(LONG),
            Rule(),
            Text("咨询：本大厅窗口，或电话 12333"),
        )
    ),
}


def printed_mm(slip: Slip, paper_mm: int) -> float:
    """What the simulated printer's paper moves for it."""
    printer = Printer(Profile.for_paper(paper_mm), lambda _answer: None)
    for block in encode(slip, Paper(paper_mm)):
        printer.receive(block)
        while printer.step() is not None:
            pass
    (out,) = [each for each in printer.slips if each.complete]
    return out.height / 8


@pytest.mark.parametrize("paper_mm", [58, 80])
@pytest.mark.parametrize("name", list(SLIPS))
def test_a_slips_height_is_known_within_a_tenth_and_the_cutters_distance(name: str, paper_mm: int) -> None:
    estimated, measured = height_mm(SLIPS[name], paper_mm), printed_mm(SLIPS[name], paper_mm)
    assert abs(estimated - measured) <= 0.1 * measured + 20


def test_a_roll_is_counted_and_forecast(tmp_path: Path) -> None:
    roll = PaperRoll(tmp_path / "paper.json")
    for day in range(1, 11):
        for _ in range(10):
            roll.printed(200.0, date(2026, 11, day))
    forecast = roll.forecast(DAY)
    assert forecast.used_mm == 20_000
    assert forecast.basis == "assumed"
    assert forecast.slips_left == (ASSUMED_ROLL_MM - 20_000) / 200
    assert forecast.days_left == (ASSUMED_ROLL_MM - 20_000) / 2000
    assert forecast.low is None
    again = PaperRoll(tmp_path / "paper.json").forecast(DAY)
    assert again == forecast


def test_a_roll_that_ran_out_teaches_its_length(tmp_path: Path) -> None:
    roll = PaperRoll(tmp_path / "paper.json")
    for _ in range(300):
        roll.printed(210.0, DAY)
    roll.seen("out", DAY)
    assert roll.forecast(DAY).slips_left == 0
    roll.seen("ok", DAY)
    forecast = roll.forecast(DAY)
    assert (forecast.basis, forecast.roll_mm, forecast.used_mm) == ("learned", 63_000, 0)


def test_the_same_roll_put_in_again_is_no_new_one(tmp_path: Path) -> None:
    roll = PaperRoll(tmp_path / "paper.json")
    roll.new_roll(DAY)
    roll.printed(150.0, DAY)
    roll.seen("out", DAY)
    roll.seen("ok", DAY)
    assert roll.forecast(DAY).basis == "assumed"
    assert roll.forecast(DAY).used_mm == 150.0


def test_the_near_end_sensor_knows_better_than_the_count(tmp_path: Path) -> None:
    roll = PaperRoll(tmp_path / "paper.json")
    roll.printed(200.0, DAY)
    roll.seen("low", DAY)
    forecast = roll.forecast(DAY)
    assert forecast.low is True
    assert forecast.slips_left == NEAR_END_MM / 200
    roll.new_roll(DAY)
    assert roll.forecast(DAY).low is None


def test_a_printer_without_a_word_on_paper_changes_nothing(tmp_path: Path) -> None:
    roll = PaperRoll(tmp_path / "paper.json")
    roll.seen("unknown", DAY)
    assert roll.forecast(DAY).low is None


def test_a_low_roll_that_is_exchanged_in_time_is_a_new_one(tmp_path: Path) -> None:
    roll = PaperRoll(tmp_path / "paper.json")
    roll.printed(45_000.0, DAY)
    roll.seen("low", DAY)
    roll.seen("ok", DAY)
    forecast = roll.forecast(DAY)
    assert (forecast.used_mm, forecast.low, forecast.basis) == (0.0, False, "assumed")
