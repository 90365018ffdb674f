"""What is done by the clock: warnings before a limit, closing what is settled."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from central import logs
from central.applications import clocks, course
from central.applications.course import BY_RULES, Step
from central.applications.states import Action, State
from central.background import scheduled
from central.parts import Central
from central.store.tables import Application, ApplicationEvent
from central.workdays import local_date

LONGEST_WARNING = timedelta(days=60)
OBJECTION = timedelta(days=60)
"""Within which a rejection may be objected to (Administrative Reconsideration Law, article 20): then it is closed."""


@scheduled("applications.warn", "30 0 * * *")
def warn(central: Central) -> None:
    """Put down, once for a limit, what is due soon, before the working day begins."""
    now, warned = central.now(), 0
    today = local_date(now)
    with central.database.begin() as transaction:
        for held in clocks.due_by(transaction, today + LONGEST_WARNING):
            desk = central.catalogue.services[held.item].desk
            if desk is None or held.warned_on is not None or held.due_on is None:
                continue
            left = clocks.left(held, desk, today, central.calendar)
            if left is None or left > desk.warn_days:
                continue
            held.warned_on = today
            detail = {"left": left, "due": held.due_on.isoformat()}
            state = held.state
            held.events.append(
                ApplicationEvent(action="warn", from_state=state, to_state=state, at=now, actor=BY_RULES, detail=detail)
            )
            warned += 1
    logs.get().info("warned of limits", count=warned)


@scheduled("applications.close", "10 17 * * *")
def close(central: Central) -> None:
    """Close what was rejected and not objected to."""
    now = central.now()
    with central.database.begin() as transaction:
        rejected = (
            select(Application)
            .join(ApplicationEvent, ApplicationEvent.application_id == Application.id)
            .where(Application.state == State.REJECTED, ApplicationEvent.to_state == State.REJECTED)
            .where(ApplicationEvent.at < now - OBJECTION)
            .with_for_update(of=Application)
        )
        for held in transaction.scalars(rejected).unique():
            course.move(held, central.catalogue.services[held.item], Action.CLOSE, Step(BY_RULES, now))
