"""Movements of the fund: proposed by one, signed by several bodies, and only then released."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse
from sqlalchemy import select

from central.agreements import keeping, movements
from central.agreements.movements import Proposal
from central.agreements.states import State
from central.api.agreement_kit import MOVED, STAFF, IfMatch, Number, Reading, Writing, movement_out
from central.api.agreement_schemas import MovementIn, MovementOut, MovementPage, RefusalIn, SupervisorSignatureIn
from central.api.context import ByKey, answer_once
from central.api.errors import answers
from central.store.database import Transaction
from central.store.tables import FundMovement
from central.workdays import local_date

router = APIRouter(prefix="/v1/fund-movements", tags=["fund movements"])
_RESPONSES = answers(*STAFF, *MOVED)


@router.post("", status_code=201, response_model=MovementOut, responses=_RESPONSES)
def propose(call: Writing, body: MovementIn, key: ByKey) -> JSONResponse:
    central = call.central
    needed = int(central.parameters.on(local_date(central.now()), "fund_movement_signatures").value)
    proposal = Proposal(body.fund, body.source, body.target, body.amount_fen, body.purpose, needed)

    def effect(transaction: Transaction) -> MovementOut:
        return movement_out(movements.propose(transaction, proposal, call.who.actor, central.now()))

    return answer_once(central, call.who.actor, key, effect, 201)


@router.get("", responses=answers(*STAFF))
def listed(
    call: Reading,
    state: State | None = None,
    cursor: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> MovementPage:
    """In the order they were proposed."""
    wanted = select(FundMovement).order_by(FundMovement.id).limit(limit + 1)
    if state is not None:
        wanted = wanted.where(FundMovement.state == state)
    if cursor is not None:
        wanted = wanted.where(FundMovement.id > cursor)
    with call.central.database.begin() as transaction:
        rows = list(transaction.scalars(wanted))
        page = rows[:limit]
        following = str(page[-1].id) if len(rows) > limit else None
        return MovementPage(movements=[movement_out(each) for each in page], next=following)


@router.get("/{number}", responses=answers(*STAFF, "not-found"))
def movement(call: Reading, number: Number, response: Response) -> MovementOut:
    with call.central.database.begin() as transaction:
        held = keeping.find(transaction, FundMovement, number)
        response.headers["ETag"] = keeping.etag(held)
        return movement_out(held)


@router.post("/{number}/signatures", response_model=MovementOut, responses=_RESPONSES)
def sign(
    call: Writing, number: Number, body: SupervisorSignatureIn, key: ByKey, if_match: IfMatch = None
) -> JSONResponse:
    """A supervisor's own signature over the movement; the log keeps it."""

    def effect(transaction: Transaction) -> MovementOut:
        held = keeping.find(transaction, FundMovement, number, if_match)
        movements.sign(transaction, held, body.supervisor, body.signature, call.central.now())
        return movement_out(held)

    return answer_once(call.central, call.who.actor, key, effect)


@router.post("/{number}/release", response_model=MovementOut, responses=_RESPONSES)
def release(call: Writing, number: Number, key: ByKey, if_match: IfMatch = None) -> JSONResponse:
    """Refused until enough bodies have signed; every signature is verified again."""

    def effect(transaction: Transaction) -> MovementOut:
        held = keeping.find(transaction, FundMovement, number, if_match)
        movements.release(transaction, held, call.who.actor, call.central.now())
        return movement_out(held)

    return answer_once(call.central, call.who.actor, key, effect)


@router.post("/{number}/refusal", response_model=MovementOut, responses=_RESPONSES)
def refuse(call: Writing, number: Number, body: RefusalIn, key: ByKey, if_match: IfMatch = None) -> JSONResponse:
    """One supervisor's signed refusal ends it."""

    def effect(transaction: Transaction) -> MovementOut:
        held = keeping.find(transaction, FundMovement, number, if_match)
        movements.refuse(transaction, held, body.supervisor, body.reason, body.signature, call.central.now())
        return movement_out(held)

    return answer_once(call.central, call.who.actor, key, effect)


@router.post("/{number}/withdrawal", response_model=MovementOut, responses=_RESPONSES)
def withdraw(call: Writing, number: Number, key: ByKey, if_match: IfMatch = None) -> JSONResponse:
    """By who proposed it."""

    def effect(transaction: Transaction) -> MovementOut:
        held = keeping.find(transaction, FundMovement, number, if_match)
        movements.withdraw(transaction, held, call.who.actor, call.central.now())
        return movement_out(held)

    return answer_once(call.central, call.who.actor, key, effect)
