"""A log over a database of its own, a clock that is set, and a tree computed the plain way."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from running_central import database_url
from sqlalchemy import select

from central.evidence import log as evidence_log
from central.evidence import record, sequencer, store
from central.evidence.checkpoints import Checkpoint
from central.evidence.log import Log
from central.evidence.notes import COSIGNATURE, ED25519, Note, Signer
from central.evidence.policy import Policy
from central.store.database import Database
from central.store.tables import EvidenceAct

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
ORIGIN = "log.example/hrss"


class Died(Exception):
    """What kills a process here."""


@dataclass
class Logged:
    """A migrated database and its log; `put` writes acts as a caller would."""

    database: Database
    log: Log
    put_down: int = field(default=0)

    def put(self, count: int, subject: str = "") -> None:
        with self.database.begin() as transaction:
            for _ in range(count):
                self.put_down += 1
                record(transaction, "test.act", subject or f"S{self.put_down}", {"number": self.put_down})

    def put_and_die(self) -> None:
        """An act in a transaction that does not come to its end."""
        with self.database.begin() as transaction:
            record(transaction, "test.act", "S1", {"number": 0})
            raise Died

    def take_in(self, most: int = 1000) -> int:
        with self.database.begin() as transaction:
            return sequencer.take_in(transaction, self.log, NOW, most)

    def entries(self) -> list[bytes]:
        """The entries in the log's order."""
        placed = select(EvidenceAct.entry).where(EvidenceAct.position.is_not(None)).order_by(EvidenceAct.position)
        with self.database.begin() as transaction:
            return list(transaction.scalars(placed))

    def signed(self) -> Checkpoint:
        with self.database.begin() as transaction:
            held = store.checkpoint(transaction, store.SIGNED)
            assert held is not None
            return Checkpoint(self.log.origin, held.size, held.root)

    def act(self, number: int) -> EvidenceAct:
        with self.database.begin() as transaction:
            return transaction.scalars(select(EvidenceAct).order_by(EvidenceAct.id).offset(number - 1)).first()


def logged(folder: Path, witnessing: Policy | None = None) -> Logged:
    database = Database(database_url(folder))
    database.migrate()
    return Logged(database, evidence_log.load(folder / "evidence", ORIGIN, witnessing or Policy()))


def plain_root(entries: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, word for word."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    k = 1
    while k * 2 < len(entries):
        k *= 2
    return hashlib.sha256(b"\x01" + plain_root(entries[:k]) + plain_root(entries[k:])).digest()


def signer(name: str, kind: int = ED25519) -> Signer:
    return Signer(name, kind, Ed25519PrivateKey.generate())


def witness_signer(name: str) -> Signer:
    return signer(name, COSIGNATURE)


def checkpoint_note(by: Signer, entries: Sequence[bytes]) -> Note:
    text = Checkpoint(by.name, len(entries), plain_root(entries)).text
    return Note(text, (by.sign(text),))
