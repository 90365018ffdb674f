"""Who sequences a database's acts hears of each commit that put some down; who waits, of each new checkpoint."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import event
from sqlalchemy.engine import Engine

from central.store.database import Transaction

_RECORDED = "evidence"
_hearing: WeakKeyDictionary[Engine, set[threading.Event]] = WeakKeyDictionary()
_waiting: WeakKeyDictionary[Engine, set[threading.Event]] = WeakKeyDictionary()
_lock = threading.Lock()


def ring_on_commit(transaction: Transaction) -> None:
    transaction.info[_RECORDED] = True


@contextmanager
def hearing(engine: Engine, heard: threading.Event) -> Iterator[None]:
    """`heard` is set after each such commit in this process."""
    with _among(_hearing, engine, heard):
        yield


@contextmanager
def waiting(engine: Engine) -> Iterator[threading.Event]:
    """An event that is set with the next checkpoint that is published from this process."""
    published = threading.Event()
    with _among(_waiting, engine, published):
        yield published


def publish(engine: Engine) -> None:
    for published in tuple(_waiting.get(engine, ())):
        published.set()


@contextmanager
def _among(
    those: WeakKeyDictionary[Engine, set[threading.Event]], engine: Engine, one: threading.Event
) -> Iterator[None]:
    with _lock:
        those.setdefault(engine, set()).add(one)
    try:
        yield
    finally:
        with _lock:
            those[engine].discard(one)


@event.listens_for(Transaction, "after_commit")
def _committed(transaction: Any) -> None:
    if transaction.info.pop(_RECORDED, False):
        for heard in tuple(_hearing.get(transaction.get_bind(), ())):
            heard.set()
