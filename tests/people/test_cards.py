from __future__ import annotations

import msgspec
import numpy as np
import pytest

from drivers_sim.people import CONDITIONS, Citizen, card_fields, card_photo, id_photo, render_card
from drivers_sim.people.card import draw_card
from drivers_sim.people.card_layout import BACK, FOREIGNER_FRONT, RESIDENT_FRONT, Box
from drivers_sim.people.images import Floats
from drivers_sim.people.numbers import is_identity_number

PER_MM = 300 / 25.4
BLANK = np.full((441, 358, 3), 255, np.uint8)


def changed(citizen: Citizen, side: str, **fields: str) -> Floats:
    """Where the card's picture changes with a field, in mm: left, top, right, bottom."""
    other = msgspec.structs.replace(citizen.card, **fields)
    pictures = [draw_card(card, BLANK, "back" if side == "back" else "front") for card in (citizen.card, other)]
    rows, columns = np.nonzero(np.any(pictures[0] != pictures[1], axis=2))
    return np.array([columns.min(), rows.min(), columns.max(), rows.max()]) / PER_MM


def inside(place: Floats, box: Box, lines: int = 1) -> bool:
    left, top, right, bottom = place
    return bool(
        left >= box.x - 0.5
        and top >= box.y - 0.8
        and right <= box.x + box.w + 0.5
        and bottom <= box.y + box.h + 0.8 + (lines - 1) * 5.0
    )


@pytest.mark.parametrize(
    ("field", "value", "box"),
    [
        ("name", "欧阳木棉", "name"),
        ("sex", "男", "sex"),
        ("ethnicity", "仫佬", "ethnicity"),
        ("id_number", "450100200001019999", "id_number"),
    ],
)
def test_a_field_stands_in_its_place(citizens: dict[str, Citizen], field: str, value: str, box: str) -> None:
    assert inside(changed(citizens["chen-guilan"], "front", **{field: value}), RESIDENT_FRONT[box])


def test_a_long_address_takes_three_lines(citizens: dict[str, Citizen]) -> None:
    address = "广西南宁市武鸣区双江镇白鹭村民委员会上屯九十九号"
    place = changed(citizens["chen-guilan"], "front", address=address)
    assert inside(place, RESIDENT_FRONT["address"], lines=3)
    assert place[3] > RESIDENT_FRONT["address"].y + 2 * 5.0


def test_the_back_has_issuer_and_validity(citizens: dict[str, Citizen]) -> None:
    citizen = citizens["huang-xiaomei"]
    assert inside(changed(citizen, "back", issuer="横州市公安局"), BACK["issuer"])
    assert inside(changed(citizen, "back", valid_to="长期"), BACK["validity"])


def test_the_foreigners_card_has_its_own_places(citizens: dict[str, Citizen]) -> None:
    citizen = citizens["nguyen-thi-hoa"]
    assert inside(changed(citizen, "front", english_name="TRAN ANH"), FOREIGNER_FRONT["english_name"])
    assert inside(changed(citizen, "front", nationality="THA"), FOREIGNER_FRONT["nationality"])
    assert inside(changed(citizen, "front", id_number="9" * 18), FOREIGNER_FRONT["id_number"])


@pytest.mark.parametrize("slug", ["chen-guilan", "nguyen-thi-hoa"])
@pytest.mark.parametrize("side", ["front", "back"])
def test_every_side_is_marked_as_a_specimen(citizens: dict[str, Citizen], slug: str, side: str) -> None:
    card = render_card(citizens[slug], "back" if side == "back" else "front").astype(int)
    red = (card[..., 0] - card[..., 1] > 120) & (card[..., 0] > 170)
    assert np.count_nonzero(red) > 800


def test_a_card_may_carry_anothers_photograph(citizens: dict[str, Citizen]) -> None:
    carried = card_photo(citizens["lu-daming"], citizens)
    assert np.array_equal(carried, id_photo(citizens["wei-zhiqiang"]))
    assert not np.array_equal(
        card_photo(citizens["chen-guilan"], citizens, "wrong_photo"), id_photo(citizens["chen-guilan"])
    )
    with pytest.raises(ValueError, match="wei-zhiqiang"):
        render_card(citizens["lu-daming"])


def test_conditions_of_what_is_printed(citizens: dict[str, Citizen]) -> None:
    citizen = citizens["wei-zhiqiang"]
    assert card_fields(citizen) == citizen.card
    assert card_fields(citizen, "expired").valid_to < "20261123"
    assert not is_identity_number(card_fields(citizen, "bad_check_digit").id_number)
    assert "not_a_card" in CONDITIONS
    sound = render_card(citizen)
    for condition in ("bad_check_digit", "not_a_card"):
        assert not np.array_equal(sound, render_card(citizen, condition=condition))


def test_dots_per_inch(citizens: dict[str, Citizen]) -> None:
    assert render_card(citizens["wei-zhiqiang"]).shape == (638, 1011, 3)
    assert render_card(citizens["wei-zhiqiang"], dpi=200).shape == (425, 674, 3)
