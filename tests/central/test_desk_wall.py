"""What the wall says of a kiosk, and the sketch that it says it on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from central.citizen_id import is_valid
from central.desk import wall
from central.desk.districts import sketch
from central.desk.words import texts
from central.monitoring.kiosks import ConsumableLevel, Device, KioskView, Place
from central.words import Text
from devices import reasons

REASONS = {reason.code: reason for reason in reasons._TABLE}

NOW = datetime(2026, 11, 24, tzinfo=UTC)
PLACE = Place(Text(zh="样例大厅", en="Sample hall"), "450103", None, None)
PAPER = ConsumableLevel("receipt", "receipt_paper", "ok", 200, "slips", None)
VIEW = KioskView(
    id="nn-01",
    place=PLACE,
    contact="in_touch",
    seen_at=NOW,
    started_at=NOW,
    interval_s=30,
    clock_offset_s=0,
    version="1",
    mode="simulation",
    service="open",
    service_reason="",
    visiting=False,
    day="2026-11-24",
    visits={},
    prints={},
    devices=(Device("receipt", "receipt_printer", "online", "ok", None, {}),),
    consumables=(PAPER,),
    outbox_waiting=0,
    outbox_refused=0,
    outbox_oldest_s=None,
    kept=(),
    message=None,
    alerts=0,
    enrolled_at=NOW,
)


def printer(state: str) -> tuple[Device, ...]:
    return (Device("receipt", "receipt_printer", state, "ok", None, {}),)


@pytest.mark.parametrize(
    ("view", "standing"),
    [
        (VIEW, "works"),
        (replace(VIEW, contact="silent", service="out_of_service"), "silent"),
        (replace(VIEW, contact="never"), "silent"),
        (replace(VIEW, service="out_of_service", devices=printer("offline")), "out"),
        (replace(VIEW, devices=printer("hardwareError")), "trouble"),
        (replace(VIEW, devices=printer("fraudAttempt")), "trouble"),
        (replace(VIEW, alerts=1), "limited"),
        (replace(VIEW, service="reduced"), "limited"),
        (replace(VIEW, consumables=(replace(PAPER, state="low"),)), "limited"),
    ],
)
def test_a_kiosks_standing_is_its_worst_and_silence_before_all(view: KioskView, standing: str) -> None:
    assert wall.standing_of(view) == standing


def test_what_a_kiosks_device_reports_is_said_at_the_desk_in_the_kiosks_own_words() -> None:
    said = {key.partition(".")[2]: text for key, text in texts().items() if key.startswith("device_reasons.")}
    known = {code: Text(zh=reason.zh, en=reason.en) for code, reason in REASONS.items() if code != "ok"}
    assert said == known


def test_every_district_of_the_city_is_on_the_sketch_inside_its_canvas() -> None:
    drawn = sketch()
    assert len({each.code for each in drawn.districts}) == 12
    for district in drawn.districts:
        assert district.code.startswith("4501")
        corners = [tuple(map(float, pair.split())) for pair in re.findall(r"[\d.]+ [\d.]+", district.path)]
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in corners)
        assert min(x for x, _ in corners) < district.at[0] < max(x for x, _ in corners)


def test_the_sketchs_codes_are_those_inside_identity_numbers() -> None:
    assert all(is_valid_division(each.code) for each in sketch().districts)


def is_valid_division(code: str) -> bool:
    return any(is_valid(f"{code}19800101001{check}") for check in "0123456789X")
