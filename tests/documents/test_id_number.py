"""Identification numbers: check character, date, sex, and the trap of retired divisions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identity.id_number import IdNumberError, check_character, has_right_check, parse

TODAY = date(2025, 11, 24)

births = st.dates(date(1900, 1, 1), date(2025, 11, 23))


@st.composite
def numbers(draw: st.DrawFn) -> str:
    born = draw(births)
    division = draw(st.sampled_from(("450102", "450104", "452123", "110105", "830000", "931103")))
    digits = f"{division}{born:%Y%m%d}".replace(" ", "0") + f"{draw(st.integers(0, 999)):03}"
    return digits + check_character(digits)


def test_standard_examples() -> None:
    # Printed in GB 11643-1999 itself.
    assert has_right_check("11010519491231002X")
    assert has_right_check("440524188001010014")
    assert parse("11010519491231002X", TODAY).birth_date == date(1949, 12, 31)
    assert parse("440524188001010014", TODAY).sex == "男"


@given(numbers())
def test_parse_gives_back_what_was_put_in(number: str) -> None:
    parsed = parse(number, TODAY)
    assert parsed.value == number
    assert f"{parsed.birth_date:%Y%m%d}".zfill(8) == number[6:14]
    assert parsed.sex == ("男" if int(number[16]) % 2 else "女")
    assert parsed.division == number[:6]


@given(numbers(), st.integers(0, 16), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(number: str, place: int, step: int) -> None:
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert not has_right_check(wrong)


@given(numbers(), st.integers(0, 15))
def test_every_swap_of_neighbours_is_noticed(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or not has_right_check(swapped)


@pytest.mark.parametrize(
    ("division", "year"), [("450102", 1958), ("450103", 1960), ("450123", 1960), ("450104", 2005), ("452123", 1950)]
)
def test_pensioners_with_divisions_younger_or_older_than_they_are_pass(division: str, year: int) -> None:
    digits = f"{division}{year}0615002"
    parsed = parse(digits + check_character(digits), TODAY)
    assert parsed.birth_date.year == year
    assert parsed.warnings == ()


def test_an_unknown_division_is_a_warning_only() -> None:
    digits = "99010119800615002"
    assert parse(digits + check_character(digits), TODAY).warnings == ()
    digits = "05010119800615002"
    assert parse(digits + check_character(digits), TODAY).warnings == ("unknown_division",)


@pytest.mark.parametrize(
    ("digits", "reason"),
    [("45010319850230123", "birth_date"), ("45010320991231123", "birth_date"), ("45010300000101123", "birth_date")],
)
def test_dates_that_never_were(digits: str, reason: str) -> None:
    with pytest.raises(IdNumberError) as caught:
        parse(digits + check_character(digits), TODAY)
    assert caught.value.reason == reason


@given(st.text(max_size=24))
def test_no_text_crashes_and_errors_do_not_repeat_it(text: str) -> None:
    with pytest.raises(IdNumberError) as caught:
        parse(text, TODAY)
    assert caught.value.reason in {"shape", "check_digit", "birth_date"}
    assert len(text) < 6 or text not in str(caught.value)


def test_a_small_x_is_the_same_number_and_nothing_of_it_is_in_the_repr() -> None:
    parsed = parse(" 11010519491231002x ", TODAY)
    assert parsed.value == "11010519491231002X"
    assert "1949" not in repr(parsed)


def test_check_character_needs_17_digits() -> None:
    with pytest.raises(ValueError, match="17"):
        check_character("123")
