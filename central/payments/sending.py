"""Sending orders to the bank and taking in its answers, however often the same is sent or answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from central.applications import course
from central.applications.course import BY_RULES, Step
from central.applications.states import Action, State
from central.background import task
from central.parts import Central
from central.payments import banks, orders
from central.payments.banks import Answer, Order
from central.store.database import Transaction
from central.store.tables import Application, Payment


class PendingAtBank(Exception):
    """The bank has the order and has not said what became of it."""


@task(orders.SEND, remote=True)
def send(central: Central, payload: Mapping[str, Any]) -> None:
    with central.database.begin() as transaction:
        payment = _locked(transaction, payload["payment"])
        if payment.state not in (orders.ORDERED, orders.SENT):
            return
        payment.state, payment.sent_at = orders.SENT, payment.sent_at or central.now()
        order = Order(payment.key, payment.account, payment.name, payment.amount_fen)
    answer = banks.of(central.settings).pay(order)
    if answer.state == "pending":
        raise PendingAtBank
    with central.database.begin() as transaction:
        settle(central, transaction, payload["payment"], answer)


def settle(central: Central, transaction: Transaction, number: int, answer: Answer) -> bool:
    """Take in what became of an order: the first answer counts. False where it was settled before."""
    payment = _locked(transaction, number)
    if payment.state != orders.SENT:
        return False
    application = transaction.get_one(Application, payment.application_id, with_for_update=True)
    service, at = central.catalogue.services[application.item], central.now()
    payment.bank_reference, payment.reason, payment.settled_at = answer.reference, answer.reason, at
    if answer.state == "returned":
        payment.state = orders.RETURNED
        told = {"reason": answer.reason, "attempt": payment.attempt}
        course.move(application, service, Action.RETURN_PAYMENT, Step("bank", at, reasons=True, detail=told))
        return True
    payment.state = orders.CONFIRMED
    course.move(application, service, Action.CONFIRM_PAYMENT, Step("bank", at, detail={"attempt": payment.attempt}))
    assert application.state == State.PAID
    course.move(application, service, Action.CLOSE, Step(BY_RULES, at))
    return True


def _locked(transaction: Transaction, number: int) -> Payment:
    return transaction.scalars(select(Payment).where(Payment.id == number).with_for_update()).one()
