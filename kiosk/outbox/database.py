"""The file that promises are kept in: one SQLite connection, owned by one thread.

WAL with synchronous=FULL: with NORMAL a power cut loses commits that were already acknowledged (bench/outbox will show
it). One connection alone also keeps clear of what two can do to each other's WAL.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import apsw

from kiosk.outbox import salvage

T = TypeVar("T")

_SCHEMA_VERSION = 1
_SCHEMA = (Path(__file__).parent / "schema.sql").read_text("utf-8")


class Database:
    """Runs functions over the connection, each in a transaction of its own. Raises apsw.Error."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = path
        self._thread = ThreadPoolExecutor(1, "database")
        self._connection = self._thread.submit(_open_or_salvage, path).result()

    async def run(self, work: Callable[[apsw.Connection], T]) -> T:
        """Do `work` in one transaction. It runs to its end even if the caller is cancelled meanwhile."""
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._thread, self._transact, work))

    def close(self) -> None:
        self._thread.submit(self._connection.close).result()
        self._thread.shutdown()

    def _transact(self, work: Callable[[apsw.Connection], T]) -> T:
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return result


def _open_or_salvage(path: Path) -> apsw.Connection:
    """A file that is damaged is set aside; what can be read of it goes on (salvage.py)."""
    connection: apsw.Connection | None = None
    try:
        connection = _open(path)
        sound = connection.pragma("quick_check") == "ok"
    except apsw.Error as error:
        if not salvage.damaged(error):
            raise
        sound = False
    if connection is not None and sound:
        return connection
    if connection is not None:
        connection.close()
    return salvage.replace(path, _open)


def _open(path: Path) -> apsw.Connection:
    # The file is created readable by its owner alone, before SQLite could create it otherwise.
    path.touch(mode=0o600)
    connection = apsw.Connection(str(path))
    connection.set_busy_timeout(2000)
    connection.pragma("journal_mode", "wal")
    connection.pragma("synchronous", "full")
    connection.pragma("secure_delete", "on")
    with connection:
        version = connection.pragma("user_version")
        if version == 0:
            connection.execute(_SCHEMA)
            connection.pragma("user_version", _SCHEMA_VERSION)
        elif version != _SCHEMA_VERSION:
            raise RuntimeError(f"{path} is of version {version}; this program reads {_SCHEMA_VERSION}")
    return connection
