"""Putting an act down: its salted hash waits in the caller's transaction for the sequencer.

The log holds nothing but the hash. Statement and salt stay in the database; erasing them makes the hash meaningless.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import update

from central.evidence import bell
from central.store.database import Transaction
from central.store.tables import EvidenceAct

SALT_SIZE = 16


def record(transaction: Transaction, kind: str, subject: str, content: Mapping[str, Any]) -> EvidenceAct:
    """Put an act down in the caller's transaction: it is in the log if, and only if, the transaction commits.

    `kind` is like `application.moved`; `subject` is whose or what's number, by which the acts are found again;
    `content` what is to be proven, JSON, without more of a person than the proof needs.
    """
    queued_at = datetime.now(UTC)
    text = statement(kind, subject, content)
    salt = secrets.token_bytes(SALT_SIZE)
    act = EvidenceAct(
        kind=kind, subject=subject, queued_at=queued_at, entry=commit(salt, text), salt=salt, statement=text
    )
    transaction.add(act)
    bell.ring_on_commit(transaction)
    return act


def statement(kind: str, subject: str, content: Mapping[str, Any]) -> str:
    """What is hashed: JSON with sorted keys and no spaces."""
    said = {"kind": kind, "subject": subject, "content": dict(content)}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def commit(salt: bytes, text: str) -> bytes:
    """The log's entry: SHA-256 over the salt, which always has 16 bytes, and the statement."""
    return hashlib.sha256(salt + text.encode()).digest()


def erase(transaction: Transaction, subject: str) -> int:
    """Make what the log holds of a subject meaningless: salts and statements go, the tree stays. How many acts."""
    of_subject = update(EvidenceAct).where(EvidenceAct.subject == subject, EvidenceAct.salt.is_not(None))
    result = transaction.execute(of_subject.values(salt=None, statement=None))
    return int(result.rowcount)  # type: ignore[attr-defined]
