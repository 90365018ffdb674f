"""Values by their printed labels: in the label's own line, right of it, or below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kiosk.identity.layout import Box, Row
from kiosk.identity.reading import Field

_DATE = re.compile(r"([0-9]{4})[.．·,，、/年-]([0-9]{1,2})[.．·,，、/月-]([0-9]{1,2})日?")


class Label(NamedTuple):
    """The row that holds a label, and where in its text the label ends."""

    row: Row
    end: int


def find_label(lines: Sequence[Row], *patterns: str) -> Label | None:
    """The first row with the first pattern that is anywhere."""
    for pattern in patterns:
        for row in lines:
            match = re.search(pattern, row.text, re.IGNORECASE)
            if match:
                return Label(row, match.end())
    return None


def value_of(lines: Sequence[Row], label: Label | None, pattern: re.Pattern[str]) -> tuple[Row, re.Match[str]] | None:
    """The first match after a label: in the label's own line, right of it, or below it."""
    if label is None:
        return None
    match = pattern.search(label.row.text, label.end)
    if match:
        return label.row, match
    box = label.row.box
    others = [row for row in lines if row is not label.row]
    beside = sorted((r for r in others if _beside(box, r.box)), key=lambda r: r.box.left)
    below = sorted(
        (r for r in others if _below(box, r.box)), key=lambda r: r.box.middle - box.middle + abs(r.box.left - box.left)
    )
    for row in (*beside, *below):
        match = pattern.search(row.text)
        if match:
            return row, match
    return None


def field_of(lines: Sequence[Row], label: Label | None, pattern: re.Pattern[str]) -> Field | None:
    """The same as a field."""
    found = value_of(lines, label, pattern)
    return None if found is None else found[0].part(*found[1].span())


def date_of(lines: Sequence[Row], label: Label | None) -> Field | None:
    """A date as YYYY-MM-DD."""
    found = value_of(lines, label, _DATE)
    if found is None:
        return None
    row, match = found
    year, month, day = match.groups()
    return Field(f"{year}-{int(month):02}-{int(day):02}", row.part(*match.span()).confidence)


def _beside(label: Box, value: Box) -> bool:
    return abs(value.middle - label.middle) < 0.6 * max(label.height, value.height) and value.left > label.left


def _below(label: Box, value: Box) -> bool:
    return 0 < value.middle - label.middle < 0.16 and value.left < label.right and value.right > label.left - 0.03
