"""The data exchange as staff and auditors see it: departments, rules, comparisons, the message log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from sqlalchemy import select

from central.api.context import StaffCall, staff_with
from central.api.errors import answers
from central.api.exchange_schemas import (
    ComparisonOut,
    ComparisonsOut,
    DepartmentOut,
    DepartmentsOut,
    MessageOut,
    MessagePage,
    RuleOut,
    RulesOut,
)
from central.exchange.contracts import Agreed, Department
from central.exchange.standing import standing
from central.identity import Scope
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Comparison, ExchangeMessage
from central.words import Text

router = APIRouter(prefix="/v1", tags=["exchange"])
Reader = Annotated[StaffCall, staff_with(Scope.READ_EXCHANGE)]
Handler = Annotated[StaffCall, staff_with(Scope.READ_APPLICATIONS)]
_GIVEN = answers("token-invalid", "scope-missing")
_UNKNOWN = Text(zh="（已取消的规则）", en="(a rule that is no more)")


@router.get("/departments", responses=_GIVEN)
def departments(call: Reader) -> DepartmentsOut:
    """The departments that data is exchanged with, and how each stands."""
    central = call.central
    with central.database.begin() as transaction:
        listed = [_department(central, transaction, each) for each in central.contracts.departments.values()]
    key = central.exchange.connections.own_public_key if central.exchange else None
    return DepartmentsOut(departments=listed, public_key=key)


@router.get("/departments/{code}", responses={**_GIVEN, **answers("not-found")})
def department(call: Reader, code: Annotated[str, Path(max_length=16)]) -> DepartmentOut:
    known = call.central.contracts.departments.get(code)
    if known is None:
        raise Problem("not-found")
    with call.central.database.begin() as transaction:
        return _department(call.central, transaction, known)


@router.get("/comparison-rules", responses=_GIVEN)
def rules(call: Reader, item: Annotated[str | None, Query(max_length=16)] = None) -> RulesOut:
    """What is compared instead of being asked for on paper; with `item`, what that service may use."""
    known = call.central.contracts.rules.values()
    return RulesOut(rules=[_rule(agreed) for agreed in known if item is None or item in agreed.rule.items])


@router.get("/comparisons", responses=_GIVEN)
def comparisons(call: Handler, application: Annotated[str, Query(min_length=1, max_length=40)]) -> ComparisonsOut:
    """What was compared for an application, or for an offer, by its number."""
    wanted = (
        select(Comparison, ExchangeMessage.request_id)
        .outerjoin(ExchangeMessage, ExchangeMessage.id == Comparison.message_id)
        .where(Comparison.purpose == application)
        .order_by(Comparison.rule)
    )
    with call.central.database.begin() as transaction:
        rows = transaction.execute(wanted).all()
    return ComparisonsOut(comparisons=[_comparison(call.central, row[0], row[1]) for row in rows])


@router.get("/exchange-messages", responses=_GIVEN)
def messages(
    call: Reader,
    department: Annotated[str | None, Query(max_length=16)] = None,
    application: Annotated[str | None, Query(max_length=40)] = None,
    outcome: Annotated[str | None, Query(max_length=16)] = None,
    cursor: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> MessagePage:
    """The message log: who asked whom, when, for which application, and the hashes and signatures of both sides."""
    wanted = select(ExchangeMessage).order_by(ExchangeMessage.id.desc()).limit(limit + 1)
    for column, value in (
        (ExchangeMessage.department, department),
        (ExchangeMessage.purpose, application),
        (ExchangeMessage.outcome, outcome),
    ):
        if value is not None:
            wanted = wanted.where(column == value)
    if cursor is not None:
        wanted = wanted.where(ExchangeMessage.id < cursor)
    with call.central.database.begin() as transaction:
        rows = list(transaction.scalars(wanted))
    page = rows[:limit]
    return MessagePage(messages=list(map(_message, page)), next=str(page[-1].id) if len(rows) > limit else None)


@router.get("/exchange-messages/{request_id}", responses={**_GIVEN, **answers("not-found")})
def message(call: Reader, request_id: Annotated[str, Path(max_length=32)]) -> MessageOut:
    with call.central.database.begin() as transaction:
        found = transaction.scalar(select(ExchangeMessage).where(ExchangeMessage.request_id == request_id))
    if found is None:
        raise Problem("not-found")
    return _message(found)


def _department(central: Central, transaction: Transaction, known: Department) -> DepartmentOut:
    stands = standing(transaction, known.code)
    connected = central.exchange is not None and known.code in central.exchange.connections.peers
    return DepartmentOut(
        code=known.code,
        name=known.name,
        connected=connected,
        state=stands.state,
        asked=stands.asked,
        failed=stands.failed,
        last_asked_at=stands.last_asked_at,
        last_answered_at=stands.last_answered_at,
        last_failure=stands.last_failure,
        median_ms=stands.median_ms,
        slowest_ms=stands.slowest_ms,
        time_limit_s=known.time_limit_s,
        max_age_s=known.max_age_s,
        rules=len(known.rule),
    )


def _rule(agreed: Agreed) -> RuleOut:
    rule = agreed.rule
    return RuleOut(
        code=rule.code,
        version=rule.version,
        department=agreed.department.code,
        service=rule.service,
        name=rule.name,
        material=rule.material,
        items=list(rule.items),
        asks=list(agreed.service.request),
        takes=list(rule.takes),
    )


def _comparison(central: Central, held: Comparison, request_id: str | None) -> ComparisonOut:
    agreed = central.contracts.rules.get(held.rule)
    return ComparisonOut(
        rule=held.rule,
        version=held.version,
        name=agreed.rule.name if agreed else _UNKNOWN,
        department=agreed.department.code if agreed else "",
        material=agreed.rule.material if agreed else _UNKNOWN,
        outcome=held.outcome,
        reason=held.reason,
        unmet=list(held.unmet),
        compared_at=held.compared_at,
        answered_at=held.answered_at,
        cached=held.cached,
        request_id=request_id,
    )


def _message(held: ExchangeMessage) -> MessageOut:
    return MessageOut(
        request_id=held.request_id,
        department=held.department,
        service=held.service,
        purpose=held.purpose,
        asked_by=held.asked_by,
        requested_at=held.requested_at,
        milliseconds=held.milliseconds,
        outcome=held.outcome,
        status=held.status,
        request_sha256=held.request_sha256,
        request_signature=held.request_signature,
        answer_sha256=held.answer_sha256,
        answer_signature=held.answer_signature,
    )
