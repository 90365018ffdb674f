"""Staff on and off duty, what each choice of a handler was made from, and how equal the work is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from central import evidence
from central.allocation import duty, metrics, staffing
from central.allocation.metrics import AllocationMetrics
from central.api.context import ByKey, StaffCall, answer_once, staff_with
from central.api.errors import answers
from central.api.handling_schemas import (
    AllocationOut,
    AllocationPage,
    ConflictIn,
    Done,
    DutyIn,
    StaffOut,
    StaffPage,
)
from central.identity import Scope
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Allocation, Application, Staff, StaffConflict
from central.workdays import LOCAL, local_date

router = APIRouter(prefix="/v1", tags=["allocation"])
Reading = Annotated[StaffCall, staff_with(Scope.READ_APPLICATIONS)]
Supervising = Annotated[StaffCall, staff_with(Scope.SUPERVISE)]
StaffId = Annotated[str, Path(max_length=32)]
Limit = Annotated[int, Query(ge=1, le=100)]
_KEYED = ("idempotency-key-missing", "idempotency-key-running", "idempotency-key-reused")


@router.get("/staff", responses=answers("token-invalid", "scope-missing"))
def staff(call: Reading, cursor: Annotated[str | None, Query(max_length=32)] = None, limit: Limit = 50) -> StaffPage:
    """Members of staff by their id, with what lies with each."""
    wanted = select(Staff).order_by(Staff.id).limit(limit + 1)
    if cursor is not None:
        wanted = wanted.where(Staff.id > cursor)
    with call.central.database.begin() as transaction:
        rows = list(transaction.scalars(wanted))
    return StaffPage(
        staff=[_staff(each) for each in rows[:limit]], next=rows[limit - 1].id if len(rows) > limit else None
    )


@router.post(
    "/staff/{id}/duty",
    response_model=StaffOut,
    responses=answers("token-invalid", "scope-missing", "not-found", *_KEYED),
)
def put_on_duty(call: Supervising, key: ByKey, id: StaffId, body: DutyIn) -> Response:  # noqa: A002
    """On or off duty. What lies with who goes is given to others, and who comes gets what waits."""
    central = call.central

    def effect(transaction: Transaction) -> StaffOut:
        return _staff(duty.set_duty(central, transaction, id, body.on_duty, call.who.actor))

    return answer_once(central, call.who.actor, key, effect)


@router.post(
    "/staff/{id}/conflicts",
    response_model=Done,
    responses=answers("token-invalid", "scope-missing", "not-found", *_KEYED),
)
def declare(call: Supervising, key: ByKey, id: StaffId, body: ConflictIn) -> Response:  # noqa: A002
    """Declare whose applications must not go to a member of staff."""
    central = call.central

    def effect(transaction: Transaction) -> Done:
        if transaction.get(Staff, id) is None:
            raise Problem("not-found")
        insert = postgresql.insert if transaction.get_bind().dialect.name == "postgresql" else sqlite.insert
        row = insert(StaffConflict).values(
            staff_id=id, id_number=body.id_number, kind=body.kind, declared_at=central.now()
        )
        transaction.execute(row.on_conflict_do_nothing())
        evidence.record(transaction, "staff.conflict", id, {"kind": body.kind, "by": call.who.actor})
        return Done()

    return answer_once(central, call.who.actor, key, effect)


@router.delete(
    "/staff/{id}/conflicts/{id_number}", status_code=204, responses=answers("token-invalid", "scope-missing")
)
def take_back(call: Supervising, id: StaffId, id_number: Annotated[str, Path(max_length=18)]) -> None:  # noqa: A002
    """A conflict that is no more. Done again, it changes nothing."""
    with call.central.database.begin() as transaction:
        transaction.execute(
            delete(StaffConflict).where(StaffConflict.staff_id == id, StaffConflict.id_number == id_number)
        )
        evidence.record(transaction, "staff.conflict", id, {"kind": "none", "by": call.who.actor})


@router.get("/allocation/metrics", responses=answers("token-invalid", "scope-missing"))
def measure(call: Reading, day: date | None = None) -> AllocationMetrics:
    """How equally a day's work was given out; today's without `day`."""
    with call.central.database.begin() as transaction:
        return metrics.of_day(transaction, day or local_date(call.central.now()))


@router.get("/allocation/choices", responses=answers("token-invalid", "scope-missing"))
def choices(
    call: Supervising,
    day: date | None = None,
    cursor: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Limit = 50,
) -> AllocationPage:
    """Each choice of a handler on a day, with what it was made from, made again from policy and seed."""
    start = datetime.combine(day or local_date(call.central.now()), time.min, LOCAL)
    wanted = (
        select(Allocation, Application.number)
        .join(Application, Application.id == Allocation.application_id)
        .where(Allocation.at >= start, Allocation.at < start + timedelta(days=1))
        .order_by(Allocation.id)
        .limit(limit + 1)
    )
    if cursor is not None:
        wanted = wanted.where(Allocation.id > cursor)
    with call.central.database.begin() as transaction:
        rows = transaction.execute(wanted).tuples().all()
    return AllocationPage(
        allocations=[_choice(each, number) for each, number in rows[:limit]],
        next=str(rows[limit - 1][0].id) if len(rows) > limit else None,
    )


def _staff(member: Staff) -> StaffOut:
    return StaffOut(
        id=member.id,
        name=member.name,
        skills=list(member.skills),
        on_duty=member.on_duty,
        open_minutes=member.open_minutes,
    )


def _choice(row: Allocation, number: str) -> AllocationOut:
    return AllocationOut(
        id=row.id,
        number=number,
        at=row.at,
        role=row.role,
        policy=row.policy,
        seed=row.seed,
        minutes=row.minutes,
        candidates=list(row.candidates),
        excluded=dict(row.excluded),
        chosen=row.chosen,
        replayed=staffing.replay(row),
    )
