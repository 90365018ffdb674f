"""RFC 9285: bytes in the 45 characters that a QR code packs at 5.5 bits each."""

from __future__ import annotations

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {character: value for value, character in enumerate(_CHARACTERS)}


def encode(data: bytes) -> str:
    text = []
    for at in range(0, len(data), 2):
        value = int.from_bytes(data[at : at + 2], "big")
        for _ in range(len(data[at : at + 2]) + 1):
            value, place = divmod(value, 45)
            text.append(_CHARACTERS[place])
    return "".join(text)


def decode(text: str) -> bytes:
    """Raises ValueError."""
    data = bytearray()
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        if len(group) == 1 or any(each not in _VALUES for each in group):
            raise ValueError("not base45")
        value = sum(_VALUES[each] * 45**place for place, each in enumerate(group))
        if value >= 256 ** (len(group) - 1):
            raise ValueError("not base45")
        data += value.to_bytes(len(group) - 1, "big")
    return bytes(data)
