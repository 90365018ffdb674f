"""A proof or a promise as short as a receipt's QR code needs it: `HRSSE1:` and base45.

Left out is what the reader has: the log's name comes with its key, the root follows from the path.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from central.evidence import base45, checkpoints, promises, proofs
from central.evidence.acts import SALT_SIZE, commit
from central.evidence.checkpoints import Checkpoint
from central.evidence.merkle import HASH_SIZE, leaf_hash
from central.evidence.notes import BadNote, Note, Signature
from central.evidence.policy import Policy
from central.evidence.promises import SUFFIX, Promise
from central.evidence.tlog_proof import TlogProof

PREFIX = "HRSSE1:"
_PROOF, _PROMISE = 1, 2
_KEY_ID = 4
_SIGNATURE, _COSIGNATURE = 64, 72
_MOST_STATEMENT = 4096


@dataclass(frozen=True, slots=True, repr=False)
class Opening:
    """What an entry is the hash of."""

    salt: bytes
    statement: str

    @property
    def entry(self) -> bytes:
        return commit(self.salt, self.statement)

    @property
    def raw(self) -> bytes:
        return self.salt + self.statement.encode()

    @classmethod
    def of(cls, raw: bytes) -> Opening:
        """Raises BadNote."""
        try:
            return cls(raw[:SALT_SIZE], raw[SALT_SIZE:].decode())
        except UnicodeDecodeError as error:
            raise BadNote("not-a-statement") from error


def of_proof(opening: Opening, proof: TlogProof) -> str:
    size = checkpoints.parse(proof.note.text).size
    log, *witnesses = proof.note.signatures
    body = (
        _varint(proof.index)
        + _varint(size)
        + bytes([len(proof.path)])
        + b"".join(proof.path)
        + log.key_id
        + log.value
        + b"".join(each.key_id + each.value for each in witnesses)
    )
    return PREFIX + base45.encode(bytes([_PROOF]) + _opening(opening) + body)


def of_promise(opening: Opening, note: Note) -> str:
    (signature,) = note.signatures
    body = _varint(promises.parse(note.text).at) + signature.key_id + signature.value
    return PREFIX + base45.encode(bytes([_PROMISE]) + _opening(opening) + body)


def read(text: str, policy: Policy) -> tuple[Opening, TlogProof | Note]:
    """What a code holds, as proof or promise with its signatures not yet verified. Raises BadNote."""
    if not text.startswith(PREFIX):
        raise BadNote("not-a-receipt-code")
    try:
        reader = _Reader(base45.decode(text.removeprefix(PREFIX)))
        form = reader.take(1)[0]
        salt = reader.take(SALT_SIZE)
        opening = Opening(salt, _inflate(reader.take(reader.varint())))
        if form == _PROOF:
            return opening, _read_proof(reader, opening, policy)
        if form == _PROMISE:
            return opening, _read_promise(reader, opening, policy)
    except (ValueError, zlib.error, proofs.NotProven) as error:
        raise BadNote("not-a-receipt-code") from error
    raise BadNote("not-a-receipt-code")


def _read_proof(reader: _Reader, opening: Opening, policy: Policy) -> TlogProof:
    index, size = reader.varint(), reader.varint()
    path = tuple(reader.take(HASH_SIZE) for _ in range(reader.take(1)[0]))
    key_id = reader.take(_KEY_ID)
    origin = _named(key_id, policy)
    signatures = [Signature(origin, key_id, reader.take(_SIGNATURE))]
    names = {each.key.key_id: each.key.name for each in policy.witnesses}
    while not reader.is_done:
        key_id, value = reader.take(_KEY_ID), reader.take(_COSIGNATURE)
        if key_id in names:
            signatures.append(Signature(names[key_id], key_id, value))
    root = proofs.root_of_inclusion(leaf_hash(opening.entry), index, size, path)
    note = Note(Checkpoint(origin, size, root).text, tuple(signatures))
    return TlogProof(index, path, note, opening.raw)


def _read_promise(reader: _Reader, opening: Opening, policy: Policy) -> Note:
    at, key_id = reader.varint(), reader.take(_KEY_ID)
    name = _named(key_id, policy)
    text = Promise(name.removesuffix(SUFFIX), leaf_hash(opening.entry), at).text
    return Note(text, (Signature(name, key_id, reader.take(_SIGNATURE)),))


def _named(key_id: bytes, policy: Policy) -> str:
    for key in policy.logs:
        if key.key_id == key_id:
            return key.name
    raise ValueError("a log that the policy does not know")


def _opening(opening: Opening) -> bytes:
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(opening.statement.encode()) + packer.flush()
    return opening.salt + _varint(len(packed)) + packed


def _inflate(packed: bytes) -> str:
    unpacker = zlib.decompressobj(wbits=-15)
    plain = unpacker.decompress(packed, _MOST_STATEMENT)
    if not unpacker.eof:
        raise ValueError("too long")
    return plain.decode()


def _varint(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def is_done(self) -> bool:
        return self._at == len(self._data)

    def take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise ValueError("too short")
        self._at += count
        return taken

    def varint(self) -> int:
        value = 0
        for shift in range(0, 63, 7):
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
        raise ValueError("not a number")
