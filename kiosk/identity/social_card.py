"""The social security card's printed face: holder, social security number (the ID number), card number, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiosk.identity.labelled import date_of, field_of, find_label
from kiosk.identity.layout import Box, Piece, rows
from kiosk.identity.reading import Field

TITLE = re.compile("社会保障卡")
PHOTO = Box(0.055, 0.32, 0.315, 0.81)

_NUMBER = re.compile(r"[0-9]{14,20}[Xx]?")
_NAME = re.compile(r"[一-鿿·]{2,}")
_OTHER_LABEL = re.compile("社会|保障|号码|卡号|日期|期限")
_CARD_NUMBER = re.compile(r"[A-Z0][0-9]{8}(?![0-9])")


def read_front(pieces: Sequence[Piece]) -> dict[str, Field]:
    """The fields that could be told. The oldest cards have no end of validity, and some print no card number."""
    singles = [row for piece in pieces for row in rows([piece])]
    no_labels = [row for row in singles if "姓名" in row.text or not _OTHER_LABEL.search(row.text)]
    fields: dict[str, Field] = {}
    found = {
        "name": field_of(no_labels, find_label(no_labels, "姓名"), _NAME),
        "id_number": field_of(singles, find_label(singles, "社会保障号码?", "公民身份号码"), _NUMBER),
        "card_number": field_of(singles, find_label(singles, "(?<!障)卡号", "社会保障卡号"), _CARD_NUMBER),
        "valid_from": date_of(singles, find_label(singles, "发卡日期", "签发日期")),
        "valid_to": date_of(singles, find_label(singles, "有效期[至限]?")),
    }
    fields.update({name: field for name, field in found.items() if field is not None})
    if "id_number" in fields:
        number = fields["id_number"]
        fields["id_number"] = Field(number.value.upper(), number.confidence)
    return fields
