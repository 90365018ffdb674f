"""A zone's names have no check digit: another look decides whether they are sure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from kiosk.identity.engine import Line, Quad
from kiosk.identity.layout import Box, Piece
from kiosk.identity.reading import SURE, Image
from kiosk.identity.travel_document import find_zone

TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ISLA<<<<<<<<<<<<<<<<")
PAGE = np.full((675, 1070, 3), 220, np.uint8)


class Again:
    """Reads one line, whatever it is shown."""

    def __init__(self, text: str) -> None:
        self._text = text

    def detect(self, image: Image, long_side: int) -> list[Quad]:
        raise NotImplementedError

    def recognise(self, crops: Sequence[Image]) -> list[Line]:
        return [Line(self._text, (0.99,) * len(self._text)) for _ in crops]


def piece(text: str, top: float) -> Piece:
    box = Box(0.05, top, 0.95, top + 0.06)
    return Piece(np.zeros((4, 2), np.float32), box, Line(text, (0.99,) * len(text)))


@pytest.mark.parametrize(("again", "sure"), [(TD1[2], True), (TD1[2].replace("ISLA", "ISA<"), False), ("?", False)])
def test_names_are_sure_where_two_looks_agree(again: str, sure: bool) -> None:
    pieces = [piece(line, 0.7 + 0.09 * i) for i, line in enumerate(TD1)]
    zone = find_zone(PAGE, pieces, Again(again), date(2026, 11, 24))
    assert zone is not None
    name = zone.fields["latin_name"]
    assert (name.value, name.confidence >= SURE) == ("ERIKSSON, ISLA", sure)
    assert zone.fields["document_number"].confidence >= SURE
