"""What fields say against each other."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.identity.checks import contradictions
from kiosk.identity.id_number import check_character
from kiosk.identity.reading import Field

TODAY = date(2025, 11, 24)
NUMBER = "45010319850312123" + check_character("45010319850312123")


def fields(**values: str) -> dict[str, Field]:
    return {name: Field(value, 0.99) for name, value in values.items()}


def test_a_card_in_order() -> None:
    card = fields(id_number=NUMBER, birth_date="1985-03-12", sex="男", valid_to="2025-11-24")
    assert contradictions(card, TODAY) == ()


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"id_number": NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")}, ("bad_check_digit",)),
        ({"id_number": NUMBER[:-1]}, ("bad_check_digit",)),
        ({"birth_date": "1986-03-12"}, ("birth_date_differs",)),
        ({"sex": "女"}, ("sex_differs",)),
        ({"valid_to": "2025-11-23"}, ("expired",)),
        ({"valid_to": "长期"}, ()),
        ({"sex": "女", "birth_date": "1985-03-13"}, ("birth_date_differs", "sex_differs")),
        ({"id_number": "VNM450319850312"}, ()),
    ],
)
def test_contradictions(values: dict[str, str], problems: tuple[str, ...]) -> None:
    card = fields(id_number=NUMBER, birth_date="1985-03-12", sex="男") | fields(**values)
    assert contradictions(card, TODAY) == problems


def test_nothing_read_contradicts_nothing() -> None:
    assert contradictions({}, TODAY) == ()
