"""Background work: how fast tasks are left in transactions and done by DBOS: `python -m bench.background`.

Beside it, what DBOS does by itself with a workflow for each task, on the same kind of database.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dbos import DBOS, SetWorkflowID

from central.api.app import build_app
from central.background import drain, engine, later, task
from central.parts import Central
from central.settings import Settings

DONE: list[str] = []


@task("bench.nothing")
def nothing(_central: Central, payload: Mapping[str, Any]) -> None:
    DONE.append(payload["number"])


@DBOS.workflow(name="bench_single")
def single(number: str) -> None:
    DONE.append(number)


def batched(central: Central, count: int) -> tuple[float, float]:
    """Tasks left a second, each in a transaction of its own, and tasks done a second from the first left."""
    DONE.clear()
    started = time.perf_counter()
    for number in range(count):
        with central.database.begin() as transaction:
            later(transaction, "bench.nothing", {"number": str(number)})
    left = time.perf_counter() - started
    drain(central, 600)
    assert len(DONE) == count
    return count / left, count / (time.perf_counter() - started)


def a_workflow_each(count: int) -> float:
    DONE.clear()
    started = time.perf_counter()
    for number in range(count):
        with SetWorkflowID(f"bench-{number}"):
            DBOS.enqueue_workflow("local", single, str(number))
    while len(DONE) < count:
        time.sleep(0.01)
    return count / (time.perf_counter() - started)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--tasks", type=int, default=2000)
    arguments.add_argument(
        "--database-url", default="", help="PostgreSQL; SQLite in a folder that is removed without it"
    )
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        for name in ("code", "staff"):
            (path / name).write_text("bench-code-0001-bench")
        settings = Settings(
            database_url=given.database_url or f"sqlite:///{path / 'central.db'}",
            state_dir=path / "state",
            enrolment_code_file=path / "code",
            staff_token_file=path / "staff",
        )
        central: Central = build_app(replace(settings, background=True)).state.central
        engine.start(central)
        try:
            left, done = batched(central, given.tasks)
            print(f"left {left:.0f}/s, done {done:.0f}/s with {given.tasks} tasks in batches")
            print(f"a workflow each: {a_workflow_each(given.tasks // 4):.0f}/s")
        finally:
            engine.stop()
            central.database.dispose()


if __name__ == "__main__":
    main()
