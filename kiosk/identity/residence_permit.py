"""The foreigner's permanent resident ID card (2017, 2023): labels in two languages, above or before their values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kiosk.identity.labelled import Label, date_of, field_of, find_label
from kiosk.identity.layout import Box, Piece, Row, rows
from kiosk.identity.reading import SURE, Field
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
_NUMBER = re.compile(r"(?<![0-9])9[0-9]{16}[0-9Xx](?![0-9])|(?<![A-Z0-9])[A-Z0]{3}[0-9O]{12}(?![0-9])")
_OLD_LENGTH = 15
_SEX = re.compile(r"[男女]|(?<![A-Za-z])[MF](?![A-Za-z])")
_COUNTRY = re.compile("(?<![A-Z])[A-Z]{3}(?![A-Za-z])")
_ISSUER = re.compile(r"[一-鿿]{4,}")


def read_front(pieces: Sequence[Piece]) -> dict[str, Field]:
    """The fields that could be told; `name` is the Chinese name where one is printed, else the Latin one."""
    singles = [row for piece in pieces if piece.box.left < 0.93 for row in rows([piece])]
    labels = {name: find_label(singles, _LABELS[name], _CHINESE_LABELS[name]) for name in _LABELS}
    fields: dict[str, Field] = {}
    for row in singles:
        number = _NUMBER.search(row.text)
        if number:
            fields["id_number"] = _by_place(row.part(*number.span()))
        fields.update(read_period(row))
    if "id_number" not in fields:
        fields.update(_longest_number(singles))
    birth = date_of(singles, labels["birth_date"])
    if birth is not None:
        fields["birth_date"] = birth
    sex = field_of(singles, labels["sex"], _SEX)
    if sex is not None:
        fields["sex"] = Field({"M": "男", "F": "女"}.get(sex.value, sex.value), sex.confidence)
    country = field_of(singles, labels["nationality"], _COUNTRY)
    if country is not None:
        fields["nationality"] = country
    holder = _name(pieces, labels)
    if holder is not None:
        fields["name"] = holder
    issuer = field_of(singles, labels["issuer"], _ISSUER)
    if issuer is not None:
        fields["issuer"] = issuer
    return fields


def read_back(pieces: Sequence[Piece]) -> dict[str, Field]:
    """Issuing authority and validity; the card of 2023 also names the number of the card before it."""
    singles = [row for piece in pieces for row in rows([piece])]
    fields: dict[str, Field] = {}
    for row in singles:
        fields.update(read_period(row))
    issuer = field_of(singles, find_label(singles, _LABELS["issuer"], _CHINESE_LABELS["issuer"]), _ISSUER)
    if issuer is not None:
        fields["issuer"] = issuer
    former = field_of(singles, find_label(singles, "曾持证件号码?|Former"), _NUMBER)
    if former is not None:
        fields["former_number"] = _by_place(former)
    return fields


def _by_place(number: Field) -> Field:
    """Numbers until 2023 are three letters and twelve digits: an O or 0 that its place alone settles is doubtful."""
    if len(number.value) != _OLD_LENGTH:
        return number
    value = number.value[:3].replace("0", "O") + number.value[3:].replace("O", "0")
    return number if value == number.value else Field(value, min(number.confidence, SURE / 2))


def _longest_number(lines: Sequence[Row]) -> dict[str, Field]:
    found = [(row, m) for row in lines for m in re.finditer(r"[0-9]{14,20}[Xx]?", row.text)]
    if not found:
        return {}
    row, match = max(found, key=lambda item: len(item[1].group()))
    return {"id_number": row.part(*match.span())}


def _name(pieces: Sequence[Piece], labels: Mapping[str, Label | None]) -> Field | None:
    """Latin names keep their blanks; lines between the name's label and the next one belong to it."""
    found = labels["name"]
    if found is None:
        return None
    label, end = found
    if re.search(r"[一-鿿]{2,}|[A-Za-z]{3,}", label.text[end:]):
        return label.part(end, len(label.text))
    others = [
        other.row.box.top
        for key, other in labels.items()
        if other is not None and key != "name" and other.row.box.middle > label.box.bottom
    ]
    floor = min(others, default=label.box.bottom + 0.2)
    lines = [
        p
        for p in pieces
        if p.box.left < 0.62
        and p.box.middle < floor
        and (p.box.middle > label.box.bottom or (p.box.left > label.box.right and p.box.middle > label.box.top))
    ]
    for line in (row for piece in lines for row in rows([piece])):
        if re.fullmatch(r"[一-鿿·]{2,}", line.text):
            return line.part(0, len(line.text))
    latin = [p for p in lines if re.fullmatch(r"[A-Za-z ,.'-]{3,}", p.line.text.strip())]
    return Field(latin[0].line.text.strip(), latin[0].line.confidence) if latin else None
