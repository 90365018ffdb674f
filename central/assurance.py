"""How sure the central is who someone is, from evidence. A kiosk's own judgement is never enough.

L1: a printed card and a live face that fits its photograph. L2: the same with the chip's data. L3: a live face that
fits the central's own photograph, which was fetched in this session. A social security card and its electronic form
carry no photograph: they reach L3 or nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Document = Literal["chip", "print", "social_card", "ecard"]
WITH_PHOTO: tuple[Document, ...] = ("chip", "print")
LevelName = Literal["L0", "L1", "L2", "L3"]
LEVELS: tuple[LevelName, ...] = ("L0", "L1", "L2", "L3")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A kiosk's comparison of two faces: a distance, smaller is more alike."""

    distance: float
    match: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen of document and face, and what the central knows besides.

    `threshold` is the kiosk's own, 0 where no face was checked. `reference_fetched`: the central's photograph was
    fetched in this session; without that, a comparison with it cannot have been. `document_stopped`: a social security
    card that was reported lost or is locked.
    """

    document: Document
    live: bool
    threshold: float
    on_document: Comparison | None
    on_reference: Comparison | None
    reference_fetched: bool
    name_matches: bool = True
    document_expired: bool = False
    document_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """`reasons` say what kept the level down, or what staff should look at."""

    level: int
    reasons: tuple[str, ...] = ()

    @property
    def name(self) -> LevelName:
        return LEVELS[self.level]


def decide(evidence: Evidence, ceiling: float) -> Decision:
    """The level. `ceiling` is the greatest distance that the central takes as a match."""
    blocking = tuple(
        reason
        for reason, holds in (
            ("name-differs", not evidence.name_matches),
            ("document-expired", evidence.document_expired),
            ("document-stopped", evidence.document_stopped),
            ("not-live", not evidence.live),
        )
        if holds
    )
    if blocking:
        return Decision(0, blocking)
    limit = min(ceiling, evidence.threshold)
    fits_document = _fits(evidence.on_document, limit) if evidence.document in WITH_PHOTO else None
    fits_reference = _fits(evidence.on_reference, limit) if evidence.reference_fetched else None
    if fits_reference:
        return Decision(3, ("document-photo-differs",) if fits_document is False else ())
    if evidence.document not in WITH_PHOTO:
        return Decision(0, ("reference-photo-differs" if fits_reference is False else "reference-photo-not-compared",))
    if not fits_document:
        return Decision(0, ("document-photo-differs" if fits_document is False else "document-photo-not-compared",))
    if evidence.document == "chip":
        return Decision(2, ("reference-photo-differs",) if fits_reference is False else ())
    if fits_reference is False:
        # A print alone may carry any photograph: the central's own speaks against this one.
        return Decision(0, ("reference-photo-differs",))
    return Decision(1)


def _fits(comparison: Comparison | None, limit: float) -> bool | None:
    if comparison is None:
        return None
    return comparison.match and math.isfinite(comparison.distance) and 0 <= comparison.distance <= limit
