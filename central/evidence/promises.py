"""A promise: the log's signature over an entry that it has taken in and will show in its tree within a time.

Given where a receipt is due before the next checkpoint, as a certificate log gives its SCT. Its key is not the one
that signs checkpoints, and its text is none: the second line is no size.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import timedelta

from central.evidence import checkpoints, notes
from central.evidence.merkle import leaf_hash
from central.evidence.notes import BadNote, Note, Signer
from central.evidence.policy import NotTrusted, Policy

KEPT_WITHIN = timedelta(hours=1)
"""By when the entry is in the tree. The operator's word, not a law's: reference."""
SUFFIX = "/promise"


@dataclass(frozen=True, slots=True)
class Promise:
    origin: str
    leaf: bytes
    at: int

    @property
    def text(self) -> str:
        return f"{self.origin}{SUFFIX}\nleaf {base64.b64encode(self.leaf).decode()}\ntime {self.at}\n"


def give(signer: Signer, origin: str, entry: bytes, at: int) -> Note:
    text = Promise(origin, leaf_hash(entry), at).text
    return Note(text, (signer.sign(text),))


def parse(text: str) -> Promise:
    """Raises BadNote."""
    match text.split("\n"):
        case [name, leaf, at, ""] if name.endswith(SUFFIX) and leaf.startswith("leaf ") and at.startswith("time "):
            return Promise(
                name.removesuffix(SUFFIX),
                checkpoints.digest(leaf.removeprefix("leaf ")),
                checkpoints.size(at.removeprefix("time ")),
            )
    raise BadNote("not-a-promise")


def verify(note: Note, entry: bytes, policy: Policy) -> Promise:
    """Raises NotTrusted. It says what the log has promised, not that it is so."""
    try:
        promise = parse(note.text)
        keys = [key for key in policy.logs if key.name == promise.origin + SUFFIX]
        if not keys or not notes.signed_by(note, keys):
            raise NotTrusted("promise-signature-missing")
    except BadNote as error:
        raise NotTrusted(str(error)) from error
    if promise.leaf != leaf_hash(entry):
        raise NotTrusted("promise-of-another-entry")
    return promise
