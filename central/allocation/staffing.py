"""Choosing a handler or a second reviewer from the staff on duty, and writing down what it was chosen from."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from central.allocation.policy import POLICY, Candidate, choose
from central.store.database import Transaction
from central.store.tables import Allocation, Application, Staff, StaffConflict, StaffDay
from central.workdays import local_date

HANDLER, SECOND = "handler", "second"
LOOKS_BACK = timedelta(days=28)
"""Over how long work is made equal."""
_SEED_BITS = 32


def pick(
    transaction: Transaction, application: Application, skill: str, at: datetime, *, role: str = HANDLER
) -> str | None:
    """The member of staff that the policy gives it to; None where nobody may take it. Logged either way.

    Never the applicant, one with a declared conflict, or as second reviewer the first.
    """
    today = local_date(at)
    found, absent = _able(transaction, skill, today)
    for name in absent:
        give(transaction, name, today, minutes=0, items=0)
    excluded = _excluded(transaction, application, role)
    candidates = [each for each in found if each.id not in excluded]
    seed = secrets.randbits(_SEED_BITS)
    chosen = choose(candidates, seed)
    transaction.add(
        Allocation(
            application_id=application.id,
            at=at,
            role=role,
            policy=POLICY,
            seed=seed,
            minutes=application.expected_minutes,
            candidates=[asdict(each) for each in candidates],
            excluded=excluded,
            chosen=chosen,
        )
    )
    if chosen is not None:
        give(transaction, chosen, today, minutes=application.expected_minutes, items=1)
    return chosen


def replay(logged: Allocation) -> str | None:
    """Whom the log says it should have been given to."""
    return choose([Candidate(**each) for each in logged.candidates], logged.seed)


def conflicts(transaction: Transaction, application: Application) -> dict[str, str]:
    """Who must not handle it, and why."""
    found = {
        staff: str(kind)
        for staff, kind in transaction.execute(
            select(StaffConflict.staff_id, StaffConflict.kind).where(StaffConflict.id_number == application.id_number)
        )
    }
    for staff in transaction.scalars(select(Staff.id).where(Staff.id_number == application.id_number)):
        found[staff] = "applicant"
    return found


def give(transaction: Transaction, staff: str, day: date, *, minutes: int, items: int) -> None:
    """Count work given on a day; with none it says that they were on duty."""
    insert = postgresql.insert if transaction.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = insert(StaffDay).values(staff_id=staff, day=day, minutes=minutes, items=items)
    added = {"minutes": StaffDay.minutes + minutes, "items": StaffDay.items + items}
    transaction.execute(row.on_conflict_do_update(index_elements=["staff_id", "day"], set_=added))


def bear(transaction: Transaction, staff: str, minutes: int) -> None:
    """Change what is open with somebody."""
    transaction.execute(
        update(Staff)
        .where(Staff.id == staff)
        .values(open_minutes=Staff.open_minutes + minutes)
        .execution_options(synchronize_session=False)
    )


def _able(transaction: Transaction, skill: str, today: date) -> tuple[list[Candidate], list[str]]:
    """Those on duty with the skill, and which of all who take applications are not yet counted as on duty today."""
    given, days = func.coalesce(func.sum(StaffDay.minutes), 0), func.count(StaffDay.day)
    here: ColumnElement[bool] = func.max(StaffDay.day) == today
    recent = and_(StaffDay.staff_id == Staff.id, StaffDay.day > today - LOOKS_BACK)
    rows = transaction.execute(
        select(Staff.id, Staff.skills, Staff.open_minutes, given, days, here)
        .outerjoin(StaffDay, recent)
        .where(Staff.on_duty)
        .group_by(Staff.id)
        .order_by(Staff.id)
    ).all()
    able = [
        Candidate(name, backlog, int(minutes), count + (not present), len(skills))
        for name, skills, backlog, minutes, count, present in rows
        if skill in skills
    ]
    return able, [name for name, skills, *_, present in rows if skills and not present]


def _excluded(transaction: Transaction, application: Application, role: str) -> dict[str, str]:
    excluded = conflicts(transaction, application)
    if role == SECOND and application.handler is not None:
        excluded[application.handler] = "first reviewer"
    return excluded
