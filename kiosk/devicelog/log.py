"""Writing and reading the log from the event loop, without waiting for the disk. Bounded; nothing here raises."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import apsw

from kiosk.devicelog.file import DAMAGE, open_log, set_aside
from kiosk.devicelog.records import CheckRecord, StatusEvent
from kiosk.logging import logger

T = TypeVar("T")
Figures = Mapping[str, int | float]

log = logger("devicelog")

KEPT_EVENTS, KEPT_CHECKS = 1000, 500
"""Of each device. A device that flaps for a night makes tens of thousands of events."""
PRUNE_EVERY = 50


class DeviceLog:
    """Owns the file at `path` in a thread of its own. What cannot be written is told in kiosk's log and dropped."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, "devicelog")
        self._connection = self._thread.submit(open_log, path).result()
        self._writes = 0

    def note(self, event: StatusEvent) -> None:
        """Keep a state; returns at once."""
        row = (event.wall, event.device, event.device_class, event.health, event.reason, event.action)
        self._write(
            "INSERT INTO events (wall, device, device_class, health, reason, action) VALUES (?, ?, ?, ?, ?, ?)", row
        )

    def note_check(self, check: CheckRecord) -> None:
        """Keep that a check was made; returns at once."""
        row = (
            *(check.wall, check.device, check.device_class, check.level, check.verdict, check.reason),
            *(check.milliseconds, check.asked_by),
        )
        self._write(
            "INSERT INTO checks (wall, device, device_class, level, verdict, reason, milliseconds, asked_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )

    def keep_statistics(self, figures: Mapping[str, Figures]) -> None:
        """Replace the figures of these devices; returns at once."""
        rows = [(device, name, value) for device, named in figures.items() for name, value in named.items()]

        def replace(connection: apsw.Connection) -> None:
            connection.executemany("INSERT OR REPLACE INTO statistics (device, name, value) VALUES (?, ?, ?)", rows)

        self._thread.submit(self._do, replace, None)

    async def events(self, device: str | None = None, limit: int = 100) -> tuple[StatusEvent, ...]:
        """The newest first, of one device or of all."""
        columns = "wall, device, device_class, health, reason, action, sequence"
        return tuple(StatusEvent(*row) for row in await self._newest(columns, "events", device, limit))

    async def checks(self, device: str | None = None, limit: int = 100) -> tuple[CheckRecord, ...]:
        """The newest first, of one device or of all."""
        columns = "wall, device, device_class, level, verdict, reason, milliseconds, asked_by, sequence"
        return tuple(CheckRecord(*row) for row in await self._newest(columns, "checks", device, limit))

    async def statistics(self) -> dict[str, dict[str, int | float]]:
        """Each device's figures by name, as last kept."""

        def read(connection: apsw.Connection) -> dict[str, dict[str, int | float]]:
            found: dict[str, dict[str, int | float]] = {}
            for device, name, value in connection.execute("SELECT device, name, value FROM statistics"):
                found.setdefault(device, {})[name] = value
            return found

        return await self._read(read, {})

    def close(self) -> None:
        """Write what is queued, then close the file."""
        self._thread.submit(self._connection_close).result()
        self._thread.shutdown()

    async def _newest(self, columns: str, table: str, device: str | None, limit: int) -> list[tuple]:  # type: ignore[type-arg]
        where = "WHERE device = ?" if device is not None else ""
        named = (device,) if device is not None else ()
        query = f"SELECT {columns} FROM {table} {where} ORDER BY sequence DESC LIMIT ?"  # noqa: S608  names of ours

        def read(connection: apsw.Connection) -> list[tuple]:  # type: ignore[type-arg]
            return list(connection.execute(query, (*named, limit)))

        return await self._read(read, [])

    async def _read(self, work: Callable[[apsw.Connection], T], nothing: T) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, work, nothing)

    def _write(self, statement: str, row: tuple[str | float, ...]) -> None:
        self._thread.submit(self._do, lambda connection: self._insert(connection, statement, row), None)

    def _insert(self, connection: apsw.Connection, statement: str, row: tuple[str | float, ...]) -> None:
        connection.execute(statement, row)
        self._writes += 1
        if self._writes % PRUNE_EVERY == 1:
            _prune(connection)

    def _do(self, work: Callable[[apsw.Connection], T], nothing: T) -> T:
        """In the log's thread: one transaction; after damage once more on a new file."""
        for _ in range(2):
            try:
                with self._connection:
                    return work(self._connection)
            except DAMAGE as error:
                self._begin_anew(type(error).__name__)
            except apsw.Error as error:
                log.error("devicelog.failed", error=type(error).__name__)
                break
        return nothing

    def _begin_anew(self, cause: str) -> None:
        self._connection_close()
        try:
            set_aside(self._path, cause)
        except OSError as error:
            log.error("devicelog.failed", error=type(error).__name__)
        self._connection = open_log(self._path)

    def _connection_close(self) -> None:
        try:
            self._connection.close()
        except apsw.Error as error:
            log.error("devicelog.failed", error=type(error).__name__)


def _prune(connection: apsw.Connection) -> None:
    for table, kept in (("events", KEPT_EVENTS), ("checks", KEPT_CHECKS)):
        for (device,) in list(connection.execute(f"SELECT DISTINCT device FROM {table}")):  # noqa: S608
            connection.execute(
                f"DELETE FROM {table} WHERE device = ? AND sequence <= "  # noqa: S608
                f"(SELECT sequence FROM {table} WHERE device = ? ORDER BY sequence DESC LIMIT 1 OFFSET ?)",
                (device, device, kept),
            )
