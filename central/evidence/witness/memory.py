"""What a witness remembers: of each log the last checkpoint that it cosigned, in an SQLite file of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from central import private_file

_MADE = "CREATE TABLE IF NOT EXISTS seen (origin TEXT PRIMARY KEY, size INTEGER, root BLOB, note TEXT) WITHOUT ROWID"


@dataclass(frozen=True, slots=True)
class Seen:
    size: int
    root: bytes
    note: str


class Memory:
    def __init__(self, file: Path) -> None:
        private_file.write(file, b"")
        self._file = file
        with self.begin() as connection:
            connection.execute(_MADE)

    @contextmanager
    def begin(self) -> Iterator[sqlite3.Connection]:
        """Looking at what was seen and going on from it is one transaction, on disk before it is answered."""
        with closing(sqlite3.connect(self._file, timeout=10, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")


def seen(connection: sqlite3.Connection, origin: str) -> Seen | None:
    row = connection.execute("SELECT size, root, note FROM seen WHERE origin = ?", (origin,)).fetchone()
    return Seen(*row) if row else None


def keep(connection: sqlite3.Connection, origin: str, latest: Seen) -> None:
    row = (origin, latest.size, latest.root, latest.note)
    connection.execute("INSERT OR REPLACE INTO seen (origin, size, root, note) VALUES (?, ?, ?, ?)", row)
