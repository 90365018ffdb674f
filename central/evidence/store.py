"""The log in the database: its tiles, its checkpoints, and who may add to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Table as SqlTable
from sqlalchemy import and_, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from central.evidence import notes
from central.evidence.checkpoints import Checkpoint
from central.evidence.notes import Note
from central.evidence.tiles import Key, Load, around
from central.store.database import Transaction
from central.store.tables import EvidenceAct, EvidenceCheckpoint, EvidenceTile

SIGNED, WITNESSED = "signed", "witnessed"
_LOCK = 4_501_032


def lock(transaction: Transaction) -> None:
    """One sequencer at a time, until the transaction's end; SQLite has one writer anyway."""
    if transaction.get_bind().dialect.name == "postgresql":
        transaction.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


def tile(transaction: Transaction, level: int, number: int) -> bytes:
    """What the tile has, empty where there is none."""
    found = select(EvidenceTile.data).where(EvidenceTile.level == level, EvidenceTile.number == number)
    return transaction.scalar(found) or b""


def tiles_around(transaction: Transaction, index: int, size: int) -> Load:
    """All that an inclusion proof needs, in one query."""
    of_keys = [
        and_(EvidenceTile.level == level, EvidenceTile.number == number) for level, number in around(index, size)
    ]
    rows = transaction.execute(select(EvidenceTile.level, EvidenceTile.number, EvidenceTile.data).where(or_(*of_keys)))
    held = {(level, number): data for level, number, data in rows}
    return lambda level, number: held.get((level, number), b"")


def keep_tiles(transaction: Transaction, changed: Mapping[Key, bytes]) -> None:
    rows = [{"level": level, "number": number, "data": data} for (level, number), data in changed.items()]
    _upsert(transaction, EvidenceTile.__table__, rows)


def checkpoint(transaction: Transaction, role: str) -> EvidenceCheckpoint | None:
    return transaction.get(EvidenceCheckpoint, role, populate_existing=True)


def keep_checkpoint(transaction: Transaction, role: str, made: Checkpoint, note: Note, now: datetime) -> None:
    row = {"role": role, "size": made.size, "root": made.root, "note": str(note), "signed_at": now}
    _upsert(transaction, EvidenceCheckpoint.__table__, [row])


def note_of(held: EvidenceCheckpoint) -> Note:
    return notes.parse(held.note)


def queued(transaction: Transaction, most: int) -> Sequence[tuple[int, bytes]]:
    """Acts that wait, in the order they were put down: id and entry."""
    waiting = select(EvidenceAct.id, EvidenceAct.entry).where(EvidenceAct.position.is_(None))
    return [(row.id, row.entry) for row in transaction.execute(waiting.order_by(EvidenceAct.id).limit(most))]


def place(transaction: Transaction, ids: Sequence[int], first: int) -> None:
    """Give acts their places in the log, one after the other; ids that follow on each other in one statement."""
    for start, end, position in _runs(ids, first):
        of_run = update(EvidenceAct).where(EvidenceAct.id.between(start, end), EvidenceAct.position.is_(None))
        placed = transaction.execute(
            of_run.values(position=EvidenceAct.id + (position - start)).execution_options(synchronize_session=False)
        )
        assert placed.rowcount == end - start + 1, "an act was taken in twice"  # type: ignore[attr-defined]


def _runs(ids: Sequence[int], first: int) -> Iterable[tuple[int, int, int]]:
    """First and last id of each run without a gap, and the place of its first."""
    if not ids:
        return
    breaks = [place for place, (one, two) in enumerate(pairwise(ids), 1) if two != one + 1]
    for start, end in pairwise((0, *breaks, len(ids))):
        yield ids[start], ids[end - 1], first + start


def _upsert(transaction: Transaction, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    assert isinstance(table, SqlTable)
    if not rows:
        return
    kind = postgresql.insert if transaction.get_bind().dialect.name == "postgresql" else sqlite.insert
    into = kind(table)
    keys = [column.name for column in table.primary_key]
    others = {name: into.excluded[name] for name in rows[0] if name not in keys}
    transaction.execute(into.on_conflict_do_update(index_elements=keys, set_=others), list(rows))
