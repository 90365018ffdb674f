"""Whether work is given equally and done in time, for those who answer for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Response
from sqlalchemy import case, func, or_, select

from central.allocation import jain
from central.desk import reading
from central.desk.guard import DeskCall, PageRoute, desk_with
from central.identity import Scope
from central.store.database import Transaction
from central.store.tables import Application, Rating, Staff, StaffDay
from central.workdays import local_date

router = APIRouter(prefix="/desk/supervision", include_in_schema=False, route_class=PageRoute)
DAYS = 14


@dataclass(frozen=True, slots=True)
class Day:
    """`index` is Jain's over the minutes given to everybody on duty; None where nobody was."""

    day: date
    index: float | None
    minutes: int
    staff: int


@dataclass(frozen=True, slots=True)
class Load:
    member: Staff
    open: int
    late: int
    minutes: int
    given_today: int
    stars: float | None


@router.get("")
def supervision(call: Annotated[DeskCall, desk_with(Scope.SUPERVISE)]) -> Response:
    central = call.central
    today = local_date(central.now())
    with central.database.begin() as transaction:
        days = _days(transaction, today)
        loads = _loads(transaction, today)
        late = reading.late(central, transaction)
        unallocated = reading.queue(central, transaction, "waiting", call.who.id, "")
    return call.page(
        "supervision.html",
        days=days,
        today=days[-1],
        loads=loads,
        most=max((load.minutes for load in loads), default=0),
        late=late,
        unallocated=unallocated,
    )


def _days(transaction: Transaction, today: date) -> list[Day]:
    since = today - timedelta(days=DAYS - 1)
    given: dict[date, list[int]] = defaultdict(list)
    for row in transaction.scalars(select(StaffDay).where(StaffDay.day >= since)):
        given[row.day].append(row.minutes)
    return [
        Day(day, round(jain(given[day]), 3) if any(given[day]) else None, sum(given[day]), len(given[day]))
        for day in (since + timedelta(days=number) for number in range(DAYS))
    ]


def _loads(transaction: Transaction, today: date) -> list[Load]:
    late = case((Application.due_on < today, 1), else_=0)
    with_them = (
        select(Application.handler, func.count(), func.sum(late))
        .where(Application.state.not_in(reading.DONE_AT_DESK), Application.handler.is_not(None))
        .group_by(Application.handler)
    )
    counted = {name: (number, int(late)) for name, number, late in transaction.execute(with_them)}
    stars = {
        name: float(mean)
        for name, mean in transaction.execute(select(Rating.handler, func.avg(Rating.stars)).group_by(Rating.handler))
    }
    given = {row.staff_id: row.minutes for row in transaction.scalars(select(StaffDay).where(StaffDay.day == today))}
    members = transaction.scalars(select(Staff).where(or_(Staff.on_duty, Staff.id.in_(counted))).order_by(Staff.id))
    return [
        Load(
            member,
            *counted.get(member.id, (0, 0)),
            minutes=member.open_minutes,
            given_today=given.get(member.id, 0),
            stars=stars.get(member.id),
        )
        for member in members
    ]
