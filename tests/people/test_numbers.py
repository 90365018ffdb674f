from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers_sim.people.numbers import (
    company_check_character,
    identity_check_digit,
    is_account_number,
    is_identity_number,
    luhn_check_digit,
    with_wrong_check_digit,
)


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])  # GB 11643's own examples
def test_identity_numbers_of_the_standard_hold(number: str) -> None:
    assert is_identity_number(number)
    assert identity_check_digit(number[:17]) == number[17]


@pytest.mark.parametrize(
    "number",
    ["110105194912310021", "11010519491231002", "11010519491331002X", "１1010519491231002X", "", "11010519491231002x"],
)
def test_what_is_no_identity_number_is_refused(number: str) -> None:
    assert not is_identity_number(number)


def test_a_retired_division_is_no_reason_to_refuse() -> None:
    first = "45010419580312998"
    assert is_identity_number(first + identity_check_digit(first))


@given(st.text("0123456789", min_size=17, max_size=17))
def test_a_wrong_check_digit_is_always_wrong(first: str) -> None:
    right = first + identity_check_digit(first)
    assert with_wrong_check_digit(right)[:17] == first
    assert with_wrong_check_digit(right)[17] != right[17]
    assert not is_identity_number(with_wrong_check_digit(right))


@given(st.text("0123456789", min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 9))
def test_one_mistyped_digit_is_noticed(first: str, at: int, by: int) -> None:
    mistyped = first[:at] + str((int(first[at]) + by) % 10) + first[at + 1 :]
    assert identity_check_digit(first) != identity_check_digit(mistyped)


def test_too_few_digits_have_no_check_digit() -> None:
    with pytest.raises(ValueError, match="17 digits"):
        identity_check_digit("1234")


def test_luhn() -> None:
    assert luhn_check_digit("7992739871") == "3"
    assert is_account_number("620000" + "000000000012" + luhn_check_digit("620000000000000012"))
    assert not is_account_number("6200000000000000120")
    assert not is_account_number("4111111111111111")


def test_company_code() -> None:
    assert company_check_character("91350100M000100Y4") == "3"  # GB 32100's example
