"""Takes acts that wait into the tree, in order, and signs the tree they make: all of it one transaction.

So there is nothing between two steps to be left in: whoever dies here leaves the acts waiting as they were.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from central.evidence import checkpoints, merkle, notes, store
from central.evidence.checkpoints import Checkpoint
from central.evidence.log import Log
from central.evidence.notes import Note
from central.evidence.tiles import Nodes, grow
from central.store.database import Transaction
from central.store.tables import EvidenceAct

MOST_AT_ONCE = 1024
"""Acts a transaction: on SQLite nobody else writes meanwhile."""
WAITS_AT_MOST = timedelta(seconds=60)
"""An act that waits longer shows that the log stands still."""


class LogBroken(Exception):
    """The stored tree is not the one that was signed: nothing may be added before that is explained."""


def take_in(transaction: Transaction, log: Log, now: datetime, most: int = MOST_AT_ONCE) -> int:
    """How many acts were taken in. Raises LogBroken, and TileMissing where a tile is gone."""
    store.lock(transaction)
    held = _held(transaction, log)
    waiting = store.queued(transaction, most)
    if not waiting and held is not None:
        return 0
    size = held.size if held else 0
    _check_tree(transaction, held)
    changed = grow(size, [entry for _, entry in waiting], lambda *key: store.tile(transaction, *key))
    grown = size + len(waiting)
    nodes = Nodes(lambda *key: changed.get(key) or store.tile(transaction, *key), grown)
    made = Checkpoint(log.origin, grown, merkle.root(grown, nodes))
    store.keep_tiles(transaction, changed)
    store.place(transaction, [row for row, _ in waiting], size)
    store.keep_checkpoint(transaction, store.SIGNED, made, Note(made.text, (log.signer.sign(made.text),)), now)
    return len(waiting)


def stalled(transaction: Transaction, now: datetime) -> bool:
    """Whether an act has waited for too long: what must be provable must then not be done."""
    oldest = select(func.min(EvidenceAct.queued_at)).where(EvidenceAct.position.is_(None))
    since = transaction.scalar(oldest)
    return since is not None and now - since > WAITS_AT_MOST


def _held(transaction: Transaction, log: Log) -> Checkpoint | None:
    row = store.checkpoint(transaction, store.SIGNED)
    if row is None:
        return None
    try:
        note = notes.parse(row.note)
        signed = checkpoints.parse(note.text)
        signers = notes.signed_by(note, [log.signer.key])
    except notes.BadNote as error:
        raise LogBroken(f"checkpoint: {error}") from error
    if not signers or signed != Checkpoint(log.origin, row.size, row.root):
        raise LogBroken("the checkpoint is not the one that was signed")
    return signed


def _check_tree(transaction: Transaction, held: Checkpoint | None) -> None:
    """Costs a tile a level: signing a tree that was tampered with would make it true."""
    if held is None:
        return
    nodes = Nodes(lambda *key: store.tile(transaction, *key), held.size)
    if merkle.root(held.size, nodes) != held.root:
        raise LogBroken("the tiles do not lead to the root that was signed")
