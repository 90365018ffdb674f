"""Offers and their course, each step written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from central import evidence
from central.applications.states import State
from central.proactive.states import OPEN, OfferState, check
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, Offer, OfferEvent

_APPROVED = (State.APPROVED, State.PAYMENT_PENDING, State.PAYMENT_FAILED, State.PAID, State.CLOSED, State.RATED)
_PAID = (State.PAID, State.CLOSED, State.RATED)
_REFUSED = (State.NOT_ACCEPTED, State.REJECTED, State.WITHDRAWN)
SETTLED = (*_APPROVED, *_REFUSED)


def number_of(offer: Offer) -> str:
    return f"PO{offer.id:09d}"


def move(
    transaction: Transaction,
    offer: Offer,
    following: OfferState,
    at: datetime,
    actor: str,
    **content: Any,
) -> None:
    """The only way to another state. Raises Problem state-conflict."""
    present = OfferState(offer.state)
    check(present, following)
    offer.state = following
    offer.version += 1
    transaction.add(OfferEvent(offer_id=offer.id, from_state=present, to_state=following, at=at, actor=actor))
    said = {"from": present, "to": following, "at": at.isoformat(), "actor": actor, "item": offer.item, **content}
    evidence.record(transaction, "offer.moved", number_of(offer), said)


def open_to(transaction: Transaction, person_id: int) -> Sequence[Offer]:
    """What a person has neither answered nor let expire, the oldest first."""
    wanted = (
        select(Offer).where(Offer.person_id == person_id, Offer.state.in_(OPEN)).order_by(Offer.id).with_for_update()
    )
    return transaction.scalars(wanted).all()


def find(transaction: Transaction, offer_id: int, person_id: int | None) -> Offer:
    """This person's offer. Raises Problem not-found."""
    offer = transaction.get(Offer, offer_id, with_for_update=True)
    if offer is None or person_id is None or offer.person_id != person_id:
        raise Problem("not-found")
    return offer


def follow(transaction: Transaction, offer: Offer, at: datetime) -> None:
    """Take an offer on by what became of its application."""
    if offer.application_id is None:
        return
    state = State(transaction.get_one(Application, offer.application_id).state)
    if offer.state == OfferState.RECHECKED and state in _REFUSED:
        move(transaction, offer, OfferState.INELIGIBLE, at, "rules")
    if offer.state == OfferState.RECHECKED and state in _APPROVED:
        move(transaction, offer, OfferState.APPROVED, at, "rules")
    if offer.state == OfferState.APPROVED and offer.amount_fen and state in _PAID:
        move(transaction, offer, OfferState.PAID, at, "bank")
