"""Papers beside the resident's card: drawn of anybody, marked as specimens, their zones as ICAO 9303 has them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from drivers_sim.people import Citizen, place_on_scanner
from drivers_sim.people.card import Side
from drivers_sim.people.papers import SIDES, SIZES_MM, PaperKind, draw_paper_of, holder_of, mrz, render_paper

BLANK = np.full((441, 358, 3), 255, np.uint8)


@pytest.mark.parametrize(("kind", "side"), SIDES)
def test_every_side_is_drawn_in_its_size_and_marked(kind: PaperKind, side: Side, citizens: dict[str, Citizen]) -> None:
    paper = render_paper(kind, citizens["wei-zhiqiang"], side)
    width, height = SIZES_MM[kind]
    assert paper.shape == (round(height * 300 / 25.4), round(width * 300 / 25.4), 3)
    colours = paper.astype(int)
    assert np.count_nonzero((colours[..., 0] - colours[..., 1] > 120) & (colours[..., 0] > 170)) > 500


def test_a_side_that_is_not_drawn_is_refused(citizens: dict[str, Citizen]) -> None:
    with pytest.raises(ValueError, match="passport has no drawn back"):
        render_paper("passport", citizens["wei-zhiqiang"], "back")


def test_who_it_is_of_shows(citizens: dict[str, Citizen]) -> None:
    holder = holder_of(citizens["wei-zhiqiang"])
    other = dataclasses.replace(holder, name="欧阳木棉", permit_number="H99600009", passport_number="ES7777777")
    for kind, side in (("hmt", "front"), ("hmt", "back"), ("social_card", "front"), ("passport", "front")):
        pictures = [draw_paper_of(kind, of, BLANK, side, dpi=150) for of in (holder, other)]  # type: ignore[arg-type]
        assert not np.array_equal(*pictures)


def test_people_from_taiwan_have_their_own_title(citizens: dict[str, Citizen]) -> None:
    holder = dataclasses.replace(holder_of(citizens["wei-zhiqiang"]), id_number="810000198506189970")
    pictures = [
        draw_paper_of("hmt", dataclasses.replace(holder, id_number=f"{code}0000198506189970"), BLANK, "back", dpi=150)
        for code in ("81", "82", "83")
    ]
    assert np.array_equal(pictures[0], pictures[1])
    assert not np.array_equal(pictures[0], pictures[2])


def test_the_zones_lines_have_their_lengths_and_check_digits(citizens: dict[str, Citizen]) -> None:
    for citizen in citizens.values():
        holder = holder_of(citizen)
        assert [len(line) for line in mrz.td3(holder)] == [44, 44]
        assert [len(line) for line in mrz.td2(holder)] == [36, 36]
        assert [len(line) for line in mrz.td1(holder)] == [30, 30, 30]
    # The standard's own example (part 4, appendix B).
    assert [mrz.check_digit(part) for part in ("L898902C3", "740812", "120415", "ZE184226B<<<<<")] == list("6291")


def test_a_larger_paper_needs_a_camera_that_sees_more(citizens: dict[str, Citizen]) -> None:
    page = render_paper("passport", citizens["wei-zhiqiang"])
    seen = place_on_scanner(page, width_mm=125.0, field_mm=160.0)
    bright = np.nonzero((seen.mean(axis=2) > 120).any(axis=0))[0]
    assert bright.max() - bright.min() == pytest.approx(1280 * 125 / 160, abs=6)
