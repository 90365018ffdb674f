"""Screening as staff run and see it, and employers' exit declarations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from sqlalchemy import func, select

from central import exit_reasons
from central.api.context import ByKey, Parts, StaffCall, answer_once, staff_with
from central.api.errors import answers
from central.api.offer_schemas import (
    EmployerCode,
    EmployerIn,
    EmployerOut,
    ExitIn,
    ExitOut,
    ExitReasonOut,
    ExitReasonsOut,
    OfferPage,
    OfferRow,
    ScreeningBegun,
    ScreeningIn,
    ScreeningRunOut,
    ScreeningRunsOut,
)
from central.identity import Scope
from central.proactive import exits, offers, screening
from central.proactive.states import OfferState
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Offer, ScreeningRun

router = APIRouter(prefix="/v1", tags=["proactive"])
Screener = Annotated[StaffCall, staff_with(Scope.RUN_SCREENING)]
Reader = Annotated[StaffCall, staff_with(Scope.READ_EXCHANGE)]
Administrator = Annotated[StaffCall, staff_with(Scope.ADMINISTER)]
_GIVEN = answers("token-invalid", "scope-missing")
_KEYED = answers("idempotency-key-missing", "idempotency-key-reused")
_RUNS = 30


@router.post("/screening-runs", status_code=202, response_model=ScreeningBegun, responses={**_GIVEN, **_KEYED})
def screen(call: Screener, key: ByKey, _body: ScreeningIn) -> JSONResponse:
    """Screen everybody now, in the background; the run is listed once it is done."""

    def effect(transaction: Transaction) -> ScreeningBegun:
        screening.begin(transaction)
        return ScreeningBegun()

    return answer_once(call.central, call.who.actor, key, effect, 202)


@router.get("/screening-runs", responses=_GIVEN)
def runs(call: Reader) -> ScreeningRunsOut:
    with call.central.database.begin() as transaction:
        newest = transaction.scalars(select(ScreeningRun).order_by(ScreeningRun.id.desc()).limit(_RUNS)).all()
        counted = transaction.execute(select(Offer.state, func.count()).group_by(Offer.state))
        states = {str(state): int(count) for state, count in counted}
    return ScreeningRunsOut(
        runs=[
            ScreeningRunOut(
                id=each.id, day=each.day, began_at=each.began_at, milliseconds=each.milliseconds, found=each.found
            )
            for each in newest
        ],
        states=states,
    )


@router.get("/offers", responses=_GIVEN)
def listed(
    call: Reader,
    state: OfferState | None = None,
    benefit: Annotated[str | None, Query(max_length=24)] = None,
    cursor: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> OfferPage:
    """Offers in the order in which they were screened, without whose they are."""
    wanted = select(Offer).order_by(Offer.id).limit(limit + 1)
    if state is not None:
        wanted = wanted.where(Offer.state == state)
    if benefit is not None:
        wanted = wanted.where(Offer.benefit == benefit)
    if cursor is not None:
        wanted = wanted.where(Offer.id > cursor)
    with call.central.database.begin() as transaction:
        rows = list(transaction.scalars(wanted))
    page = rows[:limit]
    return OfferPage(offers=list(map(_row, page)), next=str(page[-1].id) if len(rows) > limit else None)


@router.get("/exit-reasons")
def reasons() -> ExitReasonsOut:
    """The fourteen reasons that an employer chooses among."""
    known = exit_reasons.REASONS.values()
    return ExitReasonsOut(
        reasons=[ExitReasonOut(code=each.code, words=each.words, involuntary=each.involuntary) for each in known]
    )


@router.post("/employers", status_code=201, response_model=EmployerOut, responses={**_GIVEN, **_KEYED})
def employer(call: Administrator, key: ByKey, body: EmployerIn) -> JSONResponse:
    """Register an employer that declares by itself, with the key that it signs with."""

    def effect(transaction: Transaction) -> EmployerOut:
        kept = exits.register(transaction, body.code, body.name, body.signing_key, call.central.now())
        return EmployerOut(code=kept.code, name=kept.name, registered_at=kept.registered_at)

    return answer_once(call.central, call.who.actor, key, effect, 201)


@router.post(
    "/employers/{code}/exit-declarations",
    status_code=201,
    response_model=ExitOut,
    responses=answers(
        "not-found", "signature-invalid", "exit-invalid", "idempotency-key-missing", "idempotency-key-reused"
    ),
)
def declare_exit(central: Parts, key: ByKey, code: Annotated[EmployerCode, Path()], body: ExitIn) -> JSONResponse:
    """That somebody has left and why, by the employer's signature alone."""
    if body.reason not in exit_reasons.REASONS:
        raise Problem("exit-invalid", reason="reason-unknown")
    declared = exits.Declared(body.id_number, body.exit_date, body.reason, body.declared_at, body.signature)

    def effect(transaction: Transaction) -> ExitOut:
        kept = exits.declare(transaction, code, declared, central.now())
        reason = exit_reasons.REASONS[kept.reason]
        return ExitOut(
            id=kept.id,
            reason=reason.code,
            words=reason.words,
            involuntary=reason.involuntary,
            received_at=kept.received_at,
        )

    return answer_once(central, f"employer:{code}", key, effect, 201)


def _row(offer: Offer) -> OfferRow:
    return OfferRow(
        id=offer.id,
        number=offers.number_of(offer),
        benefit=offer.benefit,
        item=offer.item,
        state=OfferState(offer.state),
        months=offer.months,
        amount_fen=offer.amount_fen,
        basis_on=offer.basis_on,
        screened_at=offer.screened_at,
        expires_on=offer.expires_on,
    )
