"""The evidence log for whoever verifies it: C2SP checkpoint and tiles, keys, proofs; the acts themselves for staff."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import PlainTextResponse
from sqlalchemy import select

from central.api.context import ByKiosk, Parts, StaffCall, staff_with
from central.api.errors import answers
from central.api.evidence_schemas import ActOut, ActPage, ReceiptOut
from central.evidence import bell, receipts, store, tiles
from central.evidence.merkle import HASH_SIZE, leaf_hash
from central.identity import Scope
from central.parts import Central
from central.problems import Problem
from central.reference import normalise
from central.store.database import Transaction
from central.store.tables import Application, EvidenceAct, Submission

router = APIRouter(tags=["evidence"])
ByReader = Annotated[StaffCall, staff_with(Scope.READ_EVIDENCE)]
MOST_WAIT_MS = 1000
_BRIEFLY = {"Cache-Control": "max-age=1"}
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@router.get("/v1/evidence/checkpoint", response_class=PlainTextResponse, responses=answers("not-found"))
def checkpoint(central: Parts) -> PlainTextResponse:
    """C2SP tlog-checkpoint, with the witnesses' cosignatures where the operator has named witnesses."""
    with central.database.begin() as transaction:
        held = central.log.checkpoint(transaction)
    if held is None:
        raise Problem("not-found")
    return PlainTextResponse(held.note, headers=_BRIEFLY)


@router.get("/v1/evidence/keys", response_class=PlainTextResponse)
def keys(central: Parts) -> PlainTextResponse:
    """C2SP tlog-policy: the log's keys, the witnesses', and how many must have cosigned. Compare it with a copy that
    came another way: a log that lies can also lie here."""
    return PlainTextResponse(str(central.log.policy), headers=_BRIEFLY)


@router.get("/v1/evidence/tile/{path:path}", response_class=Response, responses=answers("not-found"))
def tile(central: Parts, path: Annotated[str, Path(max_length=80)]) -> Response:
    """C2SP tlog-tiles: `0/x001/x234/067`, `entries/000.p/12`."""
    named = tiles.parse(path)
    if named is None:
        raise Problem("not-found")
    level, number, width = named
    length = width * (tiles.FRAMED if level == tiles.ENTRIES else HASH_SIZE)
    with central.database.begin() as transaction:
        data = store.tile(transaction, level, number)
    if len(data) < length:
        raise Problem("not-found")
    return Response(data[:length], media_type="application/octet-stream", headers=_FOR_EVER)


@router.get("/v1/evidence/proof/{leaf}", response_class=PlainTextResponse, responses=answers("not-found"))
def proof(central: Parts, leaf: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]) -> PlainTextResponse:
    """C2SP tlog-proof for an entry (its 32 bytes in hex), without what it is the hash of; to redeem a promise."""
    with central.database.begin() as transaction:
        act = transaction.scalar(select(EvidenceAct).where(EvidenceAct.entry == bytes.fromhex(leaf)))
        made = central.log.proof(transaction, act) if act else None
    if made is None:
        raise Problem("not-found")
    return PlainTextResponse(str(made.bare()), headers=_BRIEFLY)


@router.get("/v1/evidence/acts", responses=answers("token-invalid", "scope-missing"))
def acts(
    call: ByReader,
    subject: Annotated[str | None, Query(max_length=64)] = None,
    cursor: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> ActPage:
    """What was put down, in order; statement and salt are null once erased, the position while an act waits."""
    wanted = select(EvidenceAct).order_by(EvidenceAct.id).limit(limit + 1)
    if subject is not None:
        wanted = wanted.where(EvidenceAct.subject == subject)
    if cursor is not None:
        wanted = wanted.where(EvidenceAct.id > cursor)
    with call.central.database.begin() as transaction:
        rows = list(transaction.scalars(wanted))
    page = rows[:limit]
    return ActPage(acts=[_act(row) for row in page], next=str(page[-1].id) if len(rows) > limit else None)


@router.get("/v1/submissions/{reference}/proof", responses=answers("token-invalid", "not-found"))
def of_submission(
    call: ByKiosk,
    reference: Annotated[str, Path(max_length=20)],
    wait_ms: Annotated[int, Query(ge=0, le=MOST_WAIT_MS)] = 0,
) -> ReceiptOut:
    """That this kiosk's submission was received. Waits for the proof; the promise where it is not there in time."""
    central, number = call.central, normalise(reference)
    with bell.waiting(central.database.engine) as published:
        with call.begin() as (transaction, kiosk):
            own = select(Submission.id).where(Submission.reference == number, Submission.kiosk_id == kiosk.id)
            if transaction.scalar(own) is None:
                raise Problem("not-found")
            found = _receipt(central, transaction, number)
        if found.form == "promise" and wait_ms and published.wait(wait_ms / 1000):
            with central.database.begin() as transaction:
                found = _receipt(central, transaction, number)
    return ReceiptOut(form=found.form, code=found.code, text=found.text)


@router.get("/v1/applications/{number}/proof", responses=answers("token-invalid", "scope-missing", "not-found"))
def of_application(call: ByReader, number: Annotated[str, Path(max_length=24)]) -> ReceiptOut:
    """That the application's submission was received."""
    central = call.central
    with central.database.begin() as transaction:
        of_number = select(Submission.reference).join(Application).where(Application.number == number)
        reference = transaction.scalar(of_number)
        if reference is None:
            raise Problem("not-found")
        found = _receipt(central, transaction, reference)
    return ReceiptOut(form=found.form, code=found.code, text=found.text)


def _receipt(central: Central, transaction: Transaction, reference: str) -> receipts.Receipt:
    act = receipts.act_of(transaction, reference)
    found = receipts.best(central.log, transaction, act, central.now()) if act else None
    if found is None:
        raise Problem("not-found")
    return found


def _act(row: EvidenceAct) -> ActOut:
    return ActOut(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        queued_at=row.queued_at,
        entry=row.entry.hex(),
        leaf=leaf_hash(row.entry).hex(),
        position=row.position,
        salt=row.salt.hex() if row.salt is not None else None,
        statement=row.statement,
    )
