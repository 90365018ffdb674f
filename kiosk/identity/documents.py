"""Read an identity document from a picture: find it, straighten it, turn it upright, read it, check it."""

from __future__ import annotations

import dataclasses
import time
from datetime import date

import numpy as np

from kiosk.identity.checks import contradictions, is_whole
from kiosk.identity.engine import TextEngine
from kiosk.identity.kinds import EXPECTED, read_fields, seems_known
from kiosk.identity.layout import KnownLabels, Piece, read_lines, rows
from kiosk.identity.legibility import is_empty
from kiosk.identity.page import (
    CARD_HEIGHT,
    LEAST_WIDTH,
    PAGE_HEIGHT,
    Page,
    find_page,
    frame_as_card,
    straighten,
)
from kiosk.identity.reading import SURE, DocumentReading, Field, Image
from kiosk.identity.travel_document import says_enough, zone_rows
from kiosk.identity.whole_frame import find_by_text

_DETECTOR_SIDES = (640, 480, 544)  # px; later readings look at other sizes, and cut their lines a little wider
_LINE_MARGINS = (0.0, 0.03, 0.03)  # of a line's height; with more, old forms of characters (黃 for 黄) get likelier
_MOST_LINES = {CARD_HEIGHT: 24, PAGE_HEIGHT: 44}  # a card has 8–14, a passport's page up to 40; no page of print
_HOPELESS = 0.122  # sharpness below which no card was ever read whole
_DOUBTED = 0.145  # sharpness below which lines come out wrong with high probabilities
_SOFT = 0.24  # sharpness below which what was not read is put down to blur
_GLARE = 0.012  # of the card's area
_BURNT = 0.003  # of it: cards without a lamp on them have 0
_UNCHECKED = ("name", "latin_name", "address", "issuer")
"""Where something is burnt out, these may have lost a character without a trace."""
_NAME_DOUBT = 2  # names hold characters that recognition has never seen: read at 0.80–0.85, 3 of 4 were others
_PROBES = 3  # the longest lines, read first to see whether the card lies upright
_LEGIBLE = 0.70  # mean probability of a line's characters


def read_document(image: Image, engine: TextEngine, today: date | None = None) -> DocumentReading:
    """Read the document in a BGR picture of 8 bits; slower ways of finding it are tried where the quick one fails."""
    start = time.perf_counter()
    page = find_page(image)
    reading = read_page(page, engine, today) if page is not None else None
    if reading is None or reading.kind == "unknown" or "covered" in reading.problems:
        alone = frame_as_card(image)
        whole = read_page(alone, engine, today) if alone is not None else None
        if whole is not None and (reading is None or len(whole.fields) >= len(reading.fields)):
            reading = whole
    if reading is None or (reading.kind == "unknown" and not reading.legible):
        reading = _read_by_text(image, engine, today, reading)
    return dataclasses.replace(reading, milliseconds=(time.perf_counter() - start) * 1000)


def _read_by_text(
    image: Image, engine: TextEngine, today: date | None, outlined: DocumentReading | None
) -> DocumentReading:
    """Where no outline led to a card: by its print. `outlined` is what reading the outline came to."""
    seen = find_by_text(image, engine)
    if seen.corners is not None:
        reading = read_page(straighten(image, seen.corners), engine, today)
        if reading.kind != "unknown":
            return reading if seen.placed else dataclasses.replace(reading, photo=None)
    if outlined is not None and outlined.problems != ("not_a_card",):
        return outlined
    if outlined is None and not seen.words and is_empty(image):
        return DocumentReading("unknown", "unknown", problems=("no_document",))
    return DocumentReading("unknown", "unknown", problems=("covered" if seen.words else "not_a_card",))


def read_page(
    page: Page,
    engine: TextEngine,
    today: date | None = None,
    variant: int = 0,
    known: KnownLabels | None = None,
    turned: bool = False,
) -> DocumentReading:
    """Read a straightened card, whichever way up it lies. Readings with other `variant`s look a little differently.

    What an earlier frame taught spares time: the labels `known`, and that the card lies upside down (`turned`).
    """
    start = time.perf_counter()
    problem = _not_worth_reading(page)
    if problem:
        return DocumentReading("unknown", "unknown", problems=(problem,), legible=False)
    reading, words = DocumentReading("unknown", "unknown", legible=False), False
    for upside_down in (turned, not turned):
        card = np.ascontiguousarray(page.card[::-1, ::-1]) if upside_down else page.card
        read, words = _read_upright(card, engine, variant, today, known)
        if read.kind != "unknown" or read.legible:
            reading = read
        if read.kind != "unknown" and upside_down:
            reading = dataclasses.replace(read, problems=("upside_down", *read.problems))
        if read.kind != "unknown" or words:
            break
    if reading.kind == "unknown":
        return dataclasses.replace(reading, problems=(_why_unknown(page, words),))
    reading = _judge(page, reading, today)
    return dataclasses.replace(reading, milliseconds=(time.perf_counter() - start) * 1000)


def _read_upright(
    card: Image, engine: TextEngine, variant: int, today: date | None, known: KnownLabels | None
) -> tuple[DocumentReading, bool]:
    """The fields if this way up it is a card that is known; and whether any words of such cards were read at all."""
    unknown = DocumentReading("unknown", "unknown", legible=False)
    pick = variant % len(_DETECTOR_SIDES)
    quads = engine.detect(card, _DETECTOR_SIDES[pick])
    if not 1 <= len(quads) <= _MOST_LINES[card.shape[0]]:
        return unknown, False
    quads.sort(key=lambda q: -float(np.linalg.norm(q[1] - q[0])))
    margin = _LINE_MARGINS[pick]
    pieces = read_lines(card, quads[:_PROBES], engine, margin, known)
    if not any(_legible(piece) for piece in pieces):
        return unknown, False
    if not says_enough(pieces):
        pieces += read_lines(card, quads[_PROBES:], engine, margin, known)
    reading = read_fields(card, pieces, engine, today)
    if reading.kind != "unknown":
        if known is not None:
            known.learn(pieces)
        return reading, True
    text = "".join(row.text for row in rows(pieces))
    return dataclasses.replace(unknown, legible=True), seems_known(text) or bool(zone_rows(pieces))


def _legible(piece: Piece) -> bool:
    """Whether a line was cut out the right way up: upside down most characters are improbable."""
    probabilities = piece.line.probabilities
    return len(probabilities) >= 2 and float(np.mean(probabilities)) > _LEGIBLE


def _not_worth_reading(page: Page) -> str:
    if page.width < LEAST_WIDTH:
        return "too_small"
    if page.sharpness < _HOPELESS:
        return "not_a_card" if page.blank else "blurred"
    return ""


def _why_unknown(page: Page, words: bool) -> str:
    if page.sharpness < _SOFT:
        return "blurred"
    if words:
        return "glare" if page.glare > _GLARE else "covered"
    return "not_a_card"


def _judge(page: Page, reading: DocumentReading, today: date | None) -> DocumentReading:
    """Add what contradicts itself, what is not sure, and why something that must be there was not read."""
    contradicted = contradictions(reading.fields, today)
    fields = dict(reading.fields)
    if "id_number" in fields and not {"bad_check_digit", "birth_date_differs", "sex_differs"} & set(contradicted):
        # A misread digit passes the check one time in eleven.
        number = fields["id_number"]
        fields["id_number"] = Field(number.value, 1 - (1 - number.confidence) / 11)
    if "name" in fields:
        fields["name"] = Field(fields["name"].value, fields["name"].confidence ** _NAME_DOUBT)
    if "id_number" in fields and not is_whole(fields["id_number"].value):
        fields["id_number"] = Field(fields["id_number"].value, min(fields["id_number"].confidence, SURE / 2))
    doubted = tuple(fields) if page.sharpness < _DOUBTED else _UNCHECKED if page.glare > _BURNT else ()
    fields |= {n: Field(f.value, min(f.confidence, SURE / 2)) for n, f in fields.items() if n in doubted}
    reading = dataclasses.replace(reading, fields=fields)
    expected = EXPECTED[reading.kind, reading.side]
    missing = [name for name in expected if name not in reading.fields]
    weak = [name for name, found in reading.fields.items() if found.confidence < SURE]
    problems = [*reading.problems]
    if missing or weak:
        if page.sharpness < (_SOFT if missing or {"name", "id_number"} & set(weak) else _DOUBTED):
            problems.append("blurred")
        elif page.glare > _GLARE and missing:
            problems.append("glare")
        elif len(missing) >= 2 or (missing and not page.whole):
            problems.append("covered")
    problems += contradicted
    problems += [f"low_confidence:{name}" for name in (*missing, *weak)]
    return dataclasses.replace(reading, problems=tuple(problems))
