"""What was read in a check, so that staff can tell it was read right and nobody can tell whose it is."""

from __future__ import annotations


def masked_name(name: str) -> str:
    """The first character, and one star for each of the others: 韦**; of Latin words the first letter each."""
    name = " ".join(name.split())
    if name.isascii():
        return " ".join(f"{word[0]}*" for word in name.split())
    return name[:1] + "*" * (len(name) - 1)


def masked_number(number: str) -> str:
    """The first three and the last two characters."""
    if len(number) < 8:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"


def masked_code(text: str) -> str:
    """The first two and the last two characters of a code's text, and how many there are between."""
    if len(text) < 8:
        return "*" * len(text)
    return f"{text[:2]}…{text[-2:]}"
