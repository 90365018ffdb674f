"""A citizen's document as it comes to the scanner: their own card, sound or with something wrong about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

from drivers_sim.people.card import Side, draw_card
from drivers_sim.people.citizen import Card, Citizen
from drivers_sim.people.images import Rgb
from drivers_sim.people.numbers import with_wrong_check_digit
from drivers_sim.people.other_papers import draw_paper
from drivers_sim.people.photo import id_photo
from drivers_sim.people.scanner import Degradation, place_on_scanner

Condition = Literal[
    "normal",
    "upside_down",
    "blurred",
    "glare",
    "half_covered",
    "dim",
    "expired",
    "bad_check_digit",
    "wrong_photo",
    "not_a_card",
]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)
_ON_THE_SCANNER: Mapping[Condition, tuple[Degradation, ...]] = {
    "upside_down": ("upside_down",),
    "blurred": ("blurred",),
    "glare": ("glare",),
    "half_covered": ("half_covered",),
    "dim": ("dim",),
}


def card_photo(citizen: Citizen, citizens: Mapping[str, Citizen], condition: Condition = "normal") -> Rgb:
    """The photograph on the card (358 × 441): the citizen's, or another's where the story or `wrong_photo` says so."""
    return id_photo(pictured(citizen, citizens, condition))


def card_fields(citizen: Citizen, condition: Condition = "normal") -> Card:
    """What the card says, under `condition`; the chip says the same."""
    card = citizen.card
    if condition == "expired":
        return msgspec.structs.replace(card, valid_from="20050316", valid_to="20250316")
    if condition == "bad_check_digit":
        return msgspec.structs.replace(card, id_number=with_wrong_check_digit(card.id_number))
    return card


def render_card(
    citizen: Citizen,
    side: Side = "front",
    *,
    citizens: Mapping[str, Citizen] | None = None,
    condition: Condition = "normal",
    dpi: int = 300,
) -> Rgb:
    """The card alone, flat and square-cornered (300 dpi: 1011 × 638).

    `citizens` is needed where the card carries another's photograph. `condition` matters here where it is about what
    is printed; the rest happens on the scanner.
    """
    if condition == "not_a_card":
        return draw_paper("bus_leaflet" if side == "front" else "bank_card", dpi=dpi)
    photo = card_photo(citizen, citizens or {citizen.slug: citizen}, condition)
    return draw_card(card_fields(citizen, condition), photo, side, dpi=dpi)


def scanner_frame(
    citizen: Citizen,
    side: Side = "front",
    *,
    citizens: Mapping[str, Citizen] | None = None,
    condition: Condition = "normal",
    rotation: float = 0.0,
    offset_mm: tuple[float, float] = (0.0, 0.0),
    tilt: float = 0.0,
    seed: int = 0,
    frame: int = 0,
) -> Rgb:
    """The document camera's frame (1280 × 960) with the citizen's card on the mat."""
    card = render_card(citizen, side, citizens=citizens, condition=condition)
    return place_on_scanner(
        card,
        rotation=rotation,
        offset_mm=offset_mm,
        tilt=tilt,
        degradations=_ON_THE_SCANNER.get(condition, ()),
        seed=seed,
        frame=frame,
    )


def pictured(citizen: Citizen, citizens: Mapping[str, Citizen], condition: Condition = "normal") -> Citizen:
    """Whose photograph the citizen's card carries."""
    if condition == "wrong_photo":
        others = [c for c in citizens.values() if c.slug != citizen.slug]
        if not others:
            raise ValueError("wrong_photo needs the other citizens to take a photograph from")
        return min(others, key=lambda other: other.card.sex != citizen.card.sex)
    if citizen.photo_of is None:
        return citizen
    if citizen.photo_of not in citizens:
        raise ValueError(f"{citizen.slug}'s card carries the photograph of {citizen.photo_of}: pass `citizens`")
    return citizens[citizen.photo_of]
