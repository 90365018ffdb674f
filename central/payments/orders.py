"""Orders as rows: one at a time for an application, a new one only after the last came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from central.background import later
from central.catalogue import Service
from central.store.database import Transaction
from central.store.tables import Application, Payment

SEND = "payment.send"
ORDERED, SENT, CONFIRMED, RETURNED = "ordered", "sent", "confirmed", "returned"


def order(transaction: Transaction, application: Application, service: Service, at: datetime) -> Payment:
    """Order what the result says is paid, to the account that the applicant confirmed. The bank is asked afterwards."""
    earlier = of(transaction, application)
    assert all(each.state == RETURNED for each in earlier), "the last order has not come back"
    attempt = len(earlier) + 1
    payment = Payment(
        application_id=application.id,
        attempt=attempt,
        key=f"{application.number}-{attempt}",
        account=application.account,
        name=application.name,
        amount_fen=int(Decimal(str(application.result[service.pays])) * 100),
        state=ORDERED,
        ordered_at=at,
    )
    transaction.add(payment)
    transaction.flush()
    later(transaction, SEND, {"payment": payment.id})
    return payment


def of(transaction: Transaction, application: Application) -> Sequence[Payment]:
    """An application's orders, the first first."""
    orders = select(Payment).where(Payment.application_id == application.id).order_by(Payment.attempt)
    return transaction.scalars(orders).all()


def returned_accounts(transaction: Transaction, application: Application) -> frozenset[str]:
    return frozenset(each.account for each in of(transaction, application) if each.state == RETURNED)
