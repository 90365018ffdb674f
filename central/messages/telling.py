"""Writing a message in the transaction of what it tells, and sending it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from central.background import GivenUp, later, task
from central.messages import gateways, templates
from central.parts import Central
from central.store.database import Transaction
from central.store.tables import Application, Person, SmsMessage

SEND = "sms.send"


def tell(
    transaction: Transaction, whom: int | str, template: str, args: Mapping[str, str | date], about: int | None = None
) -> SmsMessage:
    """Tell a person (by row or identity number) something, about an application where there is one.

    It goes to the phone given with the application, or else the one on record; without either it is kept as failed.
    """
    person = _person(transaction, whom)
    application = transaction.get(Application, about) if about else None
    phone = str((application.form.get("phone") if application else "") or (person.phone if person else ""))
    text = templates.given().fill(template, application.language if application else "zh", args)
    message = SmsMessage(
        id_number=person.id_number if person else str(whom),
        about=application.id if application else None,
        phone=phone,
        template=template,
        text=text,
        state="queued" if phone else "failed",
        reason="" if phone else "no-phone",
        created_at=datetime.now(UTC),
    )
    transaction.add(message)
    if phone:
        transaction.flush()
        later(transaction, SEND, {"message": message.id})
    return message


@task(SEND, remote=True)
def send(central: Central, payload: Mapping[str, Any]) -> None:
    with central.database.begin() as transaction:
        message = transaction.get(SmsMessage, payload["message"])
    if message is None or message.state != "queued":
        return
    refused = given_id = ""
    try:
        given_id = gateways.of(central.settings).send(f"sms-{message.id}", message.phone, message.text)
    except gateways.Refused as error:
        refused = str(error)
    with central.database.begin() as transaction:
        kept = transaction.get_one(SmsMessage, message.id, with_for_update=True)
        if kept.state != "queued":
            return
        if refused:
            kept.state, kept.reason, kept.settled_at = "failed", refused, central.now()
        else:
            kept.state, kept.gateway_id, kept.sent_at = "sent", given_id, central.now()
    if refused:
        raise GivenUp(refused)


def _person(transaction: Transaction, whom: int | str) -> Person | None:
    if isinstance(whom, int):
        return transaction.get(Person, whom)
    return transaction.scalar(select(Person).where(Person.id_number == whom))
