"""What happened to applications: as pages, and as it happens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Header, Path, Query
from sqlalchemy import func, select
from sse_starlette import EventSourceResponse, ServerSentEvent

from central.api.context import StaffCall, staff_with
from central.api.errors import answers
from central.api.handling_schemas import EventPage, EventRow
from central.identity import Scope
from central.parts import Central
from central.store.tables import Application, ApplicationEvent

router = APIRouter(prefix="/v1", tags=["staff"])
Reading = Annotated[StaffCall, staff_with(Scope.READ_APPLICATIONS)]
LOOK_EVERY_S = 0.5
PING_S = 15
_MOST = 200


@router.get("/applications/{number}/events", responses=answers("token-invalid", "scope-missing"))
def of_application(
    call: Reading,
    number: Annotated[str, Path(max_length=24)],
    cursor: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> EventPage:
    """An application's events, the first first."""
    return _page(call.central, cursor or 0, limit, number)


@router.get("/events", responses=answers("token-invalid", "scope-missing"))
def events(
    call: Reading,
    cursor: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> EventPage:
    """All applications' events in the order they happened."""
    return _page(call.central, cursor or 0, limit)


@router.get(
    "/events/stream",
    response_class=EventSourceResponse,
    responses={
        200: {
            "description": "An event `application` for each step, with an id to go on from",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        **answers("token-invalid", "scope-missing"),
    },
)
async def stream(
    call: Reading, last_event_id: Annotated[int | None, Header(ge=0, le=2**53)] = None
) -> EventSourceResponse:
    """Server-sent events after Last-Event-ID, or from now on without it."""
    told = _told(call.central, last_event_id)
    return EventSourceResponse(told, ping=PING_S, headers={"X-Accel-Buffering": "no"})


async def _told(central: Central, after: int | None) -> AsyncIterator[ServerSentEvent]:
    cursor = await to_thread.run_sync(_last, central) if after is None else after
    while True:
        page = await to_thread.run_sync(_page, central, cursor, _MOST)
        for row in page.events:
            cursor = row.id
            data = json.dumps(row.model_dump(mode="json"), ensure_ascii=False)
            yield ServerSentEvent(data, event="application", id=str(row.id))
        if not page.events:
            await asyncio.sleep(LOOK_EVERY_S)


def _last(central: Central) -> int:
    with central.database.begin() as transaction:
        return transaction.scalar(select(func.max(ApplicationEvent.id))) or 0


def _page(central: Central, after: int, limit: int, number: str | None = None) -> EventPage:
    wanted = (
        select(ApplicationEvent, Application.number)
        .join(Application, Application.id == ApplicationEvent.application_id)
        .where(ApplicationEvent.id > after)
        .order_by(ApplicationEvent.id)
        .limit(limit + 1)
    )
    if number is not None:
        wanted = wanted.where(Application.number == number)
    with central.database.begin() as transaction:
        rows = transaction.execute(wanted).tuples().all()
    return EventPage(
        events=[_row(event, of) for event, of in rows[:limit]],
        next=str(rows[limit - 1][0].id) if len(rows) > limit else None,
    )


def _row(event: ApplicationEvent, number: str) -> EventRow:
    detail: dict[str, Any] = dict(event.detail)
    return EventRow(
        id=event.id,
        number=number,
        action=event.action,
        from_state=event.from_state,
        to_state=event.to_state,
        at=event.at,
        actor=event.actor,
        detail=detail,
    )
