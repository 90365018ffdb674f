"""The residence permit for residents of Hong Kong, Macao and Taiwan (2018).

Its front is a resident's card without the ethnicity; the number's first three digits, 810, 820 or 830, tell it apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiosk.identity.labelled import field_of, find_label
from kiosk.identity.layout import Piece, rows
from kiosk.identity.reading import Field
from kiosk.identity.resident_card import read_back as read_issuer_and_period

TITLE = re.compile("(?:港澳|台湾|臺灣)居民居住证")
NUMBER = re.compile(r"8[123]0000[12][0-9]{10}[0-9Xx]")

_PERMIT_NUMBER = re.compile(r"(?:[HM][0-9]{8}|[0-9]{8})(?![0-9])")
_ISSUE_COUNT = re.compile(r"[0-9]{1,2}(?![0-9])")


def read_back(pieces: Sequence[Piece]) -> dict[str, Field]:
    """Issuer and validity as on a resident's card; the travel permit's number, how often this one was issued."""
    fields = read_issuer_and_period(pieces)
    singles = [row for piece in pieces for row in rows([piece])]
    for name, label, pattern in (
        ("permit_number", "通行证号码?", _PERMIT_NUMBER),
        ("issue_count", "签发次数?", _ISSUE_COUNT),
    ):
        found = field_of(singles, find_label(singles, label), pattern)
        if found is not None:
            fields[name] = found
    return fields
