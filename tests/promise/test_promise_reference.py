"""References: every single wrong character and every swap of neighbours is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.outbox.reference import InvalidReferenceError, grouped, new, of_number, parse

numbers = st.integers(0, 2**65 - 1)
CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"


def test_known_numbers() -> None:
    # By hand: 32 = "10", 32 mod 37 is 32, which is "*"; 2**65 - 1 is all Z, modulo 37 it is 2**65 % 37 - 1.
    assert of_number(0) == "K00000000000000"
    assert of_number(32) == "K0000000000010*"
    assert of_number(2**65 - 1) == "K" + "Z" * 13 + CHARACTERS[(pow(2, 65, 37) - 1) % 37]


@given(numbers)
def test_round_trip_however_it_is_typed(number: int) -> None:
    reference = of_number(number)
    assert parse(grouped(reference)) == reference
    typed = grouped(reference).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert parse(typed) == reference


@given(numbers, st.integers(1, 14), st.sampled_from(CHARACTERS))
def test_finds_a_wrong_character(number: int, place: int, character: str) -> None:
    reference = of_number(number)
    if reference[place] != character:
        with pytest.raises(InvalidReferenceError):
            parse(reference[:place] + character + reference[place + 1 :])


@given(numbers, st.integers(1, 13))
def test_finds_swapped_neighbours(number: int, place: int) -> None:
    reference = of_number(number)
    a, b = reference[place], reference[place + 1]
    if a != b:
        with pytest.raises(InvalidReferenceError):
            parse(reference[:place] + b + a + reference[place + 2 :])


@pytest.mark.parametrize("text", ["", "K", "K1234", "X0000000000000", "KÄ0000000000000", "K00000000000000 0"])
def test_what_is_no_reference(text: str) -> None:
    with pytest.raises(InvalidReferenceError):
        parse(text)


def test_new_ones_differ_and_are_grouped_by_five() -> None:
    made = {new() for _ in range(200)}
    assert len(made) == 200
    assert [len(group) for group in grouped(new()).split("-")] == [5, 5, 5]
