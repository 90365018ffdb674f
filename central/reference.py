"""A submission's reference: "K", 13 Crockford base32 characters (65 random bits) and Crockford's check character."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_ALPHABET = ALPHABET + "*~$=U"
_VALUE = {character: value for value, character in enumerate(ALPHABET)}


def normalise(reference: str) -> str:
    """Without grouping; o, i and l read as the digits they look like. The check character may be U."""
    return reference.replace("-", "").replace(" ", "").upper().translate(str.maketrans("OIL", "011"))


def is_valid(reference: str) -> bool:
    """Whether a normalised reference has the right shape and check character."""
    if len(reference) != 15 or reference[0] != "K" or any(character not in _VALUE for character in reference[1:14]):
        return False
    return reference[14] == check_character(reference[1:14])


def check_character(body: str) -> str:
    number = 0
    for character in body:
        number = number * 32 + _VALUE[character]
    return CHECK_ALPHABET[number % 37]


def grouped(reference: str) -> str:
    """As shown to people: KXXXX-XXXXX-XXXXX."""
    return f"{reference[:5]}-{reference[5:10]}-{reference[10:]}"


def generate() -> str:
    body = "".join(secrets.choice(ALPHABET) for _ in range(13))
    return f"K{body}{check_character(body)}"
