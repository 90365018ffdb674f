"""Engine, migrations at start, transactions."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session as Transaction

from central import private_file
from central.problems import Problem

__all__ = ["Database", "Transaction", "lock_key", "migration_config"]

MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 4_501_031
_BUSY_TIMEOUT_S = 10


class Database:
    """One database. SQLite gets one connection only: below 3.51.3 two in WAL mode can corrupt it."""

    def __init__(self, url: str) -> None:
        self.engine = _sqlite(url) if make_url(url).get_backend_name() == "sqlite" else _server(url)
        self.info: dict[str, Any] = {}
        """What every transaction carries with it in its own `info`."""
        self._running: set[tuple[str, str]] = set()
        self._running_lock = threading.Lock()

    def migrate(self, revision: str = "head") -> None:
        """Bring the schema to a revision; several processes may start at once."""
        with self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_lock({_MIGRATION_LOCK})"))
                connection.commit()
            try:
                with connection.begin():
                    command.upgrade(migration_config(connection), revision)
            finally:
                if connection.dialect.name == "postgresql":
                    connection.execute(text(f"SELECT pg_advisory_unlock({_MIGRATION_LOCK})"))
                    connection.commit()

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A transaction: committed on leaving, rolled back on any exception."""
        with Transaction(self.engine, expire_on_commit=False, info=self.info) as transaction, transaction.begin():
            yield transaction

    @contextmanager
    def running(self, caller: str, key: str) -> Iterator[None]:
        """Marks an idempotency key as being worked on in this process; a second one at the same time is a Problem."""
        with self._running_lock:
            if (caller, key) in self._running:
                raise Problem("idempotency-key-running")
            self._running.add((caller, key))
        try:
            yield
        finally:
            with self._running_lock:
                self._running.discard((caller, key))

    def dispose(self) -> None:
        self.engine.dispose()


def lock_key(transaction: Transaction, caller: str, key: str) -> None:
    """The same as `Database.running` between processes: PostgreSQL's advisory lock until the transaction's end."""
    if transaction.get_bind().dialect.name != "postgresql":
        return
    number = int.from_bytes(hashlib.sha256(f"{caller}\n{key}".encode()).digest()[:8], "big", signed=True)
    if not transaction.scalar(text("SELECT pg_try_advisory_xact_lock(:number)"), {"number": number}):
        raise Problem("idempotency-key-running")


def migration_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _server(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True, pool_timeout=_BUSY_TIMEOUT_S)


def _sqlite(url: str) -> Engine:
    file = make_url(url).database
    if file and file != ":memory:":
        private_file.write(Path(file), b"")  # keeps what is there; SQLite gives its other files the same mode
    engine = create_engine(
        url,
        pool_size=1,
        max_overflow=0,
        pool_timeout=_BUSY_TIMEOUT_S,
        connect_args={"check_same_thread": False, "timeout": _BUSY_TIMEOUT_S},
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN would come too late for IMMEDIATE
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
