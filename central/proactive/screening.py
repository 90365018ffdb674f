"""Screening everybody: one statement a benefit, in the database, with what was offered before left out."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, insert, literal, select, update

from central.background import later, scheduled, task
from central.parts import Central
from central.proactive import telling
from central.proactive.figures import Figures, figures
from central.proactive.screens import BENEFITS, Benefit
from central.proactive.states import OPEN, OfferState
from central.store.database import Transaction
from central.store.tables import Offer, ScreeningRun, UtcDateTime
from central.workdays import local_date

SCREEN = "proactive.screen"


def begin(transaction: Transaction) -> None:
    later(transaction, SCREEN, {})


@task(SCREEN, remote=True)
def screen_now(central: Central, _payload: Mapping[str, Any]) -> None:
    run(central)


def run(central: Central, *, tell: bool = True) -> ScreeningRun:
    """Find who is entitled to what, put away what has expired, and leave the telling to the background."""
    now = central.now()
    by = figures(central.parameters, local_date(now))
    with central.database.begin() as transaction:
        done = screen(transaction, by, now)
        if tell:
            telling.begin(transaction)
    return done


def screen(transaction: Transaction, by: Figures, now: datetime) -> ScreeningRun:
    began = time.monotonic()
    done = ScreeningRun(day=by.day, began_at=now, found={})
    transaction.add(done)
    transaction.flush()
    _expire(transaction, by)
    for benefit in BENEFITS.values():
        _insert(transaction, benefit, by, done.id, now)
    counted = select(Offer.benefit, func.count()).where(Offer.run_id == done.id).group_by(Offer.benefit)
    found = {benefit: int(count) for benefit, count in transaction.execute(counted)}
    done.found = {code: found.get(code, 0) for code in BENEFITS}
    done.milliseconds = round((time.monotonic() - began) * 1000)
    return done


def _insert(transaction: Transaction, benefit: Benefit, by: Figures, run_id: int, now: datetime) -> None:
    screened = benefit.screen(by).subquery()
    rows = select(
        literal(benefit.code),
        literal(benefit.item),
        screened.c.person_id,
        screened.c.basis_on,
        screened.c.months,
        screened.c.amount_fen,
        literal(OfferState.SCREENED.value),
        literal(1),
        literal(run_id),
        literal(now, UtcDateTime()),
        literal(by.expires_on),
    ).where(
        ~exists().where(
            Offer.person_id == screened.c.person_id,
            Offer.benefit == benefit.code,
            Offer.basis_on == screened.c.basis_on,
        )
    )
    columns = (
        Offer.benefit,
        Offer.item,
        Offer.person_id,
        Offer.basis_on,
        Offer.months,
        Offer.amount_fen,
        Offer.state,
        Offer.version,
        Offer.run_id,
        Offer.screened_at,
        Offer.expires_on,
    )
    transaction.execute(insert(Offer).from_select([each.key for each in columns], rows, include_defaults=False))


def _expire(transaction: Transaction, by: Figures) -> None:
    old = update(Offer).where(Offer.state.in_(OPEN), Offer.expires_on < by.day)
    transaction.execute(old.values(state=OfferState.EXPIRED, version=Offer.version + 1))


@scheduled("proactive.screening", "30 17 * * *")
def daily(central: Central) -> None:
    """Half past one in the night, Beijing time."""
    run(central)
