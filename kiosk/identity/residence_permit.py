"""The foreigner's permanent resident ID card of 2023: labels in two languages stand above or before their values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiosk.identity.layout import Box, Piece, Row, rows
from kiosk.identity.reading import Field
from kiosk.identity.resident_card import read_period

PHOTO = Box(0.66, 0.22, 0.95, 0.76)

TITLE = re.compile(r"永久居留|PERMANENTRESIDENT", re.IGNORECASE)

_LABELS = {
    "name": r"(?:姓名|中文名)?[/／]?(?:ChineseName|Names?)",
    "sex": r"(?:性别)?[/／]?(?:Sex|Gender)",
    "birth_date": r"(?:出生日期)?[/／]?Date[o0]fBirth",
    "nationality": r"(?:国籍)?[/／]?Nationality",
    "validity": r"(?:有效期限|有效期)?[/／]?(?:Peri[o0]d[o0]f)?Validity",
    "id_number": r"(?:证件号码|证件编号)?[/／]?(?:IDN[o0]|CardN[o0]|IDNumber)[.．]?",
    "issuer": r"(?:签发机关)?[/／]?(?:IssuingAuthority|Issuedby|Authority)",
}
_CHINESE_LABELS = {
    "name": "姓名",
    "sex": "性别",
    "birth_date": "出生日期",
    "nationality": "国籍",
    "validity": "有效期限",
    "id_number": "证件号码",
    "issuer": "签发机关",
}
_NUMBER = re.compile(r"(?<![0-9])9[0-9]{16}[0-9Xx](?![0-9])|[A-Z]{3}[0-9]{12}")
_DATE = re.compile(r"([0-9]{4})[.．/年-]([0-9]{1,2})[.．/月-]([0-9]{1,2})")


def read_front(pieces: Sequence[Piece]) -> dict[str, Field]:
    """The fields that could be told; `name` is the Chinese name where one is printed, else the Latin one."""
    singles = [row for piece in pieces if piece.box.left < 0.93 for row in rows([piece])]
    labels = {name: label for name in _LABELS if (label := _label(singles, name)) is not None}
    fields: dict[str, Field] = {}
    for row in singles:
        number = _NUMBER.search(row.text)
        if number:
            fields["id_number"] = row.part(*number.span())
        fields.update(read_period(row))
    if "id_number" not in fields:
        fields.update(_longest_number(singles))
    birth = _value(singles, labels, "birth_date", _DATE)
    if birth is not None:
        row, match = birth
        year, month, day = match.groups()
        fields["birth_date"] = Field(f"{year}-{int(month):02}-{int(day):02}", row.part(*match.span()).confidence)
    sex = _value(singles, labels, "sex", re.compile(r"([男女])|(?<![A-Za-z])([MF])(?![A-Za-z])"))
    if sex is not None:
        row, match = sex
        found = row.part(*match.span())
        fields["sex"] = Field({"M": "男", "F": "女"}.get(found.value, found.value), found.confidence)
    holder = _name(pieces, labels)
    if holder is not None:
        fields["name"] = holder
    issuer = _value(singles, labels, "issuer", re.compile(r"[一-鿿]{4,}"))
    if issuer is not None:
        fields["issuer"] = issuer[0].part(*issuer[1].span())
    return fields


def _label(lines: Sequence[Row], name: str) -> tuple[Row, int] | None:
    """The row that holds a label, and where in its text the label ends."""
    for pattern in (_LABELS[name], _CHINESE_LABELS[name]):
        for row in lines:
            match = re.search(pattern, row.text, re.IGNORECASE)
            if match:
                return row, match.end()
    return None


def _value(
    lines: Sequence[Row], labels: dict[str, tuple[Row, int]], name: str, pattern: re.Pattern[str]
) -> tuple[Row, re.Match[str]] | None:
    """The first match after a label: in the label's own line, right of it, or below it."""
    if name not in labels:
        return None
    label, end = labels[name]
    match = pattern.search(label.text, end)
    if match:
        return label, match
    near = [row for row in lines if row is not label and _follows(label.box, row.box)]
    for row in sorted(near, key=lambda r: (r.box.middle - label.box.middle) + abs(r.box.left - label.box.left)):
        match = pattern.search(row.text)
        if match:
            return row, match
    return None


def _follows(label: Box, value: Box) -> bool:
    beside = abs(value.middle - label.middle) < 0.6 * max(label.height, value.height) and value.left > label.left
    below = 0 < value.middle - label.middle < 0.16 and value.left < label.right and value.right > label.left - 0.03
    return beside or below


def _longest_number(lines: Sequence[Row]) -> dict[str, Field]:
    found = [(row, m) for row in lines for m in re.finditer(r"[0-9]{14,20}[Xx]?", row.text)]
    if not found:
        return {}
    row, match = max(found, key=lambda item: len(item[1].group()))
    return {"id_number": row.part(*match.span())}


def _name(pieces: Sequence[Piece], labels: dict[str, tuple[Row, int]]) -> Field | None:
    """Latin names keep their blanks; lines between the name's label and the next one belong to it."""
    if "name" not in labels:
        return None
    label, end = labels["name"]
    if re.search(r"[一-鿿]{2,}|[A-Za-z]{3,}", label.text[end:]):
        return label.part(end, len(label.text))
    others = [row.box.top for key, (row, _) in labels.items() if key != "name" and row.box.middle > label.box.bottom]
    floor = min(others, default=label.box.bottom + 0.2)
    lines = [
        p
        for p in pieces
        if p.box.left < 0.62
        and p.box.middle < floor
        and (p.box.middle > label.box.bottom or (p.box.left > label.box.right and p.box.middle > label.box.top))
    ]
    chinese = [p for p in lines if re.fullmatch(r"[一-鿿·]{2,}", p.line.text.strip())]
    latin = [p for p in lines if re.fullmatch(r"[A-Za-z ,.'-]{3,}", p.line.text.strip())]
    best = (chinese or latin)[:1]
    return Field(best[0].line.text.strip(), best[0].line.confidence) if best else None
