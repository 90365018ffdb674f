"""C2SP tlog-proof: an entry's place, its path and a cosigned checkpoint in one text that is verified offline."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, replace

from central.evidence import checkpoints, notes, proofs
from central.evidence.merkle import leaf_hash
from central.evidence.notes import BadNote, Note
from central.evidence.policy import Policy, Trusted

HEADER = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 63


@dataclass(frozen=True, slots=True)
class TlogProof:
    """`extra` is not covered by the proof: here salt and statement, which the entry is the hash of."""

    index: int
    path: tuple[bytes, ...]
    note: Note
    extra: bytes = b""

    def __str__(self) -> str:
        extra = f"extra {base64.b64encode(self.extra).decode()}\n" if self.extra else ""
        path = "".join(f"{base64.b64encode(each).decode()}\n" for each in self.path)
        return f"{HEADER}\n{extra}index {self.index}\n{path}\n{self.note}"

    def bare(self) -> TlogProof:
        """Without the extra data."""
        return replace(self, extra=b"")


def parse(text: str) -> TlogProof:
    """Raises BadNote."""
    head, separator, note = text.partition("\n\n")
    lines = head.split("\n")
    if not separator or lines.pop(0) != HEADER:
        raise BadNote("not-a-proof")
    extra = b""
    if lines and lines[0].startswith("extra "):
        try:
            extra = base64.b64decode(lines.pop(0).removeprefix("extra "), validate=True)
        except binascii.Error as error:
            raise BadNote("not-a-proof") from error
    if not lines or not lines[0].startswith("index ") or len(lines) > MOST_HASHES + 1:
        raise BadNote("not-a-proof")
    index = checkpoints.size(lines[0].removeprefix("index "))
    return TlogProof(index, tuple(map(checkpoints.digest, lines[1:])), notes.parse(note), extra)


def verify(proof: TlogProof, entry: bytes, policy: Policy) -> Trusted:
    """Raises NotTrusted or NotProven."""
    trusted = policy.accept(proof.note)
    checkpoint = trusted.checkpoint
    proofs.verify_inclusion(leaf_hash(entry), proof.index, checkpoint.size, proof.path, checkpoint.root)
    return trusted
