"""Names and numbers as others in the hall may see them."""

from __future__ import annotations


def masked_name(name: str) -> str:
    """韦*强, 陈*, 欧**娜; of a name in Latin letters the first letter of each word: N* T* L*."""
    name = " ".join(name.split())
    if name.isascii():
        return " ".join(f"{word[0]}*" for word in name.split())
    if len(name) < 2:
        return "*" * len(name)
    if len(name) == 2:
        return f"{name[0]}*"
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"


def masked_id(number: str) -> str:
    """The first three and the last two characters: neither the date of birth nor the whole can be told from it."""
    if len(number) < 8:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"
