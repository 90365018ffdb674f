"""Submissions in the database: functions over a connection, each called inside a transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import apsw

State = Literal["waiting", "sent", "answered", "refused"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A committed submission. `answer` is the central's in short, `cause` why it was not received or accepted."""

    reference: str
    sequence: int
    kiosk_id: str
    key_id: str
    sealed: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    idempotency_key: str
    committed_at: float
    state: State
    attempts: int
    answer: str | None
    cause: str | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many are not yet received, how many were refused, and since when the oldest waits (Unix time)."""

    waiting: int
    refused: int
    oldest: float | None


_COLUMNS = (
    "reference, sequence, kiosk_id, key_id, sealed, signature, idempotency_key, committed_at, state, attempts, "
    "answer, cause"
)


def insert(
    connection: apsw.Connection,
    *,
    reference: str,
    kiosk_id: str,
    key_id: str,
    sealed: bytes,
    idempotency_key: str,
    committed_at: float,
    sign: Callable[[int], bytes],
) -> int:
    """Give the submission the kiosk's next number and keep it; `sign` makes the signature over that number."""
    rows = connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'sequence' RETURNING value")
    sequence = int(next(iter(rows))[0])
    rows.close(True)
    connection.execute(
        "INSERT INTO submissions (reference, sequence, kiosk_id, key_id, sealed, signature, idempotency_key,"
        " committed_at, state, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)",
        (reference, sequence, kiosk_id, key_id, sealed, sign(sequence), idempotency_key, committed_at, committed_at),
    )
    return sequence


def find(connection: apsw.Connection, reference: str) -> Entry | None:
    for row in connection.execute(f"SELECT {_COLUMNS} FROM submissions WHERE reference = ?", (reference,)):  # noqa: S608
        return Entry(*row)
    return None


def unsettled(connection: apsw.Connection) -> list[str]:
    """References without a final answer, oldest first."""
    rows = connection.execute("SELECT reference FROM submissions WHERE state IN ('waiting', 'sent') ORDER BY sequence")
    return [str(row[0]) for row in rows]


def begin_attempt(connection: apsw.Connection, reference: str, now: float) -> Entry | None:
    """Mark it sent before it leaves: after a crash nobody can tell whether it was received."""
    connection.execute(
        "UPDATE submissions SET state = 'sent', attempts = attempts + 1, changed_at = ?"
        " WHERE reference = ? AND state IN ('waiting', 'sent')",
        (now, reference),
    )
    return find(connection, reference)


def end_attempt(
    connection: apsw.Connection,
    reference: str,
    state: State,
    now: float,
    *,
    answer: str | None = None,
    cause: str | None = None,
) -> None:
    """What came of an attempt. A final state never changes again."""
    connection.execute(
        "UPDATE submissions SET state = ?, changed_at = ?, answer = ?, cause = ?"
        " WHERE reference = ? AND state IN ('waiting', 'sent')",
        (state, now, answer, cause, reference),
    )


def prune(connection: apsw.Connection, before: float) -> int:
    """Forget what was answered before that time; what was refused stays until staff has dealt with it."""
    connection.execute("DELETE FROM submissions WHERE state = 'answered' AND changed_at < ?", (before,))
    return connection.changes()


def backlog(connection: apsw.Connection) -> Backlog:
    row = next(
        iter(
            connection.execute(
                "SELECT count(*) FILTER (WHERE state IN ('waiting', 'sent')),"
                " count(*) FILTER (WHERE state = 'refused'),"
                " min(committed_at) FILTER (WHERE state IN ('waiting', 'sent')) FROM submissions"
            )
        )
    )
    return Backlog(*row)
