"""What applicants were told, the gateway's receipts, and payments."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from central.api.context import ByKey, Parts, StaffCall, answer_once, staff_with
from central.api.errors import answers
from central.api.handling_schemas import (
    NotificationOut,
    NotificationPage,
    PaymentOut,
    PaymentPage,
    ReceiptIn,
    ReceiptsIn,
    ReceiptsOut,
)
from central.identity import Scope
from central.messages import gateways
from central.problems import Problem
from central.records import mask
from central.store.database import Transaction
from central.store.tables import Application, Payment, SmsMessage

router = APIRouter(prefix="/v1", tags=["feedback"])
Reading = Annotated[StaffCall, staff_with(Scope.READ_APPLICATIONS)]
Number = Annotated[str | None, Query(max_length=24)]
Cursor = Annotated[int | None, Query(ge=1, le=2**53)]
Limit = Annotated[int, Query(ge=1, le=100)]
Row = TypeVar("Row", Payment, SmsMessage)
_gateway_bearer = HTTPBearer(scheme_name="gateway", auto_error=False)


@router.get("/notifications", responses=answers("token-invalid", "scope-missing"))
def notifications(
    call: Reading,
    number: Number = None,
    state: Annotated[str | None, Query(max_length=16)] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> NotificationPage:
    """Messages to applicants in the order they were written."""
    wanted = select(SmsMessage, Application.number).outerjoin(Application, Application.id == SmsMessage.about)
    for column, value in ((Application.number, number), (SmsMessage.state, state)):
        if value is not None:
            wanted = wanted.where(column == value)
    with call.central.database.begin() as transaction:
        rows = (
            transaction.execute(wanted.where(_after(SmsMessage.id, cursor)).order_by(SmsMessage.id).limit(limit + 1))
            .tuples()
            .all()
        )
    return NotificationPage(
        notifications=[_message(message, of) for message, of in rows[:limit]], next=_next(rows, limit)
    )


@router.post(
    "/notifications/receipts",
    response_model=ReceiptsOut,
    responses=answers(
        "token-missing",
        "token-invalid",
        "idempotency-key-missing",
        "idempotency-key-running",
        "idempotency-key-reused",
    ),
)
def receipts(
    central: Parts,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_gateway_bearer)],
    key: ByKey,
    body: ReceiptsIn,
) -> Response:
    """What became of messages, told by the gateway with the secret that is shared with it. The first word counts."""
    if credentials is None:
        raise Problem("token-missing")
    shared = gateways.token(central.settings)
    if not shared or not hmac.compare_digest(shared.encode(), credentials.credentials.encode()):
        raise Problem("token-invalid")

    def effect(transaction: Transaction) -> ReceiptsOut:
        return ReceiptsOut(settled=sum(_settle(transaction, each, central) for each in body.receipts))

    return answer_once(central, "sms-gateway", key, effect)


@router.get("/payments", responses=answers("token-invalid", "scope-missing"))
def payments(
    call: Reading,
    number: Number = None,
    state: Annotated[str | None, Query(max_length=16)] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> PaymentPage:
    """Payment orders in the order they were given."""
    wanted = select(Payment, Application.number).join(Application, Application.id == Payment.application_id)
    for column, value in ((Application.number, number), (Payment.state, state)):
        if value is not None:
            wanted = wanted.where(column == value)
    with call.central.database.begin() as transaction:
        rows = (
            transaction.execute(wanted.where(_after(Payment.id, cursor)).order_by(Payment.id).limit(limit + 1))
            .tuples()
            .all()
        )
    return PaymentPage(payments=[_payment(payment, of) for payment, of in rows[:limit]], next=_next(rows, limit))


def _settle(transaction: Transaction, receipt: ReceiptIn, central: Parts) -> bool:
    wanted = select(SmsMessage).where(SmsMessage.gateway_id == receipt.id).with_for_update()
    message = transaction.scalar(wanted)
    if message is None or message.state != "sent":
        return False
    message.state, message.reason, message.settled_at = receipt.state, receipt.reason, central.now()
    return True


def _after(column: InstrumentedAttribute[int], cursor: int | None) -> ColumnElement[bool]:
    return column > (cursor or 0)


def _next(rows: Sequence[tuple[Row, str | None]], limit: int) -> str | None:
    return str(rows[limit - 1][0].id) if len(rows) > limit else None


def _message(message: SmsMessage, number: str | None) -> NotificationOut:
    return NotificationOut.model_validate(
        {
            "id": message.id,
            "number": number,
            "template": message.template,
            "text": message.text,
            "phone": mask(message.phone, 3, 4),
            "state": message.state,
            "reason": message.reason,
            "created_at": message.created_at,
            "sent_at": message.sent_at,
            "settled_at": message.settled_at,
        }
    )


def _payment(payment: Payment, number: str) -> PaymentOut:
    return PaymentOut.model_validate(
        {
            "id": payment.id,
            "number": number,
            "attempt": payment.attempt,
            "key": payment.key,
            "account": mask(payment.account, 0, 4),
            "amount_fen": payment.amount_fen,
            "state": payment.state,
            "reason": payment.reason,
            "bank_reference": payment.bank_reference,
            "ordered_at": payment.ordered_at,
            "sent_at": payment.sent_at,
            "settled_at": payment.settled_at,
        }
    )
