"""What a document's own fields say about each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from kiosk.identity.id_number import IdNumberError, has_right_check, local_date, parse
from kiosk.identity.reading import Field, parse_date

# Until 2023 the foreigner's card had numbers of three letters and twelve digits; their check is not published.
_OLD_FOREIGNER_NUMBER = re.compile(r"[A-Z]{3}[0-9]{12}")


def is_whole(number: str) -> bool:
    """Whether a number has all its characters: one cut off by a finger may have been read surely all the same."""
    return len(number) == 18 or bool(_OLD_FOREIGNER_NUMBER.fullmatch(number))


def contradictions(fields: Mapping[str, Field], today: date | None = None) -> tuple[str, ...]:
    """Problems of the values read: bad_check_digit, birth_date_differs, sex_differs, expired;
    as a warning unknown_division. Nothing is changed."""
    today = today or local_date()
    found = []
    number = fields["id_number"].value if "id_number" in fields else ""
    if number and not _OLD_FOREIGNER_NUMBER.fullmatch(number):
        found += _against_number(number, fields, today)
    end = parse_date(fields["valid_to"].value) if "valid_to" in fields else None
    if end is not None and end < today:
        found.append("expired")
    return tuple(found)


def _against_number(number: str, fields: Mapping[str, Field], today: date) -> list[str]:
    if not has_right_check(number):
        return ["bad_check_digit"]
    try:
        meant = parse(number, today)
    except IdNumberError:
        return ["birth_date_differs"]
    found = list(meant.warnings)
    if "birth_date" in fields and fields["birth_date"].value != meant.birth_date.isoformat():
        found.append("birth_date_differs")
    if "sex" in fields and fields["sex"].value != meant.sex:
        found.append("sex_differs")
    return found
