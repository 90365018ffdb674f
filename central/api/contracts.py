"""Contracts of employment, signed by both sides, and the keys that employers and supervisors sign with."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse
from sqlalchemy import select

from central import evidence
from central.agreements import contracts, keeping
from central.agreements.contracts import Assent, Offer
from central.agreements.keeping import SUPERVISOR
from central.api.agreement_kit import (
    KEYED,
    KIOSK,
    MOVED,
    STAFF,
    Administering,
    IfMatch,
    Number,
    Reading,
    Writing,
    contract_out,
    signed_in,
)
from central.api.agreement_schemas import (
    AssentIn,
    ContractIn,
    ContractOut,
    ContractsOut,
    EndIn,
    InSession,
    PartyIn,
    PartyOut,
    SignatureIn,
)
from central.api.context import ByKey, ByKiosk, answer_once, kiosk_answer_once
from central.api.errors import answers
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Contract, Kiosk, SigningParty

router = APIRouter(tags=["contracts"])
_KEY_SIZE = 32


@router.post(
    "/v1/signing-parties", status_code=201, response_model=PartyOut, responses=answers(*STAFF, *KEYED, "signer-known")
)
def register(call: Administering, body: PartyIn, key: ByKey) -> JSONResponse:
    """Name the key of an employer or of a supervisor of the fund. A key once named is not replaced."""
    if len(body.public_key) != _KEY_SIZE or (body.role == SUPERVISOR) != bool(body.body):
        raise Problem("malformed-request", reason="party")
    now = call.central.now()

    def effect(transaction: Transaction) -> PartyOut:
        if transaction.get(SigningParty, (body.role, body.id)) is not None:
            raise Problem("signer-known")
        made = {"role": body.role, "id": body.id, "body": body.body}
        transaction.add(SigningParty(**made, public_key=body.public_key, registered_at=now))
        content = {**made, "public_key": body.public_key.hex(), "by": call.who.actor}
        evidence.record(transaction, "signer.registered", body.id, content)
        return PartyOut(**made, registered_at=now)

    return answer_once(call.central, call.who.actor, key, effect, 201)


@router.post("/v1/contracts", status_code=201, response_model=ContractOut, responses=answers(*STAFF, *MOVED))
def offer(call: Writing, body: ContractIn, key: ByKey) -> JSONResponse:
    """An employer's signed offer, for the worker to sign at a kiosk."""
    given = Offer(body.employer, body.id_number, body.starts_on, body.ends_on, body.terms, body.signature)

    def effect(transaction: Transaction) -> ContractOut:
        return contract_out(contracts.offer(transaction, given, call.central.now()))

    return answer_once(call.central, call.who.actor, key, effect, 201)


@router.get("/v1/contracts/{number}", responses=answers(*STAFF, "not-found"))
def contract(call: Reading, number: Number, response: Response) -> ContractOut:
    with call.central.database.begin() as transaction:
        held = keeping.find(transaction, Contract, number)
        response.headers["ETag"] = keeping.etag(held)
        return contract_out(held)


@router.get("/v1/sessions/{session}/contracts", responses=answers(*KIOSK, "not-found"))
def of_session(call: ByKiosk, session: Annotated[str, Path(max_length=64)]) -> ContractsOut:
    """The contracts of who is at the kiosk, to be read before they are signed."""
    with call.begin() as (transaction, kiosk):
        who = signed_in(call.central, transaction, kiosk, session)
        own = select(Contract).where(Contract.id_number == who.id_number).order_by(Contract.id.desc()).limit(20)
        return ContractsOut(contracts=[contract_out(held) for held in transaction.scalars(own)])


@router.post("/v1/contracts/{number}/signature", response_model=ContractOut, responses=answers(*KIOSK, *MOVED))
def sign(call: ByKiosk, number: Number, body: AssentIn, key: ByKey, if_match: IfMatch = None) -> JSONResponse:
    """The worker signs, at the kiosk, after the face check."""

    def effect(transaction: Transaction, kiosk: Kiosk) -> ContractOut:
        who = signed_in(call.central, transaction, kiosk, body.session)
        held = keeping.find(transaction, Contract, number, if_match)
        contracts.sign(transaction, held, who, kiosk, Assent(body.digest, body.signature), call.central.now())
        return contract_out(held)

    return kiosk_answer_once(call, key, effect)


@router.post("/v1/contracts/{number}/decline", response_model=ContractOut, responses=answers(*KIOSK, *MOVED))
def decline(call: ByKiosk, number: Number, body: InSession, key: ByKey, if_match: IfMatch = None) -> JSONResponse:
    def effect(transaction: Transaction, kiosk: Kiosk) -> ContractOut:
        who = signed_in(call.central, transaction, kiosk, body.session)
        held = keeping.find(transaction, Contract, number, if_match)
        contracts.decline(transaction, held, who, kiosk, call.central.now())
        return contract_out(held)

    return kiosk_answer_once(call, key, effect)


@router.post("/v1/contracts/{number}/withdrawal", response_model=ContractOut, responses=answers(*STAFF, *MOVED))
def withdraw(call: Writing, number: Number, body: SignatureIn, key: ByKey, if_match: IfMatch = None) -> JSONResponse:
    """The employer takes back what the worker has not signed."""

    def effect(transaction: Transaction) -> ContractOut:
        held = keeping.find(transaction, Contract, number, if_match)
        contracts.withdraw(transaction, held, body.signature, call.central.now())
        return contract_out(held)

    return answer_once(call.central, call.who.actor, key, effect)


@router.post("/v1/contracts/{number}/end", response_model=ContractOut, responses=answers(*STAFF, *MOVED))
def end(call: Writing, number: Number, body: EndIn, key: ByKey, if_match: IfMatch = None) -> JSONResponse:
    """That a signed contract has ended, and why."""

    def effect(transaction: Transaction) -> ContractOut:
        held = keeping.find(transaction, Contract, number, if_match)
        contracts.end(transaction, held, call.who.actor, body.reason, body.ended_on, call.central.now())
        return contract_out(held)

    return answer_once(call.central, call.who.actor, key, effect)
