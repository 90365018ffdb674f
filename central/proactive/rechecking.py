"""After consent: records and departments are asked once more, then it becomes an application decided by rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from central.applications.intake import Intake, take_in
from central.background import later, scheduled, task
from central.exchange.compare import Result, compare
from central.exchange.inputs import subject
from central.parts import Central
from central.proactive import offers
from central.proactive.judging import Judged, judge
from central.proactive.states import OfferState
from central.store.database import Transaction
from central.store.tables import Application, Offer
from central.workdays import local_date

RECHECK = "offer.recheck"
_MOST_AT_ONCE = 500


class DepartmentDown(Exception):
    """A department does not answer now: the offer waits, and the task is done again."""


def begin(transaction: Transaction, offer: Offer) -> None:
    later(transaction, RECHECK, {"offer": offer.id})


@task(RECHECK, remote=True)
def recheck(central: Central, payload: Mapping[str, Any]) -> None:
    with central.database.begin() as transaction:
        offer = transaction.get_one(Offer, payload["offer"])
        if offer.state != OfferState.CONSENTED:
            return
        judged = judge(central, transaction, offer)
    against = judged.against or _differing(central, offer, judged)
    with central.database.begin() as transaction:
        held = transaction.get_one(Offer, offer.id, with_for_update=True, populate_existing=True)
        if held.state == OfferState.CONSENTED:
            _conclude(central, transaction, held, against)


def _differing(central: Central, offer: Offer, judged: Judged) -> tuple[str, ...]:
    """The comparisons that do not agree. Raises DepartmentDown."""
    uses = central.catalogue.services[offer.item].comparisons
    if central.exchange is None or not uses:
        return ()
    person, today = judged.records.person, local_date(central.now())
    certificate = judged.values.get("trade", "")
    about = subject(person.id_number, person.name, judged.records, judged.form, offer.item, today, certificate)
    results = compare(central, [use.rule for use in uses], about, offers.number_of(offer), "offer")
    if any(result.finding == "unavailable" for result in results):
        raise DepartmentDown
    return _unmet(results)


def _unmet(results: Sequence[Result]) -> tuple[str, ...]:
    return tuple(f"compare:{result.rule}" for result in results if result.finding != "agrees")


def _conclude(central: Central, transaction: Transaction, offer: Offer, against: tuple[str, ...]) -> None:
    now = central.now()
    judged = judge(central, transaction, offer)
    if against := against or judged.against:
        offer.reasons = list(against)
        offers.move(transaction, offer, OfferState.INELIGIBLE, now, "rules", reasons=list(against))
        return
    offers.move(transaction, offer, OfferState.RECHECKED, now, "rules")
    application = _apply(central, transaction, offer, judged)
    offer.application_id = application.id
    transaction.flush()
    offers.follow(transaction, offer, now)


def _apply(central: Central, transaction: Transaction, offer: Offer, judged: Judged) -> Application:
    consent, person = offer.consent or {}, judged.records.person
    now = central.now()
    intake = Intake(
        service=central.catalogue.services[offer.item],
        id_number=person.id_number,
        name=person.name,
        form=dict(judged.form),
        assurance={
            "level": "L3",
            "session": consent.get("session"),
            "document": consent.get("document"),
            "reasons": [],
        },
        channel="offer",
        sender=str(consent.get("kiosk", "offer")),
        language=str(consent.get("language", "zh")),
        committed_at=now,
        received_at=now,
        offered=True,
    )
    return take_in(transaction, intake, central.parameters, central.calendar)


@scheduled("offer.following", "* * * * *")
def follow_all(central: Central) -> None:
    """Take offers on by what became of their applications; ask again for those whose task gave up."""
    with central.database.begin() as transaction:
        moving = select(Offer).where(
            Offer.state.in_((OfferState.RECHECKED, OfferState.APPROVED)),
            Offer.application_id.is_not(None),
            Offer.application_id.in_(select(Application.id).where(Application.state.in_(offers.SETTLED))),
        )
        moving = moving.where(~((Offer.state == OfferState.APPROVED) & (Offer.amount_fen == 0)))
        for offer in transaction.scalars(moving.order_by(Offer.id).limit(_MOST_AT_ONCE).with_for_update()):
            offers.follow(transaction, offer, central.now())


@scheduled("offer.again", "7 * * * *")
def again(central: Central) -> None:
    with central.database.begin() as transaction:
        waiting = select(Offer).where(Offer.state == OfferState.CONSENTED).order_by(Offer.id).limit(_MOST_AT_ONCE)
        for offer in transaction.scalars(waiting):
            begin(transaction, offer)
