"""C2SP tlog-checkpoint: a log's name, its size and its root, as the text of a signed note."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from central.evidence.merkle import HASH_SIZE
from central.evidence.notes import BadNote

_SIZE = re.compile(r"0|[1-9]\d{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def parse(text: str) -> Checkpoint:
    """A note's text as a checkpoint; lines after the third are passed over. Raises BadNote."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise BadNote("not-a-checkpoint")
    return Checkpoint(lines[0], size(lines[1]), digest(lines[2]))


def size(text: str) -> int:
    if not _SIZE.fullmatch(text) or int(text) >= 2**63:
        raise BadNote("not-a-size")
    return int(text)


def digest(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise BadNote("not-a-hash") from error
    if len(raw) != HASH_SIZE:
        raise BadNote("not-a-hash")
    return raw
