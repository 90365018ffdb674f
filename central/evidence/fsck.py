"""Derives the whole log again from the acts, and names every place where what is stored says something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from central.evidence import checkpoints, merkle, notes, store, tiles
from central.evidence.acts import commit
from central.evidence.checkpoints import Checkpoint
from central.evidence.log import Log
from central.evidence.merkle import HASH_SIZE, leaf_hash
from central.evidence.policy import NotTrusted, Policy
from central.evidence.tiles import ENTRIES, HEIGHT, WIDTH, Nodes
from central.store.database import Transaction
from central.store.tables import EvidenceAct, EvidenceCheckpoint, EvidenceTile


@dataclass(frozen=True, slots=True)
class Fault:
    """`where` is a checkpoint, a tile's path or an act's place; `what` is wrong there."""

    where: str
    what: str


@dataclass(slots=True)
class Found:
    size: int = 0
    root: bytes = merkle.EMPTY_ROOT
    waiting: int = 0
    erased: int = 0
    faults: list[Fault] = field(default_factory=list)


def check(transaction: Transaction, log: Log) -> Found:
    """One look at one moment: run it in a transaction that sees nothing else change."""
    return _Check(transaction, log).run()


class _Check:
    def __init__(self, transaction: Transaction, log: Log) -> None:
        self._transaction, self._log = transaction, log
        self._found = Found()
        self._rows: list[list[bytes]] = [[]]
        """By level of tiles, the roots of the full tiles below; level 0 is read again where it is asked for."""

    def run(self) -> Found:
        found = self._found
        signed = store.checkpoint(self._transaction, store.SIGNED)
        found.size = signed.size if signed else 0
        self._leaves()
        self._upper_tiles()
        self._beyond()
        found.root = merkle.root(found.size, Nodes(self._derived, found.size))
        if signed is not None:
            self._checkpoint(signed, Policy((self._log.signer.key,)))
        elif self._placed():
            self._fault("checkpoint", "is missing")
        witnessed = store.checkpoint(self._transaction, store.WITNESSED)
        if witnessed is not None:
            self._checkpoint(witnessed, self._log.policy)
        return found

    def _leaves(self) -> None:
        size, roots = self._found.size, []
        for number in range(-(-size // WIDTH)):
            width = tiles.width_at(0, number, size)
            entries = self._entries(number, width)
            self._compare(ENTRIES, number, tiles.frame(entries), tiles.FRAMED)
            hashes = [leaf_hash(entry) for entry in entries]
            self._compare(0, number, b"".join(hashes), HASH_SIZE)
            if width == WIDTH:
                roots.append(tiles.expand(b"".join(hashes))[HEIGHT][0])
        self._rows.append(roots)

    def _entries(self, number: int, width: int) -> list[bytes]:
        """What the acts of a tile say; an act that is gone is named, and the bundle's word taken in its place."""
        first = number * WIDTH
        placed = {act.position: act for act in self._acts(first, first + width)}
        bundle = store.tile(self._transaction, ENTRIES, number)
        entries = []
        for position in range(first, first + width):
            act = placed.get(position)
            if act is None:
                self._fault(f"act at {position}", "is missing")
                at = (position - first) * tiles.FRAMED + 2
                entries.append(bundle[at : at + tiles.ENTRY_SIZE].ljust(tiles.ENTRY_SIZE, b"\0"))
                continue
            entries.append(act.entry)
            if act.salt is None or act.statement is None:
                self._found.erased += 1
            elif commit(act.salt, act.statement) != act.entry:
                self._fault(f"act at {position}", "its statement is not what the entry is the hash of")
        return entries

    def _acts(self, start: int, end: int) -> Iterator[Any]:
        wanted = select(EvidenceAct.position, EvidenceAct.entry, EvidenceAct.salt, EvidenceAct.statement)
        yield from self._transaction.execute(
            wanted.where(EvidenceAct.position >= start, EvidenceAct.position < end).order_by(EvidenceAct.position)
        )

    def _upper_tiles(self) -> None:
        level = 1
        while hashes := self._rows[level]:
            roots = []
            for number in range(-(-len(hashes) // WIDTH)):
                data = b"".join(hashes[number * WIDTH : (number + 1) * WIDTH])
                self._compare(level, number, data, HASH_SIZE)
                if len(data) == WIDTH * HASH_SIZE:
                    roots.append(tiles.expand(data)[HEIGHT][0])
            self._rows.append(roots)
            level += 1

    def _derived(self, level: int, number: int) -> bytes:
        if level:
            return b"".join(self._rows[level][number * WIDTH : (number + 1) * WIDTH])
        first = number * WIDTH
        end = min(first + WIDTH, self._found.size)
        known = {act.position: leaf_hash(act.entry) for act in self._acts(first, end)}
        return b"".join(known.get(position, bytes(HASH_SIZE)) for position in range(first, end))

    def _compare(self, level: int, number: int, derived: bytes, each: int) -> None:
        held, where = store.tile(self._transaction, level, number), f"tile {tiles.path(level, number)}"
        if len(held) != len(derived):
            self._fault(where, f"has {len(held) // each} of {len(derived) // each}" if held else "is missing")
        for at in range(0, min(len(held), len(derived)), each):
            if held[at : at + each] != derived[at : at + each]:
                self._fault(where, f"number {at // each} is not what the acts lead to")

    def _beyond(self) -> None:
        """Acts and tiles that the checkpoint's size has no place for."""
        size = self._found.size
        for position in self._transaction.scalars(select(EvidenceAct.position).where(EvidenceAct.position >= size)):
            self._fault(f"act at {position}", "is beyond the checkpoint")
        for level, number in self._transaction.execute(select(EvidenceTile.level, EvidenceTile.number)):
            if not tiles.width_at(level, number, size):
                self._fault(f"tile {tiles.path(level, number)}", "is beyond the checkpoint")
        queued = select(EvidenceAct.id).where(EvidenceAct.position.is_(None))
        self._found.waiting = len(self._transaction.scalars(queued).all())

    def _placed(self) -> bool:
        placed = select(EvidenceAct.id).where(EvidenceAct.position.is_not(None)).limit(1)
        return self._transaction.scalar(placed) is not None

    def _checkpoint(self, held: EvidenceCheckpoint, policy: Policy) -> None:
        where = f"checkpoint {held.role}"
        try:
            note = notes.parse(held.note)
            said = checkpoints.parse(note.text)
            policy.accept(note)
        except (notes.BadNote, NotTrusted) as error:
            self._fault(where, f"cannot be trusted: {error}")
            return
        if said != Checkpoint(self._log.origin, held.size, held.root):
            self._fault(where, "the note says something else than the row")
        if said.size > self._found.size:
            self._fault(where, "is larger than the tree")
        elif merkle.root(said.size, Nodes(self._derived, said.size)) != said.root:
            self._fault(where, "its root is not what the acts lead to")

    def _fault(self, where: str, what: str) -> None:
        self._found.faults.append(Fault(where, what))
