"""What was read from a document, and how sure each part of it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]
"""A picture: height × width × 3, BGR, 8 bits."""

Kind = Literal["resident_id", "hmt_permit", "foreigner_permanent", "social_card", "passport", "travel_card", "unknown"]
Side = Literal["front", "back", "unknown"]

FIELDS = (
    "name",
    "latin_name",
    "sex",
    "ethnicity",
    "nationality",
    "birth_date",
    "address",
    "id_number",
    "document_number",
    "card_number",
    "permit_number",
    "issue_count",
    "former_number",
    "issuing_state",
    "issuer",
    "valid_from",
    "valid_to",
)

# Below it a value is not shown as sure. Confidence is that of a field's weakest character.
SURE = 0.80

Trouble = Literal["no_document", "not_a_card", "too_small", "blurred", "glare", "covered"]
UNREADABLE: tuple[Trouble, ...] = get_args(Trouble)
"""Problems after which the citizen should do something and the document is read again."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value as printed (dates as YYYY-MM-DD, an open end as 长期) and its weakest character's confidence, 0–1."""

    value: str = field(repr=False)
    confidence: float


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """One picture's reading. Nothing in it was corrected: what the checks contradict is in `problems`.

    `problems`: no_document, not_a_card, too_small, blurred, glare, covered, upside_down (read all the same),
    bad_check_digit, birth_date_differs, sex_differs, expired, low_confidence:<field>; only to be known:
    unknown_division, by_place:<field> (a zone's O or 0 that its place alone settles).
    `photo` is the holder's portrait, cut out upright, BGR. `legible` says whether lines of print could be read at all.
    """

    kind: Kind
    side: Side
    fields: Mapping[str, Field] = field(default_factory=dict, repr=False)
    problems: tuple[str, ...] = ()
    photo: Image | None = field(default=None, repr=False, compare=False)
    milliseconds: float = 0.0
    legible: bool = True

    def value(self, name: str) -> str:
        """The field's value, empty where it was not read."""
        found = self.fields.get(name)
        return found.value if found else ""

    @property
    def unreadable(self) -> Trouble | None:
        """The problem that calls for another look, if there is one."""
        return next((t for t in UNREADABLE if t in self.problems), None)


def parse_date(value: str) -> date | None:
    """A date as the readings write it, else None (also for 长期)."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
