"""How equally work is given out, by day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from pydantic import BaseModel
from sqlalchemy import func, select

from central.allocation.policy import POLICY, jain
from central.allocation.staffing import LOOKS_BACK
from central.store.database import Transaction
from central.store.tables import Allocation, Staff, StaffDay
from central.workdays import LOCAL


class Share(BaseModel):
    """One member of staff's part of a day's work."""

    staff: str
    name: str
    items: int
    minutes: int
    a_day: float


class AllocationMetrics(BaseModel):
    """`jain_day`: equality of the minutes given that day among those it could be given to; `jain_period` the same by
    minutes for each day on duty over the days before. 1 is equal, 1/n is all to one."""

    day: date
    policy: str
    choices: int
    not_given: int
    jain_day: float
    jain_period: float
    max_over_mean: float
    shares: list[Share]


def of_day(transaction: Transaction, day: date) -> AllocationMetrics:
    """Among those whom something could have been given to that day: who has no such skill has no part in it."""
    start = datetime.combine(day, time.min, LOCAL)
    made = select(Allocation.chosen, Allocation.candidates).where(
        Allocation.at >= start, Allocation.at < start + timedelta(days=1)
    )
    chosen: list[str | None] = []
    could: set[str] = set()
    for name, candidates in transaction.execute(made):
        chosen.append(name)
        could |= {each["id"] for each in candidates}
    shares = _shares(transaction, day, could)
    minutes = [each.minutes for each in shares]
    mean = sum(minutes) / len(minutes) if minutes else 0
    return AllocationMetrics(
        day=day,
        policy=POLICY,
        choices=len(chosen),
        not_given=chosen.count(None),
        jain_day=round(jain(minutes), 4),
        jain_period=round(jain([each.a_day for each in shares]), 4),
        max_over_mean=round(max(minutes) / mean, 2) if mean else 1.0,
        shares=shares,
    )


def _shares(transaction: Transaction, day: date, could: set[str]) -> list[Share]:
    period = (
        select(StaffDay.staff_id, func.sum(StaffDay.minutes).label("minutes"), func.count().label("days"))
        .where(StaffDay.day <= day, StaffDay.day > day - LOOKS_BACK, StaffDay.staff_id.in_(could))
        .group_by(StaffDay.staff_id)
        .subquery()
    )
    rows = transaction.execute(
        select(Staff.id, Staff.name, StaffDay.items, StaffDay.minutes, period.c.minutes, period.c.days)
        .join(StaffDay, (StaffDay.staff_id == Staff.id) & (StaffDay.day == day))
        .join(period, period.c.staff_id == Staff.id)
        .order_by(Staff.id)
    )
    return [
        Share(staff=staff, name=name, items=items, minutes=minutes, a_day=round(int(whole) / days, 1))
        for staff, name, items, minutes, whole, days in rows
    ]
