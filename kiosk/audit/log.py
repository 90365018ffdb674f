"""The audit log: each entry's hash covers the one before, so that nothing can be changed or taken out unseen.

A hash chain alone does not show that its end was cut off: the head, signed by the device, does, once it is elsewhere.
No personal data: only listed fields are taken.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Literal

import apsw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Disposition = Literal["success", "failure", "refused", "unknown"]
FieldValue = str | int | float | bool | None

FIELDS = frozenset(
    {
        "attempt",
        "cause",
        "device",
        "door",
        "item",
        "level",
        "mode",
        "outcome",
        "process",
        "reason",
        "reference",
        "sequence",
        "status",
        "step",
        "version",
        "visit",
    }
)
GENESIS = bytes(32)


def entry_hash(before: bytes, number: int, at: str, event: str, disposition: str, fields: str) -> bytes:
    text = json.dumps([number, at, event, disposition, fields], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(before + text.encode()).digest()


def append(
    connection: apsw.Connection,
    at: datetime,
    event: str,
    disposition: Disposition,
    **fields: FieldValue,
) -> int:
    """Add an entry within the caller's transaction; its number. Raises ValueError for a field that is not listed."""
    unlisted = fields.keys() - FIELDS
    if unlisted:
        raise ValueError(f"not listed for the audit log: {', '.join(sorted(unlisted))}")
    number, before = _last(connection)
    number += 1
    when = at.astimezone(UTC).isoformat()
    written = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    connection.execute(
        "INSERT INTO audit (number, at, event, disposition, fields, hash) VALUES (?, ?, ?, ?, ?, ?)",
        (number, when, event, disposition, written, entry_hash(before, number, when, event, disposition, written)),
    )
    return number


def head_text(kiosk_id: str, number: int, at: str, head: bytes) -> bytes:
    """What a signed head signs."""
    return "\n".join(("hrss-audit-head/1", kiosk_id, str(number), at, head.hex())).encode()


def sign_head(connection: apsw.Connection, at: datetime, kiosk_id: str, key: Ed25519PrivateKey) -> None:
    """Sign how far the log goes now, within the caller's transaction; nothing where that is signed already."""
    number, head = _last(connection)
    when = at.astimezone(UTC).isoformat()
    connection.execute(
        "INSERT INTO audit_heads (number, at, signature) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (number, when, key.sign(head_text(kiosk_id, number, when, head))),
    )


def _last(connection: apsw.Connection) -> tuple[int, bytes]:
    for number, digest in connection.execute("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1"):
        return int(number), bytes(digest)
    return 0, GENESIS
