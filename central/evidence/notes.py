"""C2SP signed notes: a text, and under it lines that each hold one key's signature.

Ed25519 as a log signs (type 0x01), and as a witness cosigns with the time (type 0x04, tlog-cosignature v1).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = 0x01
COSIGNATURE = 0x04
MOST_SIGNATURES = 64
_MARK = "— "
_TIME_SIZE = 8


class BadNote(ValueError):
    """What a note fails by, as a code."""


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        return f"{_MARK}{self.name} {base64.b64encode(self.key_id + self.value).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(each.line for each in self.signatures)

    def with_signatures(self, more: Iterable[Signature]) -> Note:
        """With further signatures, each key's once."""
        held = {(each.name, each.key_id): each for each in (*self.signatures, *more)}
        return Note(self.text, tuple(held.values()))


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key under its name, for one type of signature."""

    name: str
    kind: int
    public: bytes

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    @property
    def key_id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def made(self, signature: Signature) -> bool:
        return signature.name == self.name and signature.key_id == self.key_id

    def verify(self, text: str, value: bytes) -> int:
        """The time that a cosignature names, else 0. Raises BadNote where the signature is not this key's over it."""
        at = 0
        if self.kind == COSIGNATURE:
            at = int.from_bytes(value[:_TIME_SIZE], "big")
            value, text = value[_TIME_SIZE:], cosigned_text(text, at)
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(value, text.encode())
        except (InvalidSignature, ValueError) as error:
            raise BadNote("signature-invalid") from error
        return at


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    name: str
    kind: int
    private: Ed25519PrivateKey

    @property
    def key(self) -> VerifierKey:
        return VerifierKey(self.name, self.kind, self.private.public_key().public_bytes_raw())

    def sign(self, text: str, at: int = 0) -> Signature:
        """`at` is the time (seconds since 1970) of a cosignature."""
        if self.kind == COSIGNATURE:
            value = at.to_bytes(_TIME_SIZE, "big") + self.private.sign(cosigned_text(text, at).encode())
        else:
            value = self.private.sign(text.encode())
        return Signature(self.name, self.key.key_id, value)


def cosigned_text(text: str, at: int) -> str:
    return f"cosignature/v1\ntime {at}\n{text}"


def parse(content: str) -> Note:
    """Raises BadNote where it is not a note."""
    head, separator, below = content.rpartition("\n\n")
    text = head + "\n"
    if not separator or not below.endswith("\n") or any(each < " " and each != "\n" for each in content):
        raise BadNote("not-a-note")
    lines = below[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise BadNote("too-many-signatures")
    return Note(text, tuple(map(signature, lines)))


def signature(line: str) -> Signature:
    """One line under a note. Raises BadNote."""
    name, _, encoded = line.removeprefix(_MARK).partition(" ")
    if not line.startswith(_MARK) or not is_name(name):
        raise BadNote("not-a-signature")
    try:
        raw = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise BadNote("not-a-signature") from error
    if len(raw) < 5:
        raise BadNote("not-a-signature")
    return Signature(name, raw[:4], raw[4:])


def verifier_key(text: str) -> VerifierKey:
    """A vkey as text. Raises BadNote."""
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        raw = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise BadNote("not-a-key") from error
    if not is_name(name) or len(raw) != 33 or raw[0] not in (ED25519, COSIGNATURE):
        raise BadNote("not-a-key")
    key = VerifierKey(name, raw[0], raw[1:])
    if key.key_id.hex() != key_id:
        raise BadNote("key-id-differs")
    return key


def is_name(text: str) -> bool:
    return bool(text) and "+" not in text and not any(each.isspace() for each in text)


def signed_by(note: Note, keys: Iterable[VerifierKey]) -> dict[str, int]:
    """The names of the known keys that signed, with a cosignature's time. Others' signatures are passed over.

    Raises BadNote where a known key's signature is wrong: then the whole note is.
    """
    found: dict[str, int] = {}
    for key in keys:
        for each in note.signatures:
            if key.made(each):
                found[key.name] = key.verify(note.text, each.value)
    return found
