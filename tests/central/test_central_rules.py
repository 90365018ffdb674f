"""Rules and figures, each against values worked out by hand or found elsewhere."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central import citizen_id, parameters, reference, workdays
from central.applications.numbers import application_number, is_valid
from central.assurance import Comparison, Evidence, decide
from central.exit_reasons import code_of
from central.records import mask
from central.services.pension_qualification import next_due
from central.services.unemployment_benefit import entitlement
from central.settings import ASSETS
from central.workdays import Calendar

CALENDAR = workdays.load(ASSETS / "calendar")
MATCH, DIFFERS = Comparison(0.3, match=True), Comparison(0.8, match=False)


@pytest.mark.parametrize(
    ("paid", "months"),
    [(0, 0), (11, 0), (12, 12), (59, 12), (60, 18), (119, 18), (120, 24), (400, 24)],
)
def test_months_of_benefit(paid: int, months: int) -> None:
    assert entitlement(paid) == months


def test_months_left_of_an_earlier_claim_are_added_up_to_the_cap() -> None:
    assert entitlement(12, unused_months=5) == 17
    assert entitlement(60, unused_months=20) == 24
    assert entitlement(11, unused_months=20) == 0


@pytest.mark.parametrize(
    ("due", "today", "following"),
    [
        (date(2026, 12, 31), date(2026, 11, 23), date(2027, 12, 31)),
        (date(2026, 3, 1), date(2026, 11, 23), date(2027, 11, 23)),
        (date(2027, 12, 31), date(2026, 11, 23), date(2027, 12, 31)),
        (None, date(2026, 11, 23), date(2027, 11, 23)),
        (date(2028, 2, 29), date(2028, 1, 10), date(2029, 2, 28)),
    ],
)
def test_next_qualification(due: date | None, today: date, following: date) -> None:
    assert next_due(due, today) == following


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 23), 10, date(2026, 12, 7)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),  # over the National Day holidays
        (date(2026, 10, 9), 1, date(2026, 10, 10)),  # a Saturday worked in their place
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # a Saturday worked, then Spring Festival
        (date(2026, 5, 8), 0, date(2026, 5, 8)),
    ],
)
def test_working_days_of_2026(start: date, days: int, end: date) -> None:
    assert CALENDAR.add(start, days) == end


def test_a_year_without_data_counts_weekends() -> None:
    assert Calendar(frozenset(), frozenset()).add(date(2031, 10, 3), 1) == date(2031, 10, 6)


def test_local_days_begin_in_beijing() -> None:
    assert workdays.local_date(datetime(2026, 11, 23, 16, 30, tzinfo=UTC)) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "number",
    ["450104195803129981", "11010519491231002X", "45012119850618997X", "945704199107149980", "AUT110101800101"],
)
def test_identity_numbers(number: str) -> None:
    assert citizen_id.is_valid(citizen_id.normalise(number.lower()))


@pytest.mark.parametrize(
    "number",
    ["110105194912310021", "45012119851318997X", "45012119850618997", "", "４５０１２１１９８５０６１８９９７X"],
)
def test_what_is_no_identity_number(number: str) -> None:
    assert not citizen_id.is_valid(number)


@given(st.integers(0, 2**65 - 1))
def test_a_reference_with_one_character_changed_is_noticed(value: int) -> None:
    body = "".join(reference.ALPHABET[(value >> shift) & 31] for shift in range(60, -1, -5))
    good = f"K{body}{reference.check_character(body)}"
    assert reference.is_valid(reference.normalise(reference.grouped(good).lower()))
    place = 1 + value % 13
    other = reference.ALPHABET[(reference.ALPHABET.index(good[place]) + 1) % 32]
    assert not reference.is_valid(good[:place] + other + good[place + 1 :])


@given(st.integers(1, 10**7))
def test_application_numbers_have_a_check_digit(row: int) -> None:
    number = application_number(row, datetime(2026, 11, 23, tzinfo=UTC))
    assert is_valid(number)
    assert not is_valid(number[:-1] + str((int(number[-1]) + 1) % 10))


@pytest.mark.parametrize(
    ("document", "on_document", "on_reference", "fetched", "level"),
    [
        ("print", MATCH, None, False, 1),
        ("print", MATCH, None, True, 1),
        ("chip", MATCH, None, True, 2),
        ("print", MATCH, MATCH, True, 3),
        ("chip", MATCH, MATCH, True, 3),
        ("print", MATCH, MATCH, False, 1),  # the reference was never fetched: the kiosk cannot have compared it
        ("print", MATCH, DIFFERS, True, 0),  # a forged card with the bearer's photograph
        ("chip", MATCH, DIFFERS, True, 2),
        ("print", DIFFERS, None, True, 0),
        ("print", None, None, True, 0),
        ("print", None, MATCH, True, 3),
        ("chip", DIFFERS, DIFFERS, True, 0),
    ],
)
def test_level(document, on_document, on_reference, fetched: bool, level: int) -> None:
    assert decide(Evidence(document, True, 0.5, on_document, on_reference, fetched), 0.5).level == level


def test_without_life_or_name_or_validity_nothing_counts() -> None:
    for live, name, expired in itertools.product((True, False), repeat=3):
        evidence = Evidence("chip", live, 0.5, MATCH, MATCH, True, name, expired)
        assert decide(evidence, 0.5).level == (3 if live and name and not expired else 0)


@given(st.floats(allow_nan=True), st.floats(min_value=0.01, max_value=10))
def test_the_centrals_ceiling_holds_whatever_the_kiosk_says(distance: float, threshold: float) -> None:
    claimed = Comparison(distance, match=True)
    level = decide(Evidence("chip", True, threshold, claimed, claimed, True), 0.5).level
    assert (level > 0) == (0 <= distance <= min(0.5, threshold))


def test_parameters_by_date(tmp_path: Path) -> None:
    file = tmp_path / "parameters.toml"
    file.write_text(
        "[[rate]]\nsince = 2025-01-01\nvalue = 1\nreference = true\n"
        "[[rate]]\nsince = 2026-07-01\nvalue = 2\nreference = false\n"
    )
    held = parameters.load(file)
    assert held.on(date(2026, 6, 30), "rate").value == 1
    assert held.on(date(2026, 7, 1), "rate").value == 2
    with pytest.raises(KeyError):
        held.on(date(2024, 12, 31), "rate")


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("用人单位提出，协商一致解除劳动合同", "agreed"),
        ("劳动合同期满终止", "ended"),
        ("本人提出辞职", "resigned"),
        ("", ""),
    ],
)
def test_exit_reasons(declared: str, code: str) -> None:
    assert code_of(declared) == code


@given(st.text(max_size=30), st.integers(0, 6), st.integers(0, 6))
def test_a_mask_never_shows_more_than_its_ends(value: str, head: int, tail: int) -> None:
    masked = mask(value, head, tail)
    if len(value) > head + tail:
        assert masked.startswith(value[:head])
        assert masked.count("*") >= 1
    else:
        assert set(masked) <= {"*"}
