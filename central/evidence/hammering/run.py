"""`main.py evidence hammer`: nodes that are killed and started again, readers, and what must be true in the end.

On SQLite one node at a time holds the file; on PostgreSQL several do.
"""

from __future__ import annotations

import random
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import IO

from sqlalchemy import make_url, select

from central.evidence import fsck, worker
from central.evidence import log as evidence_log
from central.evidence.hammering.node import Node
from central.evidence.policy import Policy
from central.store.database import Database, Transaction
from central.store.tables import EvidenceAct

_NODES = 2
_READERS = 2
_LIVES_S = (0.5, 2.5)
_STARTS_WITHIN_S = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    acts: int
    kills: int
    looks: int
    wrong: tuple[str, ...]


def hammer(url: str, folder: Path, seconds: float, seed: int) -> Outcome:
    """`folder` gets the log's keys and the ledgers. The database is migrated, and may hold acts from before."""
    chance = random.Random(seed)  # noqa: S311
    folder.mkdir(parents=True, exist_ok=True)
    database = Database(url)
    database.migrate()
    origin = "hammer.example/log"
    log = evidence_log.load(folder, origin, Policy())
    worker.drain(Node(database, log))
    database.dispose()
    policy_file = folder / "policy"
    policy_file.write_text(str(log.policy))
    count = 1 if make_url(url).get_backend_name() == "sqlite" else _NODES
    ports = [_free_port() for _ in range(count)]
    run = f"{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
    program = [sys.executable, "-m", "central.evidence.hammering.node", url, str(folder)]
    nodes = [[*program, str(port), str(folder / f"{run}-{port}"), origin] for port in ports]
    urls = [f"http://127.0.0.1:{port}" for port in ports]
    readers = [
        [sys.executable, "-m", "central.evidence.hammering.reader", str(policy_file), str(seed + number), *urls]
        for number in range(_READERS)
    ]
    kills, said = _rage(dict(zip(ports, nodes, strict=True)), readers, folder, seconds, chance)
    wrong = [line for line in said if not line.startswith("looks ")]
    looks = sum(int(line.split()[1]) for line in said if line.startswith("looks "))
    database = Database(url)
    try:
        worker.drain(Node(database, log))
        with database.begin() as transaction:
            wrong += [f"{fault.where}: {fault.what}" for fault in fsck.check(transaction, log).faults]
            lost, acts = _lost(transaction, folder, run)
            wrong += lost
    finally:
        database.dispose()
    if not looks:
        wrong.append("no reader has seen anything")
    return Outcome(acts, kills, looks, tuple(wrong))


def _rage(
    nodes: dict[int, list[str]], readers: list[list[str]], folder: Path, seconds: float, chance: random.Random
) -> tuple[int, list[str]]:
    kills, until = 0, time.monotonic() + seconds
    outputs = [folder / f"reader-{number}.out" for number in range(len(readers))]
    with ExitStack() as stack:
        working = {port: stack.enter_context(_process(command, subprocess.DEVNULL)) for port, command in nodes.items()}
        for command, output in zip(readers, outputs, strict=True):
            stack.enter_context(_process(command, stack.enter_context(output.open("wb"))))
        while time.monotonic() < until:
            victim = chance.choice(list(nodes))
            _wait_for(victim)
            time.sleep(chance.uniform(*_LIVES_S))
            working[victim].send_signal(signal.SIGKILL)
            working[victim].wait()
            kills += 1
            working[victim] = stack.enter_context(_process(nodes[victim], subprocess.DEVNULL))
    said = []
    for output in outputs:
        lines = output.read_text().splitlines()
        looks = [line for line in lines if line.startswith("looks ")]
        said += [line for line in lines if line not in looks] + looks[-1:]
    return kills, said


def _lost(transaction: Transaction, folder: Path, run: str) -> tuple[list[str], int]:
    """Acts that a node knew to be committed and that the log lacks, or has in another order."""
    promised: dict[str, int] = {}
    for ledger in folder.glob(f"{run}-*"):
        for line in ledger.read_text().splitlines():
            name, number = line.split()
            promised[name] = max(promised.get(name, 0), int(number))
    placed = select(EvidenceAct.subject, EvidenceAct.statement, EvidenceAct.position)
    ours = placed.where(EvidenceAct.kind == "hammer.act").order_by(EvidenceAct.subject, EvidenceAct.position)
    wrong, held = [], {}
    for name, rows in groupby(transaction.execute(ours), key=lambda row: str(row.subject)):
        numbers = [int(str(row.statement).split('"number":')[1].split("}")[0]) for row in rows]
        held[name] = len(numbers)
        if numbers != list(range(len(numbers))):
            wrong.append(f"{name}: out of order")
    wrong += [
        f"{name}: {number - held.get(name, 0)} lost" for name, number in promised.items() if held.get(name, 0) < number
    ]
    return wrong, sum(promised.values())


@contextmanager
def _process(command: list[str], output: int | IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + _STARTS_WITHIN_S
    while time.monotonic() < until:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("a node does not listen")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
