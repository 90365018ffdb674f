"""The time limit of an application: in working or calendar days, standing still while others or the applicant are
waited for, moved once with reasons, warned of before it is due.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import select

from central.applications.states import State
from central.catalogue import Service
from central.catalogue.model import Desk
from central.store.database import Transaction
from central.store.tables import Application
from central.workdays import NO_HOLIDAYS, Calendar, local_date

PAUSED = frozenset({State.WAITING_EXTERNAL, State.NEEDS_CORRECTION})
RUNNING = frozenset(
    {State.SUBMITTED, State.ACCEPTED, State.ALLOCATED, State.IN_REVIEW, State.EXTENDED, State.SECOND_REVIEW}
)
_CALENDAR = "calendar"


def install(info: dict[str, object], calendar: Calendar) -> None:
    """Give every transaction of a database its calendar."""
    info[_CALENDAR] = calendar


def calendar_of(transaction: Transaction) -> Calendar:
    calendar = transaction.info.get(_CALENDAR, NO_HOLIDAYS)
    assert isinstance(calendar, Calendar)
    return calendar


def due(desk: Desk, days: int, start: date, calendar: Calendar) -> date:
    """The last day of a limit that is counted from the day after `start`."""
    return start + timedelta(days=days) if desk.limit == "calendar" else calendar.add(start, days)


def moved(transaction: Transaction, application: Application, service: Service, to: State, at: datetime) -> None:
    """Stop the clock, or let it go on by the days that it stood still."""
    if to in PAUSED:
        application.paused_at = application.paused_at or at
        return
    if application.paused_at is None:
        return
    if application.due_on is not None and service.desk is not None:
        calendar, stopped = calendar_of(transaction), local_date(application.paused_at)
        days = _days(service.desk, stopped, local_date(at), calendar)
        application.due_on = due(service.desk, days, application.due_on, calendar)
    application.paused_at = None


def extend(transaction: Transaction, application: Application, desk: Desk, days: int) -> None:
    """Move the limit by days of its own kind."""
    assert application.due_on is not None
    application.due_on = due(desk, days, application.due_on, calendar_of(transaction))
    application.extended_days = days
    application.warned_on = None


def left(application: Application, desk: Desk, today: date, calendar: Calendar) -> int | None:
    """Days until it is due, negative where it is overdue; None where it has no limit or stands still."""
    if application.due_on is None or application.paused_at is not None:
        return None
    if application.due_on >= today:
        return _days(desk, today, application.due_on, calendar)
    return -_days(desk, application.due_on, today, calendar)


def due_by(transaction: Transaction, day: date) -> Iterator[Application]:
    """What runs and is due by a day, the most urgent first."""
    wanted = (
        select(Application)
        .where(Application.due_on <= day, Application.paused_at.is_(None), Application.state.in_(RUNNING))
        .order_by(Application.due_on, Application.id)
    )
    yield from transaction.scalars(wanted)


def _days(desk: Desk, first: date, last: date, calendar: Calendar) -> int:
    return max((last - first).days, 0) if desk.limit == "calendar" else calendar.between(first, last)
