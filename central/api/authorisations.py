"""Credit authorisations: given and withdrawn by the person at a kiosk, used by the institution that it names."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse
from sqlalchemy import select

from central.agreements import authorisations, keeping
from central.agreements.authorisations import Grant
from central.api.agreement_kit import (
    KIOSK,
    MOVED,
    STAFF,
    IfMatch,
    Number,
    Reading,
    Writing,
    authorisation_out,
    signed_in,
)
from central.api.agreement_schemas import AuthorisationIn, AuthorisationOut, AuthorisationsOut, InSession, UseIn
from central.api.context import ByKey, ByKiosk, answer_once, kiosk_answer_once
from central.api.errors import answers
from central.store.database import Transaction
from central.store.tables import Authorisation, Kiosk

router = APIRouter(tags=["authorisations"])


@router.post("/v1/authorisations", status_code=201, response_model=AuthorisationOut, responses=answers(*KIOSK, *MOVED))
def give(call: ByKiosk, body: AuthorisationIn, key: ByKey) -> JSONResponse:
    """The person at the kiosk lets an institution ask for these records, for one purpose, until a day."""
    grant = Grant(body.grantee, body.purpose, sorted(set(body.records)), body.until)

    def effect(transaction: Transaction, kiosk: Kiosk) -> AuthorisationOut:
        who = signed_in(call.central, transaction, kiosk, body.session)
        return authorisation_out(authorisations.give(transaction, who, kiosk, grant, call.central.now()))

    return kiosk_answer_once(call, key, effect, 201)


@router.get("/v1/authorisations/{number}", responses=answers(*STAFF, "not-found"))
def authorisation(call: Reading, number: Number) -> AuthorisationOut:
    with call.central.database.begin() as transaction:
        return authorisation_out(keeping.find(transaction, Authorisation, number))


@router.get("/v1/sessions/{session}/authorisations", responses=answers(*KIOSK, "not-found"))
def of_session(call: ByKiosk, session: Annotated[str, Path(max_length=64)]) -> AuthorisationsOut:
    """What who is at the kiosk has authorised, and how often it was used."""
    with call.begin() as (transaction, kiosk):
        who = signed_in(call.central, transaction, kiosk, session)
        own = select(Authorisation).where(Authorisation.id_number == who.id_number)
        newest = transaction.scalars(own.order_by(Authorisation.id.desc()).limit(50))
        return AuthorisationsOut(authorisations=[authorisation_out(held) for held in newest])


@router.post("/v1/authorisations/{number}/uses", response_model=AuthorisationOut, responses=answers(*STAFF, *MOVED))
def use(call: Writing, number: Number, body: UseIn, key: ByKey) -> JSONResponse:
    """The institution asks by it: refused where it is another's, for another purpose, past or withdrawn."""

    def effect(transaction: Transaction) -> AuthorisationOut:
        held = keeping.find(transaction, Authorisation, number)
        authorisations.use(transaction, held, body.grantee, body.purpose, call.who.actor, call.central.now())
        return authorisation_out(held)

    return answer_once(call.central, call.who.actor, key, effect)


@router.post(
    "/v1/authorisations/{number}/withdrawal", response_model=AuthorisationOut, responses=answers(*KIOSK, *MOVED)
)
def withdraw(call: ByKiosk, number: Number, body: InSession, key: ByKey, if_match: IfMatch = None) -> JSONResponse:
    """At any time, without a reason."""

    def effect(transaction: Transaction, kiosk: Kiosk) -> AuthorisationOut:
        who = signed_in(call.central, transaction, kiosk, body.session)
        held = keeping.find(transaction, Authorisation, number, if_match)
        authorisations.withdraw(transaction, held, who, kiosk, call.central.now())
        return authorisation_out(held)

    return kiosk_answer_once(call, key, effect)


@router.post("/v1/authorisations/{number}/expiry", response_model=AuthorisationOut, responses=answers(*STAFF, *MOVED))
def expire(call: Writing, number: Number, key: ByKey) -> JSONResponse:
    """Put down that its last day is past; it was refused from then on without this too."""

    def effect(transaction: Transaction) -> AuthorisationOut:
        held = keeping.find(transaction, Authorisation, number)
        authorisations.expire(transaction, held, call.central.now())
        return authorisation_out(held)

    return answer_once(call.central, call.who.actor, key, effect)
