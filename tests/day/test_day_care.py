"""What staff confirm at the kiosk: cards fetched, a new roll in."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from day_fakes import MovedClock

from devices.model import DeviceClass
from kiosk.day.care import Care
from kiosk.day.found import FoundThings
from kiosk.day.supplies import PaperRoll
from kiosk.day.tally import Tally


@pytest.fixture
def day(tmp_path: Path, clock: MovedClock) -> SimpleNamespace:
    return SimpleNamespace(
        found=FoundThings(tmp_path / "found.json"),
        roll=PaperRoll(tmp_path / "paper.json"),
        tally=Tally(tmp_path / "today.json", clock),
    )


def test_cards_that_were_kept_are_shown_until_they_were_fetched(day: SimpleNamespace, clock: MovedClock) -> None:
    care = Care(cast(Any, day))
    assert (care.offer(DeviceClass.CARD_READER), care.rows(DeviceClass.CARD_READER)) == ("", ())
    day.found.add("retained", "card-reader", clock.now())
    assert care.offer(DeviceClass.CARD_READER) == "fetched"
    assert [row.value.zh for row in care.rows(DeviceClass.CARD_READER)] == ["2026-11-23 07:00"]
    care.confirm("fetched")
    assert day.found.things == ()


def test_a_new_roll_begins_the_count_anew(day: SimpleNamespace) -> None:
    day.roll.printed(30_000.0, day.tally.today)
    care = Care(cast(Any, day))
    assert next(row.value.zh for row in care.rows(DeviceClass.RECEIPT_PRINTER)) == "30.0 m"
    assert care.offer(DeviceClass.RECEIPT_PRINTER) == "new_roll"
    care.confirm("new_roll")
    assert next(row.value.zh for row in care.rows(DeviceClass.RECEIPT_PRINTER)) == "0.0 m"


def test_other_devices_have_nothing_to_confirm(day: SimpleNamespace) -> None:
    assert Care(cast(Any, day)).offer(DeviceClass.CAMERA) == ""
    assert Care(cast(Any, day)).rows(DeviceClass.CAMERA) == ()
