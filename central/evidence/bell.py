"""Who sequences a database's acts hears of each commit that put some down."""

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
_lock = threading.Lock()


def ring_on_commit(transaction: Transaction) -> None:
    transaction.info[_RECORDED] = True


@contextmanager
def hearing(engine: Engine, heard: threading.Event) -> Iterator[None]:
    """`heard` is set after each such commit in this process."""
    with _lock:
        _hearing.setdefault(engine, set()).add(heard)
    try:
        yield
    finally:
        with _lock:
            _hearing[engine].discard(heard)


@event.listens_for(Transaction, "after_commit")
def _committed(transaction: Any) -> None:
    if transaction.info.pop(_RECORDED, False):
        for heard in tuple(_hearing.get(transaction.get_bind(), ())):
            heard.set()
