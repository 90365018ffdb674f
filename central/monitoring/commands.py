"""What kiosks are told to do: each command once, within its time.

waiting → fetched → done | failed | refused; not fetched in time → expired; fetched and not answered in time →
unanswered (a late answer still counts). A command is handed out with every heartbeat until it is answered, since an
answer to a heartbeat can be lost; the kiosk knows by its number what it has done already.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from central.monitoring import events
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Kiosk, KioskCommand

FETCH_WITHIN = timedelta(minutes=10)
ANSWER_WITHIN = timedelta(hours=1)
"""From fetching: a kiosk ends the visit first."""
MOST_WAITING = 20
OPEN = ("waiting", "fetched")
ENDED = ("done", "failed", "refused")


def ask(
    transaction: Transaction,
    kiosk_id: str,
    kind: str,
    arguments: Mapping[str, Any],
    asked_by: str,
    now: datetime,
    within: timedelta = FETCH_WITHIN,
) -> KioskCommand:
    """Raises Problem not-found, and kiosk-busy where too many wait already."""
    if transaction.get(Kiosk, kiosk_id) is None:
        raise Problem("not-found")
    expire(transaction, now, kiosk_id)
    if len(open_of(transaction, kiosk_id)) >= MOST_WAITING:
        raise Problem("too-many-commands")
    command = KioskCommand(
        number=secrets.token_hex(12),
        kiosk_id=kiosk_id,
        kind=kind,
        arguments=dict(arguments),
        asked_by=asked_by,
        asked_at=now,
        expires_at=now + within,
        state="waiting",
    )
    transaction.add(command)
    transaction.flush()
    return command


def hand_out(transaction: Transaction, kiosk_id: str, now: datetime) -> list[KioskCommand]:
    """What the kiosk has to do, oldest first; from now on it counts as fetched."""
    expire(transaction, now, kiosk_id)
    handed = open_of(transaction, kiosk_id)
    for command in handed:
        if command.state == "waiting":
            command.state, command.fetched_at = "fetched", now
            command.expires_at = now + ANSWER_WITHIN
    return handed


def answered(
    transaction: Transaction, kiosk_id: str, number: str, outcome: str, result: Mapping[str, Any], now: datetime
) -> KioskCommand:
    """What came of it, by the kiosk that had it. Raises Problem for another's, and where it was never handed out."""
    command = find(transaction, kiosk_id, number)
    if command.state in ENDED:
        raise Problem("command-ended", state=command.state)
    if command.fetched_at is None:
        raise Problem("command-ended", state=command.state)
    command.state, command.ended_at, command.result = outcome, now, dict(result)
    return command


def find(transaction: Transaction, kiosk_id: str, number: str) -> KioskCommand:
    wanted = select(KioskCommand).where(KioskCommand.number == number, KioskCommand.kiosk_id == kiosk_id)
    command = transaction.scalar(wanted.with_for_update())
    if command is None:
        raise Problem("not-found")
    return command


def expire(transaction: Transaction, now: datetime, kiosk_id: str | None = None) -> None:
    """End what nobody fetched or answered in time."""
    for present, then in (("waiting", "expired"), ("fetched", "unanswered")):
        late = update(KioskCommand).where(KioskCommand.state == present, KioskCommand.expires_at <= now)
        if kiosk_id is not None:
            late = late.where(KioskCommand.kiosk_id == kiosk_id)
        transaction.execute(late.values(state=then, ended_at=now))


def open_of(transaction: Transaction, kiosk_id: str) -> list[KioskCommand]:
    wanted = (
        select(KioskCommand)
        .where(KioskCommand.kiosk_id == kiosk_id, KioskCommand.state.in_(OPEN))
        .order_by(KioskCommand.id)
    )
    return list(transaction.scalars(wanted))


def tell(transaction: Transaction, command: KioskCommand, now: datetime) -> None:
    """To the stream; last in a transaction (see `events.emit`)."""
    content = {"id": command.number, "kind": command.kind, "state": command.state, "asked_by": command.asked_by}
    events.emit(transaction, "command", now, content, command.kiosk_id)
