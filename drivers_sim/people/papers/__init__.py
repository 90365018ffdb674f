"""Papers beside the resident's card: permits, the social security card's face, documents with a machine-readable zone.

All are drawn on one `Sheet`; every one says 样本 SPECIMEN, carries no emblem and no real person's number.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal, get_args

from drivers_sim.people.card import Side
from drivers_sim.people.citizen import Citizen
from drivers_sim.people.images import Rgb
from drivers_sim.people.papers import permits, social_card, travel
from drivers_sim.people.papers.holder import Holder, holder_of
from drivers_sim.people.photo import id_photo
from drivers_sim.people.sheet import ID_1, ID_2, ID_3, Size

PaperKind = Literal["hmt", "foreigner_2017", "foreigner_2023", "social_card", "passport", "td1", "td2"]
PAPERS: tuple[PaperKind, ...] = get_args(PaperKind)

SIZES_MM: dict[PaperKind, Size] = dict.fromkeys(PAPERS, ID_1) | {"passport": ID_3, "td2": ID_2}

_DRAWN: dict[tuple[PaperKind, Side], Callable[[Holder, Rgb, int], Rgb]] = {
    ("hmt", "front"): permits.hmt_front,
    ("hmt", "back"): permits.hmt_back,
    ("foreigner_2017", "back"): partial(permits.foreigner_back, year=2017),
    ("foreigner_2023", "back"): partial(permits.foreigner_back, year=2023),
    ("social_card", "front"): social_card.social_front,
    ("social_card", "back"): social_card.social_back,
    ("passport", "front"): travel.passport,
    ("td1", "back"): travel.td1,
    ("td2", "front"): travel.td2,
}
SIDES = tuple(_DRAWN)
"""Which sides of which papers are drawn. The foreigner's front is `card.draw_card`'s."""


def render_paper(kind: PaperKind, person: Citizen, side: Side = "front", *, dpi: int = 300) -> Rgb:
    """The paper as a flat scan, its corners square."""
    return draw_paper_of(kind, holder_of(person), id_photo(person), side, dpi=dpi)


def draw_paper_of(kind: PaperKind, holder: Holder, photo: Rgb, side: Side = "front", *, dpi: int = 300) -> Rgb:
    """The same of anybody."""
    if (kind, side) not in _DRAWN:
        raise ValueError(f"{kind} has no drawn {side}; there are {', '.join(f'{k} {s}' for k, s in SIDES)}")
    return _DRAWN[kind, side](holder, photo, dpi)


__all__ = ["PAPERS", "SIDES", "SIZES_MM", "Holder", "PaperKind", "draw_paper_of", "holder_of", "render_paper"]
