"""Leaving a task in a transaction, the functions that do tasks, and doing them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, event, func, select

from central import logs
from central.store.database import Transaction
from central.store.tables import BackgroundTask

if TYPE_CHECKING:
    from central.parts import Central

Handle = Callable[["Central", Mapping[str, Any]], None]
Routine = Callable[["Central"], object]
MOST_ATTEMPTS = 12
"""With the pauses between them, half a day: then somebody has to look."""
_POLL_S = 0.02


class GivenUp(Exception):
    """Raised by a task that no repeat can help. The message is a code, never personal data."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`remote`: it calls others and may take long, so it is not queued behind or before anything else."""

    handle: Handle
    remote: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    """`cron` in UTC."""

    cron: str
    routine: Routine


KINDS: dict[str, Kind] = {}
SCHEDULES: dict[str, Schedule] = {}
WAKE: WeakKeyDictionary[Engine, Callable[[], None]] = WeakKeyDictionary()
"""How the engine of a database, where one runs here, learns at once that a task was committed."""


def task(kind: str, *, remote: bool = False) -> Callable[[Handle], Handle]:
    """Marks the function that does the tasks of a kind; it is done again after any exception but GivenUp."""

    def mark(handle: Handle) -> Handle:
        KINDS[kind] = Kind(handle, remote)
        return handle

    return mark


def scheduled(name: str, cron: str) -> Callable[[Routine], Routine]:
    """Marks a function that is done by the clock, once however many processes run."""

    def mark(routine: Routine) -> Routine:
        SCHEDULES[name] = Schedule(cron, routine)
        return routine

    return mark


def later(transaction: Transaction, kind: str, payload: Mapping[str, Any]) -> None:
    """Leave a task: it is done after the transaction has committed, and never where it does not."""
    assert kind in KINDS, f"nothing does tasks of kind {kind}"
    transaction.add(BackgroundTask(kind=kind, payload=dict(payload), created_at=datetime.now(UTC)))
    _wake_after(transaction)


def again(transaction: Transaction, row: BackgroundTask) -> None:
    """Try a task anew that was given up."""
    row.failed_at = row.batch = row.handed_at = None
    row.attempts = 0
    _wake_after(transaction)


def _wake_after(transaction: Transaction) -> None:
    bind = transaction.get_bind()
    wake = WAKE.get(bind) if isinstance(bind, Engine) else None
    if wake is not None and not transaction.info.get("wakes"):
        transaction.info["wakes"] = True
        event.listen(transaction, "after_commit", lambda _transaction: wake(), once=True)


def work_off(central: Central, tasks: Iterable[int]) -> list[int]:
    """Do these tasks in turn, those already done left out; the ids of those to be tried again."""
    again = []
    for number in tasks:
        with central.database.begin() as transaction:
            row = transaction.get(BackgroundTask, number)
            left = row is not None and row.done_at is None and row.failed_at is None
        if row is not None and left and not _work(central, row):
            again.append(number)
    return again


def _work(central: Central, row: BackgroundTask) -> bool:
    """Whether nothing is left to be done. Only an exception's name is kept: its text may be personal."""
    error, given_up = "", False
    try:
        KINDS[row.kind].handle(central, row.payload)
    except GivenUp as reason:
        error, given_up = str(reason)[:80] or "given up", True
    except Exception as failure:  # whatever it is, the task is kept
        error, given_up = type(failure).__name__, row.attempts + 1 >= MOST_ATTEMPTS
    with central.database.begin() as transaction:
        kept = transaction.get_one(BackgroundTask, row.id, with_for_update=True)
        kept.attempts += 1
        kept.error = error
        if not error:
            kept.done_at = central.now()
        elif given_up:
            kept.failed_at = central.now()
    if error:
        logs.get().warning("task failed", action=row.kind, error=error, count=row.attempts + 1)
    return not error or given_up


def drain(central: Central, timeout: float = 20.0) -> int:
    """Until no task is open: done here where no engine runs, otherwise waited for. How many were seen to be open.

    Raises TimeoutError.
    """
    deadline, seen = time.monotonic() + timeout, 0
    while open_tasks := _open(central):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{len(open_tasks)} tasks are still open")
        if central.database.engine in WAKE:
            seen = max(seen, len(open_tasks))
            time.sleep(_POLL_S)
        else:
            seen += len(open_tasks)
            work_off(central, open_tasks)
    return seen


def count_open(transaction: Transaction) -> int:
    """Tasks that are neither done nor given up."""
    wanted = select(func.count()).where(BackgroundTask.done_at.is_(None), BackgroundTask.failed_at.is_(None))
    return transaction.scalar(wanted.select_from(BackgroundTask)) or 0


def _open(central: Central) -> list[int]:
    with central.database.begin() as transaction:
        wanted = select(BackgroundTask.id).where(BackgroundTask.done_at.is_(None), BackgroundTask.failed_at.is_(None))
        return list(transaction.scalars(wanted.order_by(BackgroundTask.id)))
