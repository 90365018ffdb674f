"""Telling people by SMS that something is offered to them: a few at a time, what it is only at the kiosk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from central.background import later, task
from central.messages import tell
from central.parts import Central
from central.proactive import offers
from central.proactive.states import OfferState
from central.store.database import Transaction
from central.store.tables import Offer

TELL = "offer.tell"
_AT_ONCE = 200


def begin(transaction: Transaction) -> None:
    later(transaction, TELL, {})


@task(TELL)
def tell_some(central: Central, _payload: Mapping[str, Any]) -> None:
    """Who is offered several things is told once."""
    with central.database.begin() as transaction:
        wanted = select(Offer).where(Offer.state == OfferState.SCREENED).order_by(Offer.state, Offer.id)
        some = list(transaction.scalars(wanted.limit(_AT_ONCE).with_for_update(skip_locked=True)))
        for person in dict.fromkeys(offer.person_id for offer in some):
            tell(transaction, person, "offer", {})
        for offer in some:
            offers.move(transaction, offer, OfferState.OFFERED, central.now(), "sms")
        if len(some) == _AT_ONCE:
            begin(transaction)
