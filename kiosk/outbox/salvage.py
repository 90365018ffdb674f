"""What a damaged file of promises is worth: every row that can still be read goes into a new file, the old one stays.

A disk that lies about writing, or one that wears out, can leave a file that SQLite calls malformed. The kiosk must open
again, and what it promised and can still read must be sent.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import apsw

from kiosk import audit
from kiosk.logging import logger

log = logger("outbox")

_SUFFIXES = ("", "-wal", "-shm")
_TABLES = ("submissions", "audit", "audit_heads")
_CHAINS = {"audit"}
"""A chain is worth something only from its beginning: it is copied as far as it can be read, without a gap."""


def damaged(error: BaseException) -> bool:
    return isinstance(error, apsw.CorruptError | apsw.NotADBError)


def replace(path: Path, create: Callable[[Path], apsw.Connection]) -> apsw.Connection:
    """Set the file at `path` aside, make a new one by `create` and copy what can be read; the new connection."""
    aside = _set_aside(path)
    new = create(path)
    with new:
        saved = _copy(aside, new)
        # Numbers that were lost with the file may be at the central already: begin beyond any that a count reached.
        new.execute("UPDATE meta SET value = max(value, ?) WHERE key = 'sequence'", (int(time.time()),))
        audit.append(
            new, datetime.now(UTC), "outbox.damaged", "failure", cause="file_damaged", outcome=f"saved {saved}"
        )
    log.error("outbox.damaged", count=saved, where=aside.name)
    return new


def _set_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    for suffix in _SUFFIXES:
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside


def _copy(aside: Path, new: apsw.Connection) -> int:
    """How many submissions were copied."""
    try:
        old = apsw.Connection(str(aside), flags=apsw.SQLITE_OPEN_READWRITE)
    except apsw.Error:
        return 0
    try:
        saved = 0
        for table in _TABLES:
            columns = [str(row[1]) for row in new.execute(f"PRAGMA table_info({table})")]
            marks = ", ".join("?" * len(columns))
            for row in _readable(old, table, columns):
                with contextlib.suppress(apsw.ConstraintError, apsw.MismatchError):
                    new.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", row)  # noqa: S608
                    saved += table == "submissions"
        return saved
    finally:
        old.close()


def _readable(old: apsw.Connection, table: str, columns: list[str]) -> Iterator[tuple[apsw.SQLiteValue, ...]]:
    """Rows from the beginning up to the first that cannot be read, then, but for a chain, from the end back to it."""
    seen: set[int] = set()
    for order in ("ASC",) if table in _CHAINS else ("ASC", "DESC"):
        try:
            query = f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED ORDER BY rowid {order}"  # noqa: S608
            for row in old.execute(query):
                if row[0] in seen:
                    break
                seen.add(int(str(row[0])))
                yield row[1:]
        except apsw.Error:
            continue
