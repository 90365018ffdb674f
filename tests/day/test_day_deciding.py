"""From time and devices to how far the kiosk serves, and in which words' codes it says so."""

from __future__ import annotations

from datetime import datetime

import pytest

from devices.model import DeviceClass, Health
from kiosk.config.day import DaySection, HoursSection
from kiosk.day.deciding import battery_low, decide
from kiosk.day.hours import CHINA
from kiosk.day.model import DeviceState, Service

DAY = DaySection(hours=HoursSection(mon=("09:00-17:00",)))
TEN = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
LATE = datetime(2026, 11, 23, 17, 0, tzinfo=CHINA)
ALL = {
    "face": DeviceClass.CAMERA,
    "scanner": DeviceClass.DOCUMENT_CAMERA,
    "chip": DeviceClass.CHIP_READER,
    "cards": DeviceClass.CARD_READER,
    "codes": DeviceClass.CODE_SCANNER,
    "receipts": DeviceClass.RECEIPT_PRINTER,
    "pages": DeviceClass.DOCUMENT_PRINTER,
    "case": DeviceClass.CONTACTS,
    "ups": DeviceClass.POWER,
}


def hall(without: tuple[str, ...] = (), failing: tuple[str, ...] = (), **details: dict[str, str]) -> list[DeviceState]:
    return [
        DeviceState(
            name,
            kind,
            Health.OFFLINE if name in failing else Health.ONLINE,
            "no_answer" if name in failing else details.get(name, {}).get("reason", "ok"),
            details.get(name, {}),
        )
        for name, kind in ALL.items()
        if name not in without
    ]


def test_everything_works() -> None:
    standing = decide(TEN, DAY, hall(), set(ALL))
    assert standing.service is Service.OPEN
    assert standing.notices == ()
    assert standing.today == ("09:00–17:00",)


def test_after_hours_it_is_closed_whatever_works() -> None:
    standing = decide(LATE, DAY, hall(failing=("chip",)), set(ALL))
    assert (standing.service, standing.reason) == (Service.CLOSED, "hours")
    assert standing.opening is not None
    assert standing.failing == ("chip",)
    assert not standing.service.visits_begin


@pytest.mark.parametrize(
    ("failing", "without", "notices"),
    [
        (("scanner",), (), ("no_scanner",)),
        (("chip",), (), ("no_chip_reader",)),
        (("chip",), ("scanner",), ("no_id_card",)),
        (("chip", "scanner"), (), ("no_id_card",)),
        (("chip", "scanner", "cards"), (), ("no_id_card_code", "no_card_reader")),
        (("cards", "codes"), (), ("no_card_reader", "no_code_scanner")),
        (("face", "receipts", "pages"), (), ("no_camera", "no_receipt", "no_pages")),
        (
            ("scanner", "cards", "codes", "face", "receipts", "pages"),
            (),
            ("no_scanner", "no_card_reader", "no_code_scanner", "no_camera", "no_receipt", "no_pages"),
        ),
    ],
)
def test_what_fails_is_said_with_what_still_works(
    failing: tuple[str, ...], without: tuple[str, ...], notices: tuple[str, ...]
) -> None:
    standing = decide(TEN, DAY, hall(without, failing), set(ALL))
    assert standing.service is Service.REDUCED
    assert standing.notices == notices
    assert standing.service.visits_begin
    assert set(standing.failing) == set(failing)


def test_what_is_not_fitted_is_not_spoken_of() -> None:
    without = ("scanner", "cards", "codes", "pages", "face", "case", "ups")
    assert decide(TEN, DAY, hall(without), {"chip", "receipts"}).service is Service.OPEN


def test_no_way_to_say_who_one_is_puts_it_out_of_service() -> None:
    standing = decide(TEN, DAY, hall(failing=("scanner", "chip", "cards", "codes")), set(ALL))
    assert (standing.service, standing.reason) == (Service.OUT_OF_SERVICE, "no_card_reading")


def test_a_starting_device_is_not_spoken_of() -> None:
    devices = [DeviceState("chip", DeviceClass.CHIP_READER, Health.STARTING, "starting")]
    assert decide(TEN, DAY, devices, {"chip"}).service is Service.OPEN


def test_a_required_device_that_citizens_do_not_see_reduces_the_service_silently() -> None:
    standing = decide(TEN, DAY, hall(failing=("case",)), set(ALL))
    assert (standing.service, standing.notices, standing.failing) == (Service.REDUCED, (), ("case",))
    assert decide(TEN, DAY, hall(failing=("case",)), set(ALL) - {"case"}).service is Service.OPEN


def test_an_open_door_puts_it_out_of_service_and_an_unknown_one_does_not() -> None:
    opened = decide(TEN, DAY, hall(case={"door": "open"}), set(ALL))
    assert (opened.service, opened.reason) == (Service.OUT_OF_SERVICE, "door_open")
    assert decide(TEN, DAY, hall(case={"door": "unknown"}), set(ALL)).service is Service.OPEN


@pytest.mark.parametrize(
    ("detail", "service", "reason"),
    [
        ({"supply": "battery", "runtime": "3600"}, Service.REDUCED, ""),
        ({"supply": "battery", "runtime": "unknown"}, Service.REDUCED, ""),
        ({"supply": "battery", "runtime": "600"}, Service.OUT_OF_SERVICE, "on_battery"),
        ({"supply": "battery", "runtime": "3600", "reason": "battery_low"}, Service.OUT_OF_SERVICE, "battery_low"),
        ({"supply": "mains", "runtime": "60"}, Service.OPEN, ""),
    ],
)
def test_on_the_battery_visits_begin_only_while_it_lasts_for_one(
    detail: dict[str, str], service: Service, reason: str
) -> None:
    devices = hall(ups=detail)
    standing = decide(TEN, DAY, devices, set(ALL))
    assert (standing.service, standing.reason) == (service, reason)
    assert standing.notices == (("no_pages", "on_battery") if service is Service.REDUCED else ())
    assert battery_low(devices) is (reason == "battery_low")
