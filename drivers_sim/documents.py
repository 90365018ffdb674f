"""Documents that are put on devices: which card, how it lies, what the scanner sees and what its chip says."""

from __future__ import annotations

from dataclasses import dataclass

from drivers_sim.sdt.chip import Chip, ForeignerChip, ResidentChip, photo_block
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
    holder: ResidentChip | ForeignerChip
    if card["kind"] == "foreigner_permanent":
        holder = ForeignerChip(
            chinese_name=card["name"],
            english_name=card["english_name"],
            sex=card["sex"],
            birth_date=card["birth_date"],
            id_number=card["id_number"],
            country=card["nationality"],
            valid_from=card["valid_from"],
            valid_to=card["valid_to"],
        )
    else:
        keys = ("name", "sex", "ethnicity", "birth_date", "address", "id_number", "issuer", "valid_from", "valid_to")
        holder = ResidentChip(**{key: card[key] for key in keys})
    return Chip(holder, photo_block(photo))
