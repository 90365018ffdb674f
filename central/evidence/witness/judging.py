"""What a witness answers to a checkpoint (C2SP tlog-witness): its cosignature, or why not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from central.evidence import checkpoints, merkle, notes, proofs
from central.evidence.checkpoints import Checkpoint
from central.evidence.notes import BadNote, Note, Signer, VerifierKey
from central.evidence.witness.memory import Memory, Seen, keep, seen

_MOST_HASHES = 63
SIZE_TYPE = "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class Verdict:
    status: int
    body: str
    media_type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asked:
    old: int
    path: tuple[bytes, ...]
    note: Note
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True, repr=False)
class Witness:
    """`logs`: the logs that it watches, by their keys."""

    signer: Signer
    logs: tuple[VerifierKey, ...]
    memory: Memory

    def add_checkpoint(self, body: str, at: int) -> Verdict:
        try:
            asked = read(body)
        except BadNote as error:
            return Verdict(400, f"{error}\n")
        keys = [key for key in self.logs if key.name == asked.checkpoint.origin]
        if not keys:
            return Verdict(404, "log unknown\n")
        if not _is_signed(asked.note, keys):
            return Verdict(403, "not signed by the log\n")
        if asked.old > asked.checkpoint.size:
            return Verdict(400, "the old size is larger\n")
        return self._go_on(asked, at)

    def latest(self, origin_hash: str) -> str | None:
        """The last checkpoint cosigned of the log whose origin has this SHA-256."""
        for key in self.logs:
            if hashlib.sha256(key.name.encode()).hexdigest() == origin_hash:
                with self.memory.begin() as connection:
                    known = seen(connection, key.name)
                return known.note if known else None
        return None

    def _go_on(self, asked: Asked, at: int) -> Verdict:
        made = asked.checkpoint
        with self.memory.begin() as connection:
            known = seen(connection, made.origin)
            if asked.old != (known.size if known else 0):
                return Verdict(409, f"{known.size if known else 0}\n", SIZE_TYPE)
            if not _follows(asked, known):
                return Verdict(422, "does not go on from the checkpoint that was cosigned\n")
            cosigned = self.signer.sign(made.text, at)
            of_log = tuple(each for each in asked.note.signatures if any(key.made(each) for key in self.logs))
            note = Note(asked.note.text, (*of_log, cosigned))
            keep(connection, made.origin, Seen(made.size, made.root, str(note)))
        return Verdict(200, cosigned.line)


def read(body: str) -> Asked:
    """Raises BadNote."""
    head, separator, rest = body.partition("\n\n")
    first, *lines = head.split("\n")
    if not separator or not first.startswith("old ") or len(lines) > _MOST_HASHES:
        raise BadNote("not an add-checkpoint request")
    note = notes.parse(rest)
    old = checkpoints.size(first.removeprefix("old "))
    return Asked(old, tuple(map(checkpoints.digest, lines)), note, checkpoints.parse(note.text))


def _is_signed(note: Note, keys: Iterable[VerifierKey]) -> bool:
    try:
        return bool(notes.signed_by(note, keys))
    except BadNote:
        return False


def _follows(asked: Asked, known: Seen | None) -> bool:
    made = asked.checkpoint
    if made.size == 0 and made.root != merkle.EMPTY_ROOT:
        return False
    if known is None or known.size == 0:
        return not asked.path
    try:
        proofs.verify_consistency(known.size, made.size, asked.path, known.root, made.root)
    except proofs.NotProven:
        return False
    return True
