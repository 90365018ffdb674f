"""A process that puts acts down, takes them in and serves the log; what it committed it writes down elsewhere too.

`python -m central.evidence.hammering.node DATABASE_URL STATE_DIR PORT LEDGER ORIGIN`
"""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from central.api import evidence as routes
from central.evidence import log as evidence_log
from central.evidence import record, worker
from central.evidence.log import Log
from central.evidence.policy import Policy
from central.store.database import Database

_WRITERS = 3
_AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class Node:
    database: Database
    log: Log

    def now(self) -> datetime:
        return datetime.now(UTC)


def main(url: str, state_dir: Path, port: int, ledger: Path, origin: str) -> None:
    node = Node(Database(url), evidence_log.load(state_dir, origin, Policy()))
    app = FastAPI()
    app.include_router(routes.router)
    app.state.central = node
    for writer in range(_WRITERS):
        name = f"{ledger.name}.{datetime.now(UTC):%H%M%S%f}.{writer}"
        threading.Thread(target=_write, args=(node, ledger, name), daemon=True).start()
    with worker.working(node):
        uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False)


def _write(node: Node, ledger: Path, name: str) -> None:
    """Acts of one subject, numbered; a line in the ledger is written after their commit, in one call."""
    number = 0
    with ledger.open("ab", buffering=0) as lines:
        while True:
            with node.database.begin() as transaction:
                for step in range(_AT_ONCE):
                    record(transaction, "hammer.act", name, {"number": number + step})
            number += _AT_ONCE
            lines.write(f"{name} {number}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]), sys.argv[5])
