"""The evidence log measured: `python -m bench.evidence [--url URL] [--leaves N]`; one JSON line a figure.

Without a URL an SQLite file in a temporary folder; a PostgreSQL database must be empty and is filled.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, insert, select

from central.evidence import bell, merkle, proofs, receipts, record, sequencer, store, tiles, worker
from central.evidence import log as evidence_log
from central.evidence.acts import SALT_SIZE, commit, statement
from central.evidence.log import Log
from central.evidence.policy import Policy
from central.evidence.tiles import Nodes
from central.store.database import Database
from central.store.tables import EvidenceAct

TREE_ONLY = 200_000
SAMPLES = 500
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Measured:
    database: Database
    log: Log

    def now(self) -> datetime:
        return datetime.now(UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url")
    parser.add_argument("--leaves", type=int, default=1_000_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(arguments.url or f"sqlite:///{folder}/evidence.db")
        database.migrate()
        at = Measured(database, evidence_log.load(Path(folder), "bench.example/log", Policy()))
        _tree_alone()
        _append(at, arguments.leaves)
        _prove(at)
        _include(at)
        database.dispose()


def _say(what: str, **figures: float) -> None:
    print(json.dumps({"measured": what, **{name: round(value, 3) for name, value in figures.items()}}), flush=True)


def _tree_alone() -> None:
    entries = [number.to_bytes(32, "big") for number in range(TREE_ONLY)]
    began = time.perf_counter()
    held = tiles.grow(0, entries, lambda *_: b"")
    merkle.root(TREE_ONLY, Nodes(lambda *key: held[key], TREE_ONLY))
    seconds = time.perf_counter() - began
    _say("tree alone, in memory", leaves=TREE_ONLY, per_second=TREE_ONLY / seconds)


def _append(at: Measured, leaves: int) -> None:
    """Acts waiting as a burst, taken in by the sequencer as it runs: batches, tiles, signature, commit, each."""
    rows = 0
    while rows < leaves:
        count = min(_BATCH, leaves - rows)
        with at.database.begin() as transaction:
            transaction.execute(insert(EvidenceAct), [_act(rows + number) for number in range(count)])
        rows += count
    slowest, began = 0.0, time.perf_counter()
    while True:
        since = time.perf_counter()
        with at.database.begin() as transaction:
            if not sequencer.take_in(transaction, at.log, at.now()):
                break
        slowest = max(slowest, time.perf_counter() - since)
    seconds = time.perf_counter() - began
    _say("appended to the log", leaves=leaves, per_second=leaves / seconds, longest_batch_ms=slowest * 1000)


def _act(number: int) -> dict[str, object]:
    salt, text = number.to_bytes(SALT_SIZE, "big"), statement("bench.act", f"B{number}", {"number": number})
    entry = commit(salt, text)
    named = {"kind": "bench.act", "subject": f"B{number}", "queued_at": datetime.now(UTC)}
    return {**named, "entry": entry, "salt": salt, "statement": text}


def _prove(at: Measured) -> None:
    chance, times = random.Random(7), []
    with at.database.begin() as transaction:
        size = transaction.scalar(select(func.count(EvidenceAct.position))) or 0
        root = at.log.checkpoint(transaction)
        assert root is not None
        for _ in range(SAMPLES):
            index, began = chance.randrange(size), time.perf_counter()
            nodes = Nodes(store.tiles_around(transaction, index, size), size)
            path = proofs.inclusion(index, size, nodes)
            times.append(time.perf_counter() - began)
            entry = transaction.scalar(select(EvidenceAct.entry).where(EvidenceAct.position == index))
            assert entry is not None
            proofs.verify_inclusion(merkle.leaf_hash(entry), index, size, path, root.root)
        act = transaction.scalars(select(EvidenceAct).where(EvidenceAct.position == size // 3)).one()
        receipt = receipts.best(at.log, transaction, act, at.now())
        assert receipt is not None
    cuts = statistics.quantiles(times, n=100)
    _say("inclusion proof", leaves=size, median_ms=cuts[49] * 1000, p99_ms=cuts[98] * 1000, hashes=len(path))
    _say("receipt code without witnesses", characters=len(receipt.code))


def _include(at: Measured) -> None:
    """From a commit to the checkpoint that holds it, one after the other, with the worker as the API runs it."""
    times = []
    with worker.working(at):
        for number in range(100):
            with bell.waiting(at.database.engine) as published:
                began = time.perf_counter()
                with at.database.begin() as transaction:
                    act = record(transaction, "bench.act", f"I{number}", {"number": number})
                _until_held(at, act.id, published)
                times.append(time.perf_counter() - began)
    cuts = statistics.quantiles(times, n=100)
    _say("commit to checkpoint", median_ms=cuts[49] * 1000, p99_ms=cuts[98] * 1000)


def _until_held(at: Measured, row: int, published: threading.Event) -> None:
    while published.wait(10):
        published.clear()
        with at.database.begin() as transaction:
            if transaction.scalar(select(EvidenceAct.position).where(EvidenceAct.id == row)) is not None:
                return
    raise TimeoutError("not taken in")


if __name__ == "__main__":
    main()
