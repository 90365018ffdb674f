"""Checks an audit log without the kiosk: every hash again, and every signed head."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import apsw
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.audit.log import GENESIS, entry_hash, head_text


@dataclass(frozen=True, slots=True)
class Verification:
    """`faults` is empty where the log is whole as far as it goes; `signed_to` is the last entry under a signed head."""

    entries: int
    head: bytes
    signed_to: int
    faults: tuple[str, ...]


def verify(path: Path, *, kiosk_id: str, public_key: bytes) -> Verification:
    """Re-derive the chain in the database at `path`, opened for reading alone. Raises apsw.Error."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return _verify(connection, kiosk_id, Ed25519PublicKey.from_public_bytes(public_key))
    finally:
        connection.close()


def _verify(connection: apsw.Connection, kiosk_id: str, key: Ed25519PublicKey) -> Verification:
    faults = []
    hashes = {0: GENESIS}
    last = 0
    for number, at, event, disposition, fields, digest in connection.execute(
        "SELECT number, at, event, disposition, fields, hash FROM audit ORDER BY number"
    ):
        if number != last + 1:
            faults.append(f"entries {last + 1} to {number - 1} are missing")
        elif entry_hash(hashes[last], number, at, event, disposition, fields) != digest:
            faults.append(f"entry {number} was changed")
        # Go on from what stands written, so that one change is told once.
        hashes[number] = digest
        last = number
    signed_to = 0
    for number, at, signature in connection.execute("SELECT number, at, signature FROM audit_heads ORDER BY number"):
        if number not in hashes:
            faults.append(f"a head for entry {number} is signed, but the entry is gone")
            continue
        try:
            key.verify(signature, head_text(kiosk_id, number, at, hashes[number]))
            signed_to = number
        except InvalidSignature:
            faults.append(f"the signed head does not fit entry {number}")
    return Verification(last, hashes[last], signed_to, tuple(faults))
