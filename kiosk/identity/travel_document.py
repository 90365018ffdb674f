"""Passports' data pages and travel cards: the machine-readable zone found on the page, read, and looked at again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from kiosk.identity.engine import TextEngine
from kiosk.identity.labelled import field_of, find_label
from kiosk.identity.layout import Box, Piece, Row, rows
from kiosk.identity.mrz import Zone, ZoneLine, is_second_of_two, looks_like_zone, parse_zone
from kiosk.identity.reading import SURE, Field, Image

PHOTO = Box(0.03, 0.14, 0.33, 0.68)
"""Where the portrait is on a page of ID-2 or ID-3 size (ICAO 9303 part 3, zone V)."""

_OTHER_MARGINS = (0.10, 0.25, -0.06)  # of a line's height: how lines are cut out when checks fail
_NAME_MARGIN = 0.18
_CHINESE_NAMES = ("CHN", "HKG", "MAC", "TWN")
_NAME = re.compile(r"^[一-鿿·]{2,6}$")


def find_zone(card: Image, pieces: Sequence[Piece], engine: TextEngine, today: date | None) -> Zone | None:
    """The zone among a page's lines. Where it does not parse or a check fails its lines are cut otherwise and read
    again; the reading with the fewest contradictions is kept, as it was read. Names have no check digit: they are
    sure only where another look reads the same."""
    found = zone_rows(pieces)
    if not found:
        return None
    lines = [ZoneLine.of(row.text, row.probabilities) for row in found]
    best = parse_zone(lines, today)
    for margin in _OTHER_MARGINS:
        if best is not None and "bad_check_digit" not in best.problems and _all_sure(best):
            break
        looks = _again(card, found, engine, margin)
        other = parse_zone(looks, today)
        if other is not None and (best is None or _doubt(other) < _doubt(best)):
            best, lines = other, looks
    if best is None or best.fields["latin_name"].confidence < SURE:
        return best
    at = 2 if best.format == "TD1" else 0
    look = _again(card, found[at : at + 1], engine, _NAME_MARGIN)
    other = parse_zone([*lines[:at], *look, *lines[at + 1 :]], today)
    if other is not None and other.fields["latin_name"].value == best.fields["latin_name"].value:
        return best
    doubted = Field(best.fields["latin_name"].value, SURE / 2)
    return replace(best, fields={**best.fields, "latin_name": doubted})


def zone_rows(pieces: Sequence[Piece]) -> list[Row]:
    """The two or three lowest lines that look like a zone, from the top."""
    candidates = [row for row in rows(pieces) if looks_like_zone(row.text)]
    if len(candidates) >= 2 and is_second_of_two(candidates[-1].text):
        return candidates[-2:]
    return candidates[-3:] if len(candidates) >= 3 else []


def says_enough(pieces: Sequence[Piece]) -> bool:
    """Whether the lines hold a zone of a state that prints names in Latin letters: the rest of the page is no news."""
    found = zone_rows(pieces)
    return bool(found) and not any(state in found[0].text[2:5] for state in _CHINESE_NAMES)


def read_print(pieces: Sequence[Piece]) -> dict[str, Field]:
    """What the printed part adds: a name in Chinese characters."""
    singles = [row for piece in pieces for row in rows([piece])]
    name = field_of(singles, find_label(singles, "姓名[/／]?Name", "姓名"), _NAME)
    return {} if name is None else {"name": name}


def _again(card: Image, found: Sequence[Row], engine: TextEngine, margin: float) -> list[ZoneLine]:
    """The lines as bands over the zone's whole width: the detector may have cut off fillers."""
    height, width = card.shape[:2]
    left = round((min(row.box.left for row in found) - 0.01) * width)
    right = round((max(row.box.right for row in found) + 0.01) * width)
    bands = []
    for row in found:
        pad = margin * row.box.height
        top, bottom = round((row.box.top - pad) * height), round((row.box.bottom + pad) * height)
        bands.append(np.ascontiguousarray(card[max(0, top) : bottom, max(0, left) : right]))
    return [ZoneLine.of(line.text, line.probabilities) for line in engine.recognise(bands)]


def _all_sure(zone: Zone) -> bool:
    return all(field.confidence >= SURE for field in zone.fields.values())


def _doubt(zone: Zone) -> tuple[bool, int]:
    weak = sum(field.confidence < SURE for field in zone.fields.values())
    return "bad_check_digit" in zone.problems, weak
