"""Background work: left with a transaction, done by a real process, taken up again after one was killed in mid-task."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from running_central import Running
from sqlalchemy import select

from central.background import GivenUp, drain, later, task, tasks
from central.parts import Central
from central.store.tables import BackgroundTask

HERE = Path(__file__).parent
WITHIN_S = 40
DONE: list[int] = []


@task("test.done")
def done(_central: Central, payload: Mapping[str, Any]) -> None:
    DONE.append(payload["number"])


@task("test.hopeless")
def hopeless(_central: Central, _payload: Mapping[str, Any]) -> None:
    raise ValueError("450102195806102035")


@task("test.given-up")
def given_up(_central: Central, _payload: Mapping[str, Any]) -> None:
    raise GivenUp("account-closed")


def test_tasks_are_done_in_the_order_they_were_left(start: Callable[..., Running]) -> None:
    running = start()
    DONE.clear()
    with running.central.database.begin() as transaction:
        for number in range(5):
            later(transaction, "test.done", {"number": number})
    assert drain(running.central) == 5
    assert list(range(5)) == DONE
    assert drain(running.central) == 0


def test_a_task_that_never_works_is_given_up_and_kept_without_what_it_said(start: Callable[..., Running]) -> None:
    running = start()
    with running.central.database.begin() as transaction:
        later(transaction, "test.hopeless", {})
        later(transaction, "test.given-up", {})
    drain(running.central)
    with running.central.database.begin() as transaction:
        kept = list(transaction.scalars(select(BackgroundTask).order_by(BackgroundTask.id)))
    assert [(row.attempts, row.error, row.done_at) for row in kept] == [
        (tasks.MOST_ATTEMPTS, "ValueError", None),
        (1, "account-closed", None),
    ]
    assert all(row.failed_at for row in kept)


def test_what_nothing_does_cannot_be_left(start: Callable[..., Running]) -> None:
    with start().central.database.begin() as transaction, pytest.raises(AssertionError):
        later(transaction, "test.unknown", {})


class Worker:
    """The process of background_process.py."""

    def __init__(self, folder: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE.parent.parent), str(HERE)))}
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "background_process.py"), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        self.expect("ready")

    def leave(self, kind: str, first: int, last: int) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{kind} {first} {last}\n")
        self.process.stdin.flush()
        self.expect("left")

    def expect(self, word: str) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            if line.strip() == word:
                return
        raise AssertionError(f"the process ended with {self.process.wait(WITHIN_S)}")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(WITHIN_S)

    def end(self) -> int:
        assert self.process.stdin
        self.process.stdin.close()
        return self.process.wait(WITHIN_S)


def wait_for(folder: Path, *lines: str) -> list[str]:
    deadline = time.monotonic() + WITHIN_S
    while time.monotonic() < deadline:
        journal = folder / "journal"
        written = journal.read_text("utf-8").splitlines() if journal.exists() else []
        if set(lines) <= set(written):
            return written
        time.sleep(0.02)
    raise AssertionError(f"only {written}")


def test_a_process_killed_in_mid_task_loses_nothing_and_repeats_what_was_not_done(tmp_path: Path) -> None:
    (tmp_path / "hang").touch()
    first = Worker(tmp_path)
    first.leave("test.step", 1, 3)
    wait_for(tmp_path, "1 done", "2 begun")
    first.kill()
    (tmp_path / "hang").unlink()
    second = Worker(tmp_path)
    second.leave("test.step", 4, 4)
    second.leave("test.fails", 9, 9)
    written = wait_for(tmp_path, "1 done", "2 done", "3 done", "4 done")
    assert written.count("1 done") == 1
    assert written.count("2 begun") == 2
    deadline = time.monotonic() + WITHIN_S
    while (written := wait_for(tmp_path, "9 tried")).count("9 tried") < 2:
        assert time.monotonic() < deadline, "what failed is not tried again"
        time.sleep(0.05)
    assert second.end() == 0
