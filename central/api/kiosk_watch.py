"""Kiosks: their heartbeats, their commands, and how staff see them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from sqlalchemy import select

from central import evidence
from central.api.context import ByKey, ByKiosk, StaffCall, answer_once, kiosk_answer_once, staff_with
from central.api.errors import answers
from central.api.kiosk_schemas import (
    ChangePage,
    ChangeRow,
    CommandIn,
    CommandOut,
    CommandPage,
    CommandResult,
    CommandRow,
    Heartbeat,
    HeartbeatOut,
    KioskOut,
    KioskPage,
    PlaceIn,
    PlaceOut,
)
from central.identity import Scope
from central.monitoring import commands, heartbeat, kiosks
from central.problems import Problem
from central.store.database import Transaction, lock_key
from central.store.tables import DeviceChange, Kiosk, KioskCommand, KioskPlace

router = APIRouter(prefix="/v1/kiosks", tags=["kiosks"])
KioskId = Annotated[str, Path(max_length=64)]
Reading = Annotated[StaffCall, staff_with(Scope.READ_KIOSKS)]
Commanding = Annotated[StaffCall, staff_with(Scope.COMMAND_KIOSKS)]
Cursor = Annotated[int | None, Query(ge=1, le=2**31 - 1)]
Limit = Annotated[int, Query(ge=1, le=100)]
_STAFF = ("token-invalid", "scope-missing", "not-found")
_KEYED = ("idempotency-key-missing", "idempotency-key-running", "idempotency-key-reused")


@router.post(
    "/{kiosk_id}/heartbeat", response_model=HeartbeatOut, responses=answers("token-invalid", "kiosk-differs", *_KEYED)
)
def beat(call: ByKiosk, kiosk_id: KioskId, body: Heartbeat, key: ByKey) -> JSONResponse:
    """A kiosk says how it is, and learns what to do. The key is kept until its next heartbeat."""
    central, caller = call.central, f"heartbeat:{kiosk_id}"
    taken = heartbeat.Beat(
        kiosk_id=kiosk_id,
        content=body.model_dump(mode="json", by_alias=True),
        sent_at=body.sent_at,
        started_at=body.started_at,
        key=key.value,
        fingerprint=key.fingerprint,
    )
    with central.database.running(caller, key.value), call.begin() as (transaction, kiosk):
        _same(kiosk, kiosk_id)
        lock_key(transaction, caller, key.value)
        answer = heartbeat.kept_answer(transaction, taken)
        if answer is None:
            now = central.now()
            handed = heartbeat.take(transaction, taken, now)
            out = HeartbeatOut(server_time=now, next_s=body.interval_s, commands=[_command(each) for each in handed])
            answer = out.model_dump(mode="json")
            heartbeat.finish(transaction, kiosk_id, answer)
    return JSONResponse(answer)


@router.post(
    "/{kiosk_id}/commands/{number}/result",
    response_model=CommandRow,
    responses=answers("token-invalid", "kiosk-differs", "not-found", "command-ended", *_KEYED),
)
def result(
    call: ByKiosk, kiosk_id: KioskId, number: Annotated[str, Path(max_length=32)], body: CommandResult, key: ByKey
) -> JSONResponse:
    """What came of a command that the kiosk was given."""
    central = call.central

    def effect(transaction: Transaction, kiosk: Kiosk) -> CommandRow:
        _same(kiosk, kiosk_id)
        said = body.model_dump(mode="json", exclude={"outcome"}, exclude_none=True)
        now = central.now()
        command = commands.answered(transaction, kiosk_id, number, body.outcome, said, now)
        act = {"kiosk": kiosk_id, "kind": command.kind, "outcome": body.outcome}
        evidence.record(transaction, "kiosk.command.ended", command.number, act)
        commands.tell(transaction, command, now)
        return _row(command)

    return kiosk_answer_once(call, key, effect)


@router.get("", responses=answers("token-invalid", "scope-missing"))
def listed(call: Reading, cursor: Annotated[str | None, Query(max_length=64)] = None, limit: Limit = 50) -> KioskPage:
    """Kiosks in the order of their ids; `cursor` from the page before."""
    with call.central.database.begin() as transaction:
        found = kiosks.page(transaction, call.central.now(), cursor or "", limit + 1)
    return KioskPage(
        kiosks=[KioskOut.model_validate(asdict(view)) for view in found[:limit]],
        next=found[limit - 1].id if len(found) > limit else None,
    )


@router.get("/{kiosk_id}", responses=answers(*_STAFF))
def one(call: Reading, kiosk_id: KioskId) -> KioskOut:
    """One kiosk as it last said it is."""
    with call.central.database.begin() as transaction:
        return _found(call, transaction, kiosk_id)


@router.put("/{kiosk_id}/place", responses=answers(*_STAFF))
def place(call: Commanding, kiosk_id: KioskId, body: PlaceIn) -> PlaceOut:
    """Say where the kiosk stands."""
    with call.central.database.begin() as transaction:
        _present(transaction, kiosk_id)
        held = transaction.get(KioskPlace, kiosk_id) or KioskPlace(kiosk_id=kiosk_id)
        held.hall_zh, held.hall_en, held.district = body.hall.zh, body.hall.en, body.district
        held.latitude, held.longitude = body.latitude, body.longitude
        held.set_at, held.set_by = call.central.now(), call.who.actor
        transaction.add(held)
        transaction.flush()
        return PlaceOut.model_validate(body.model_dump())


@router.get("/{kiosk_id}/history", responses=answers(*_STAFF))
def history(
    call: Reading,
    kiosk_id: KioskId,
    device: Annotated[str | None, Query(max_length=40)] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> ChangePage:
    """How the states of its devices changed, the newest first."""
    wanted = select(DeviceChange).where(DeviceChange.kiosk_id == kiosk_id).order_by(DeviceChange.id.desc())
    if device is not None:
        wanted = wanted.where(DeviceChange.device == device)
    if cursor is not None:
        wanted = wanted.where(DeviceChange.id < cursor)
    with call.central.database.begin() as transaction:
        _present(transaction, kiosk_id)
        rows = list(transaction.scalars(wanted.limit(limit + 1)))
    changes = [
        ChangeRow.model_validate({name: getattr(row, name) for name in ChangeRow.model_fields}) for row in rows[:limit]
    ]
    return ChangePage(changes=changes, next=str(changes[-1].id) if len(rows) > limit else None)


@router.post(
    "/{kiosk_id}/commands",
    status_code=201,
    response_model=CommandRow,
    responses=answers(*_STAFF, "too-many-commands", *_KEYED),
)
def command(call: Commanding, kiosk_id: KioskId, body: CommandIn, key: ByKey) -> JSONResponse:
    """Have the kiosk do something, between visits. It fetches the command with its next heartbeat."""

    def effect(transaction: Transaction) -> CommandRow:
        return _row(ask(call, transaction, kiosk_id, body))

    return answer_once(call.central, call.who.actor, key, effect, 201)


def ask(call: StaffCall, transaction: Transaction, kiosk_id: str, body: CommandIn) -> KioskCommand:
    """What the route does, for staff's own pages too."""
    arguments = body.command.model_dump(mode="json", exclude={"kind"})
    now, within = call.central.now(), timedelta(minutes=body.within_min)
    made = commands.ask(transaction, kiosk_id, body.command.kind, arguments, call.who.actor, now, within)
    act = {"kiosk": kiosk_id, "kind": made.kind, "arguments": arguments, "by": call.who.actor}
    evidence.record(transaction, "kiosk.command.asked", made.number, act)
    commands.tell(transaction, made, now)
    return made


@router.get("/{kiosk_id}/commands", responses=answers(*_STAFF))
def commanded(call: Reading, kiosk_id: KioskId, cursor: Cursor = None, limit: Limit = 50) -> CommandPage:
    """What the kiosk was told to do, the newest first, with what came of it."""
    wanted = select(KioskCommand).where(KioskCommand.kiosk_id == kiosk_id).order_by(KioskCommand.id.desc())
    if cursor is not None:
        wanted = wanted.where(KioskCommand.id < cursor)
    with call.central.database.begin() as transaction:
        _present(transaction, kiosk_id)
        commands.expire(transaction, call.central.now(), kiosk_id)
        rows = list(transaction.scalars(wanted.limit(limit + 1)))
    return CommandPage(
        commands=[_row(row) for row in rows[:limit]], next=str(rows[limit - 1].id) if len(rows) > limit else None
    )


@router.get("/{kiosk_id}/commands/{number}", responses=answers(*_STAFF))
def one_command(call: Reading, kiosk_id: KioskId, number: Annotated[str, Path(max_length=32)]) -> CommandRow:
    """One command, with what came of it."""
    with call.central.database.begin() as transaction:
        commands.expire(transaction, call.central.now(), kiosk_id)
        return _row(commands.find(transaction, kiosk_id, number))


def _same(kiosk: Kiosk, named: str) -> None:
    if kiosk.id != named:
        raise Problem("kiosk-differs")


def _present(transaction: Transaction, kiosk_id: str) -> None:
    if transaction.get(Kiosk, kiosk_id) is None:
        raise Problem("not-found")


def _found(call: StaffCall, transaction: Transaction, kiosk_id: str) -> KioskOut:
    view = kiosks.one(transaction, call.central.now(), kiosk_id)
    if view is None:
        raise Problem("not-found")
    return KioskOut.model_validate(asdict(view))


def _command(command: KioskCommand) -> CommandOut:
    return CommandOut(id=command.number, kind=command.kind, arguments=command.arguments, expires_at=command.expires_at)


def _row(command: KioskCommand) -> CommandRow:
    return CommandRow(
        id=command.number,
        kiosk=command.kiosk_id,
        kind=command.kind,
        arguments=command.arguments,
        state=command.state,
        asked_by=command.asked_by,
        asked_at=command.asked_at,
        expires_at=command.expires_at,
        fetched_at=command.fetched_at,
        ended_at=command.ended_at,
        result=command.result,
    )
