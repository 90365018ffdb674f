"""What is printed on a card against what its chip says: a difference is possible forgery, and staff look at it."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.identity.old_forms import in_new_forms

COMPARED = ("id_number", "name", "sex", "birth_date", "ethnicity", "valid_from", "valid_to")
"""Not the address: people move, and chips get the new one while the print stays."""


def differences(printed: Mapping[str, str], chip: Mapping[str, str], doubtful: frozenset[str]) -> tuple[str, ...]:
    """The fields that both have and that are not the same. What was read with doubt accuses nobody, nor do old forms
    of characters, blanks, or a middle dot of another kind."""
    return tuple(
        name
        for name in COMPARED
        if name not in doubtful and printed.get(name) and chip.get(name) and _plain(printed[name]) != _plain(chip[name])
    )


def _plain(text: str) -> str:
    return in_new_forms("".join(text.split())).replace("•", "·").replace("・", "·").upper()
