"""Reading a document over many frames: settled when two readings of the same document agree.

Two readings of a still picture would agree in their mistakes too, so each one looks a little differently (`variant`).
"""

from __future__ import annotations

import dataclasses
import math
from datetime import date
from typing import Literal

import numpy as np

from kiosk.identity.documents import read_page
from kiosk.identity.engine import TextEngine
from kiosk.identity.layout import KnownLabels
from kiosk.identity.legibility import is_empty
from kiosk.identity.page import Corners, Look, Page, find_page, straighten
from kiosk.identity.reading import SURE, DocumentReading, Field, Image, Side
from kiosk.identity.whole_frame import find_by_text

Guidance = Literal[
    "no_document", "reading", "hold_still", "blurred", "glare", "covered", "too_small", "not_a_card", "wrong_side"
]

_AGREE_ON: dict[Side, tuple[str, ...]] = {
    "front": ("id_number", "name"),
    "back": ("valid_from", "valid_to"),
    "unknown": (),
}
_ZONE_AGREES_ON = ("document_number", "latin_name")
_MOST_READINGS = 5  # without agreement; then the last is handed over with its doubtful fields marked
_SAME_CORNERS = 0.03  # of the card's width: less is the camera's noise or a hand that trembles
_SAME_LOOK = 0.975  # correlation below which another card lies there, once one is settled
_SAME_WHILE_READING = 0.85  # before: noise must not undo a reading, and readings of two cards never agree
_MISSES = 2  # frames without a document before it counts as taken away
_RETRY_S = 0.4  # between readings of what could not be read
_TEXT_SEARCH_EVERY_S = 1.5
_PATIENCE_S = 1.0  # what lies there unread this long is told to the citizen


class DocumentSession:
    """Looks at the document camera's frames, one visit long. Not thread-safe; holds pictures until `reset`.

    `wanted` names the side that settles, the other one is answered with `wrong_side`; None takes either.
    """

    def __init__(self, engine: TextEngine, wanted: Side | None = "front", today: date | None = None) -> None:
        self._engine = engine
        self._wanted = wanted
        self._today = today
        self.reset()

    def reset(self) -> None:
        """Forget the document and everything read from it."""
        self._settled: DocumentReading | None = None
        self._readings: list[DocumentReading] = []
        self._corners: Corners | None = None
        self._look: Look | None = None
        self._labels = KnownLabels()
        self._by_text: Corners | None = None
        self._placed = False
        self._misses = 0
        self._trouble_since: float | None = None
        self._last_trouble: Guidance = "no_document"
        self._next_try = -math.inf
        self._next_text_search = -math.inf

    def feed(self, frame: Image, now: float) -> Guidance | DocumentReading:
        """What the frame (BGR) adds; `now` in seconds on any monotonic clock.

        Returns a guidance code until a reading is settled, then that same reading at every call, until the document
        is taken away or another one lies there. Takes about 10 ms without recognition, 100–300 ms with it.
        """
        page = self._locate(frame)
        if page is not None and self._replaced(page):
            self.reset()
            page = self._locate(frame)
        if page is None:
            return self._nothing(frame, now)
        self._misses = 0
        first, moved = self._corners is None, self._moved(page)
        self._corners, self._look = page.corners, page.look()
        if self._settled is not None:
            return self._settled
        if first:
            return "reading"  # look again before the first reading: it may still be sliding
        if moved:
            return "hold_still"
        if now < self._next_try:
            return self._trouble(self._last_trouble, now)
        return self._read(frame, page, now)

    def _locate(self, frame: Image) -> Page | None:
        if self._by_text is not None:
            return straighten(frame, self._by_text)
        return find_page(frame)

    def _nothing(self, frame: Image, now: float) -> Guidance | DocumentReading:
        self._misses += 1
        if self._misses < _MISSES and self._settled is not None:
            return self._settled
        if self._settled or self._readings:
            self.reset()
        if is_empty(frame):
            self._trouble_since = None
            return "no_document"
        self._search_text(frame, now)
        return self._trouble("not_a_card", now)

    def _search_text(self, frame: Image, now: float) -> None:
        """Where no outline leads to a card, its print may: too slow for each frame."""
        if now < self._next_text_search:
            return
        self._next_text_search = now + _TEXT_SEARCH_EVERY_S
        seen = find_by_text(frame, self._engine)
        self._by_text, self._placed = seen.corners, seen.placed
        self._look = None

    def _read(self, frame: Image, page: Page, now: float) -> Guidance | DocumentReading:
        before = self._readings[-1].problems if self._readings else ()
        reading = read_page(
            page, self._engine, self._today, len(self._readings), self._labels, turned="upside_down" in before
        )
        if self._by_text is not None and not self._placed:
            reading = dataclasses.replace(reading, photo=None)  # where on the card it would be is not known
        if not reading.legible and self._by_text is None and reading.unreadable != "blurred":
            self._search_text(frame, now)
        trouble: Guidance | None = reading.unreadable
        if trouble is None and self._wanted and reading.side not in (self._wanted, "unknown"):
            trouble = "wrong_side"
        if trouble is not None:
            self._next_try = now + _RETRY_S
            return self._trouble(trouble, now)
        self._trouble_since = None
        settled = next((merged for r in self._readings if (merged := agree(r, reading))), None)
        self._readings.append(reading)
        if settled is None and len(self._readings) >= _MOST_READINGS:
            settled = _doubtful(reading)
        if settled is None:
            return "reading"
        self._settled = settled
        self._readings.clear()
        return settled

    def _trouble(self, code: Guidance, now: float) -> Guidance:
        """Say what is wrong only when it lasts, so that a hand laying the card down is not scolded."""
        self._last_trouble = code
        if self._trouble_since is None:
            self._trouble_since = now
        return code if now - self._trouble_since >= _PATIENCE_S else "reading"

    def _replaced(self, page: Page) -> bool:
        if self._look is None:
            return False
        least = _SAME_WHILE_READING if self._settled is None else _SAME_LOOK
        return float(np.dot(page.look(), self._look)) < least

    def _moved(self, page: Page) -> bool:
        return self._corners is not None and _apart(page.corners, self._corners) > _SAME_CORNERS * page.width


def _apart(first: Corners, second: Corners) -> float:
    return float(np.abs(first - second).max())


def agree(first: DocumentReading, second: DocumentReading) -> DocumentReading | None:
    """The two readings as one if they name the same holder, else None.

    A field that the two read differently keeps the second's value, and is never sure.
    """
    keys = _keys(second)
    if (first.kind, first.side) != (second.kind, second.side) or not keys:
        return None
    if any(first.value(key) != second.value(key) or not second.value(key) for key in keys):
        return None
    fields: dict[str, Field] = {}
    for name in {*first.fields, *second.fields}:
        one, two = first.fields.get(name), second.fields.get(name)
        if one and two and one.value == two.value:
            fields[name] = Field(two.value, max(one.confidence, two.confidence))
        else:
            found = second.fields.get(name, first.fields.get(name, Field("", 0.0)))
            fields[name] = Field(found.value, min(found.confidence, SURE / 2))
    kept = [p for p in second.problems if not p.startswith("low_confidence:")]
    doubtful = [f"low_confidence:{n}" for n, f in sorted(fields.items()) if f.confidence < SURE]
    photo = second.photo if second.photo is not None else first.photo
    return dataclasses.replace(second, fields=fields, problems=(*kept, *doubtful), photo=photo)


def _keys(reading: DocumentReading) -> tuple[str, ...]:
    """The fields that name the document and its holder."""
    return _ZONE_AGREES_ON if reading.kind in {"passport", "travel_card"} else _AGREE_ON[reading.side]


def _doubtful(reading: DocumentReading) -> DocumentReading:
    """A reading that no other agreed with: the fields that name the holder are marked, if they are not already."""
    problems = list(reading.problems)
    fields = dict(reading.fields)
    for name in _keys(reading):
        if f"low_confidence:{name}" not in problems:
            problems.append(f"low_confidence:{name}")
        if name in fields:
            fields[name] = Field(fields[name].value, min(fields[name].confidence, SURE / 2))
    return dataclasses.replace(reading, fields=fields, problems=tuple(problems))
