"""Work that waits: for staff, and what goes on in the background."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy import select

from central.api.context import ByKey, StaffCall, answer_once, staff_with
from central.api.errors import answers
from central.api.handling_schemas import BackgroundTaskOut, BackgroundTaskPage, TaskOut, TaskPage
from central.api.present_staff import is_overdue
from central.applications import actions, clocks
from central.applications.states import State
from central.background import again
from central.identity import Scope
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, BackgroundTask
from central.workdays import local_date

router = APIRouter(prefix="/v1", tags=["tasks"])
Reading = Annotated[StaffCall, staff_with(Scope.READ_APPLICATIONS)]
Administering = Annotated[StaffCall, staff_with(Scope.ADMINISTER)]
Cursor = Annotated[int | None, Query(ge=1, le=2**53)]
Limit = Annotated[int, Query(ge=1, le=100)]
_TODO = {
    State.ACCEPTED: "allocate",
    State.ALLOCATED: "review",
    State.IN_REVIEW: "review",
    State.EXTENDED: "review",
    State.SECOND_REVIEW: "second_review",
    State.WAITING_EXTERNAL: "answer_awaited",
    State.PAYMENT_FAILED: "payment_account",
}


@router.get("/tasks", responses=answers("token-invalid", "scope-missing"))
def tasks(
    call: Reading,
    handler: Annotated[str | None, Query(max_length=32)] = None,
    overdue: bool | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> TaskPage:
    """What is to be done by staff, in the order it came; `handler`: what lies with one of them."""
    central, today = call.central, local_date(call.central.now())
    wanted = select(Application).where(Application.state.in_(_TODO)).order_by(Application.id).limit(limit + 1)
    if handler is not None:
        second = (Application.state == State.SECOND_REVIEW) & (Application.second == handler)
        first = (Application.state != State.SECOND_REVIEW) & (Application.handler == handler)
        wanted = wanted.where(first | second)
    if overdue is not None:
        late = Application.state.in_(clocks.RUNNING) & Application.paused_at.is_(None) & (Application.due_on < today)
        wanted = wanted.where(late if overdue else ~late)
    if cursor is not None:
        wanted = wanted.where(Application.id > cursor)
    with central.database.begin() as transaction:
        rows = list(transaction.scalars(wanted))
    return TaskPage(
        tasks=[_task(central, each) for each in rows[:limit]],
        next=str(rows[limit - 1].id) if len(rows) > limit else None,
    )


@router.get("/background-tasks", responses=answers("token-invalid", "scope-missing"))
def background_tasks(
    call: Administering,
    state: Literal["waiting", "done", "failed"] | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> BackgroundTaskPage:
    """What transactions left to be done. Payloads are not shown: they may be personal."""
    wanted = select(BackgroundTask).order_by(BackgroundTask.id).limit(limit + 1)
    if state is not None:
        done, failed = BackgroundTask.done_at, BackgroundTask.failed_at
        by_state = {
            "done": done.is_not(None),
            "failed": failed.is_not(None) & done.is_(None),
            "waiting": done.is_(None) & failed.is_(None),
        }
        wanted = wanted.where(by_state[state])
    if cursor is not None:
        wanted = wanted.where(BackgroundTask.id > cursor)
    with call.central.database.begin() as transaction:
        rows = list(transaction.scalars(wanted))
    return BackgroundTaskPage(
        tasks=[_background(each) for each in rows[:limit]],
        next=str(rows[limit - 1].id) if len(rows) > limit else None,
    )


@router.post(
    "/background-tasks/{id}/retry",
    response_model=BackgroundTaskOut,
    responses=answers(
        "token-invalid",
        "scope-missing",
        "not-found",
        "state-conflict",
        "idempotency-key-missing",
        "idempotency-key-running",
        "idempotency-key-reused",
    ),
)
def retry(call: Administering, key: ByKey, id: Annotated[int, Path(ge=1, le=2**53)]) -> Response:  # noqa: A002
    """Try a task again that was given up."""

    def effect(transaction: Transaction) -> BackgroundTaskOut:
        row = transaction.get(BackgroundTask, id, with_for_update=True)
        if row is None:
            raise Problem("not-found")
        if row.failed_at is None or row.done_at is not None:
            raise Problem("state-conflict", reason="not-failed")
        again(transaction, row)
        return _background(row)

    return answer_once(call.central, call.who.actor, key, effect)


def _task(central: Central, held: Application) -> TaskOut:
    service, today = central.catalogue.services[held.item], local_date(central.now())
    running = service.desk is not None and held.state in clocks.RUNNING
    return TaskOut(
        number=held.number,
        item=held.item,
        name=service.item.name,
        state=held.state,
        todo=_TODO[State(held.state)],
        handler=actions.bearer(held),
        due_on=held.due_on.isoformat() if held.due_on else None,
        left=clocks.left(held, service.desk, today, central.calendar) if running and service.desk else None,
        overdue=is_overdue(held, today),
        risk=list(held.risk),
    )


def _background(row: BackgroundTask) -> BackgroundTaskOut:
    return BackgroundTaskOut(
        id=row.id,
        kind=row.kind,
        state="done" if row.done_at else "failed" if row.failed_at else "waiting",
        attempts=row.attempts,
        error=row.error,
        created_at=row.created_at,
        done_at=row.done_at,
        failed_at=row.failed_at,
    )
