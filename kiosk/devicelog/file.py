"""The log's SQLite file: opened whole, or set aside and begun anew. A kiosk never stands still for want of it."""

from __future__ import annotations

from pathlib import Path

import apsw

from kiosk.logging import logger

log = logger("devicelog")

VERSION = 1
KEPT_ASIDE = 3
_SCHEMA = (Path(__file__).parent / "schema.sql").read_text("utf-8")
DAMAGE = (apsw.CorruptError, apsw.NotADBError)


def open_log(path: Path) -> apsw.Connection:
    """The log at `path`; damaged, it is set aside and an empty one takes its place.

    Where the disk lets none be opened at all, one in memory serves until the next start.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            return _open(path)
        except (*DAMAGE, _Unreadable) as error:
            set_aside(path, type(error).__name__)
            return _open(path)
    except (apsw.Error, OSError, _Unreadable) as error:
        log.error("devicelog.not_kept", error=type(error).__name__)
        return _prepared(apsw.Connection(":memory:"))


def set_aside(path: Path, cause: str) -> None:
    """Rename a damaged log, for technicians to look at; the last few are kept."""
    log.error("devicelog.set_aside", cause=cause)
    number = 1 + max((int(old.suffix.removeprefix(".damaged-")) for old in _aside(path)), default=0)
    path.rename(path.with_name(f"{path.name}.damaged-{number}"))
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    for old in _aside(path)[:-KEPT_ASIDE]:
        old.unlink(missing_ok=True)


def _aside(path: Path) -> list[Path]:
    found = [each for each in path.parent.glob(f"{path.name}.damaged-*") if each.suffix[9:].isdigit()]
    return sorted(found, key=lambda each: int(each.suffix[9:]))


class _Unreadable(Exception):
    """The file is whole, but of a version that this program does not read."""


def _open(path: Path) -> apsw.Connection:
    path.touch(mode=0o600)
    connection = apsw.Connection(str(path))
    try:
        connection.set_busy_timeout(2000)
        connection.pragma("journal_mode", "wal")
        connection.pragma("synchronous", "full")
        if connection.pragma("quick_check", 1) != "ok":
            raise apsw.CorruptError
        return _prepared(connection)
    except BaseException:
        connection.close()
        raise


def _prepared(connection: apsw.Connection) -> apsw.Connection:
    with connection:
        version = connection.pragma("user_version")
        if version == 0:
            connection.execute(_SCHEMA)
            connection.pragma("user_version", VERSION)
        elif version != VERSION:
            raise _Unreadable
    return connection
