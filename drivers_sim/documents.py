"""Documents that are put on devices: which card, how it lies, what the scanner sees and what its chip says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drivers_sim.sdt.chip import (
    Chip,
    Foreigner2017Chip,
    ForeignerChip,
    HmtChip,
    Holder,
    ResidentChip,
    photo_block,
)
from drivers_sim.studio.client import Studio

CONDITIONS = (
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
)
SIDES = ("front", "back")


@dataclass(frozen=True, slots=True)
class Lying:
    """A document that lies on a device."""

    slug: str
    side: str = "front"
    condition: str = "normal"
    rotation: float = 2.0
    """Degrees counter-clockwise; nobody puts a card down straight."""


async def mat_pictures(studio: Studio, lying: Lying | None) -> list[bytes]:
    """The document camera's pictures, or those of the empty mat."""
    if lying is None:
        return await studio.pictures("scanner", "", "front", "normal", 0.0)
    return await studio.pictures("scanner", lying.slug, lying.side, lying.condition, lying.rotation)


async def chip_of(studio: Studio, lying: Lying) -> Chip:
    """The chip of the card; it says what is printed, whatever was done to the print."""
    card = await studio.facts("chip_fields", lying.slug, lying.condition)
    (photo,) = await studio.pictures("chip_photo", lying.slug, lying.condition)
    return Chip(_holder(card), photo_block(photo))


def _holder(card: Mapping[str, Any]) -> Holder:
    person = {key: card[key] for key in ("sex", "birth_date", "id_number", "valid_from", "valid_to")}
    match card["kind"]:
        case "foreigner_permanent" | "foreigner_2017" as kind:
            layout = ForeignerChip if kind == "foreigner_permanent" else Foreigner2017Chip
            return layout(
                chinese_name=card["name"], english_name=card["english_name"], country=card["nationality"], **person
            )
        case "hmt":
            permit = {key: card[key] for key in ("name", "address", "issuer", "permit_number", "issue_count")}
            return HmtChip(**permit, **person)
    return ResidentChip(**{key: card[key] for key in ("name", "ethnicity", "address", "issuer")}, **person)
