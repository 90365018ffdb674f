"""The resident identity card (GA 448): which line of print is which field.

Fields are found by their printed labels and by the order of the lines, not by fixed positions: cards are printed,
photographed and cropped with a tolerance of some millimetres.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiosk.identity.ethnicity import from_the_list
from kiosk.identity.layout import Box, Piece, Row, rows
from kiosk.identity.old_forms import has_old_form, in_new_forms
from kiosk.identity.reading import SURE, Field

PHOTO = Box(0.625, 0.12, 0.950, 0.745)
"""Where the portrait is on the front."""

_TEXT_RIGHT = 0.61  # of the width: right of it is the portrait, on all lines but the number's
_NUMBER = re.compile(r"[0-9]{14,20}[Xx]?")
_BIRTH = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日?")
_INDENT = 0.7  # of a character: lines of an address begin below one another, else one has lost its beginning
_ZHUANG = "[A-Za-z]*"  # Guangxi's cards repeat the labels in Zhuang, in Latin letters
_DATE = r"([0-9]{4})[.．·,，、。-]?([0-9]{2})[.．·,，、。-]?([0-9]{2})"
_PERIOD = re.compile(_DATE + r"[-—–一~至]+(?:" + _DATE + r"|(长期))")


def read_front(pieces: Sequence[Piece]) -> dict[str, Field]:
    """The front's fields that could be told from the lines read; `id_number` may have a wrong length or check."""
    fields: dict[str, Field] = {}
    number_row = _find_number(rows(p for p in pieces if p.box.middle > 0.6))
    bottom = 0.98
    if number_row is not None:
        row, match = number_row
        found = row.part(match.start(), match.end())
        fields["id_number"] = Field(found.value.upper(), found.confidence)
        bottom = row.box.top + 0.01
    lines = rows(p for p in pieces if p.box.left < _TEXT_RIGHT - 0.04 and p.box.middle < bottom)
    lines = [line for line in lines if not line.text.startswith("公民身份")]
    birth = next(((r, m) for r in lines if (m := _BIRTH.search(r.text))), None)
    sex = next((r for r in lines if r.find("性别|民族|别[男女]")), None)
    if sex is not None:
        _sex_and_ethnicity(sex, fields)
    above_address = -1.0
    if birth is not None:
        row, match = birth
        year, month, day = match.groups()
        confidence = row.part(match.start(), match.end()).confidence
        fields["birth_date"] = Field(f"{year}-{int(month):02}-{int(day):02}", confidence)
        above_address = row.box.bottom
    elif (labelled := next((r for r in lines if r.find("^(?:住址|住|址)")), None)) is not None:
        above_address = labelled.box.top
    address = _address([r for r in lines if r.box.middle > above_address]) if above_address > 0 else None
    if address is not None:
        fields["address"] = address
    below_name = sex or (birth[0] if birth else None)
    name = _name(lines, below_name)
    if name is not None:
        fields["name"] = name
    return fields


def read_back(pieces: Sequence[Piece]) -> dict[str, Field]:
    """Issuing authority and period of validity."""
    fields: dict[str, Field] = {}
    for row in rows(pieces):
        issuer = row.find(r"签发机关(.{2,})$")
        if issuer:
            fields["issuer"] = row.part(*issuer.span(1))
        period = _PERIOD.search(row.text)
        if period:
            fields.update(_period(row, period))
    return fields


def read_period(row: Row) -> dict[str, Field]:
    """valid_from and valid_to where the row holds a period as 2016.05.12-2036.05.12 or 2016.05.12-长期."""
    match = _PERIOD.search(row.text)
    return _period(row, match) if match else {}


def _period(row: Row, match: re.Match[str]) -> dict[str, Field]:
    y, m, d, y2, m2, d2, forever = match.groups()
    start = row.part(match.start(1), match.end(3)).confidence
    end = row.part(match.start(7) if forever else match.start(4), match.end()).confidence
    return {
        "valid_from": Field(f"{y}-{m}-{d}", start),
        "valid_to": Field(forever or f"{y2}-{m2}-{d2}", end),
    }


def _find_number(lines: Sequence[Row]) -> tuple[Row, re.Match[str]] | None:
    matches = [(row, match) for row in lines if (match := _NUMBER.search(row.text))]
    return max(matches, key=lambda found: len(found[1].group()), default=None)


def _sex_and_ethnicity(row: Row, fields: dict[str, Field]) -> None:
    sex = row.find(rf"别?{_ZHUANG}([男女])(?:民|$)") or row.find(rf"别{_ZHUANG}([男女])")
    if sex:
        fields["sex"] = row.part(*sex.span(1))
    ethnicity = row.find(rf"民?族{_ZHUANG}([一-鿿]{{1,4}})")
    if ethnicity:
        fields["ethnicity"] = from_the_list(row.part(*ethnicity.span(1)))


def _name(lines: Sequence[Row], below: Row | None) -> Field | None:
    above = [r for r in lines if below is None or r.box.middle < below.box.top]
    for row in above:
        match = row.find(rf"姓名{_ZHUANG}(.+)$")
        if match:
            return row.part(*match.span(1))
    if below is None:
        return None
    # The label is small and pale: without it the name is the line right above the sex.
    for row in reversed(above):
        match = row.find(r"^[姓名]?([一-鿿·]{2,})$")
        if match and row.box.height > 0.6 * below.box.height:
            return row.part(*match.span(1))
    return None


def _address(lines: Sequence[Row]) -> Field | None:
    text, confidence = "", 1.0
    blocks, widest = list[Box](), 0.0
    for row in lines:
        match = row.find(rf"^(?:(?:住址|住|址){_ZHUANG})?(.*)$")
        if match is None or not match.group(1):
            continue
        part = row.part(*match.span(1))
        if not re.search(r"[一-鿿0-9]", part.value) or (not text and re.fullmatch(r"[^一-鿿]{1,2}", part.value)):
            continue  # a line in Zhuang, or a speck above the address
        text += part.value
        confidence = min(confidence, part.confidence)
        if match.start(1) == 0:
            blocks.append(row.box)
            widest = max(widest, row.box.width / len(part.value))
    # Cards are set in new forms: an old one is recognition's, and the citizen is asked.
    indented = blocks and max(b.left for b in blocks) - min(b.left for b in blocks) > _INDENT * widest
    doubt = min(confidence, SURE / 2) if indented or has_old_form(text) else confidence
    return Field(in_new_forms(text), doubt) if text else None
