"""What the monitoring wall is drawn from: a snapshot, and the stream of what changes after it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from pydantic import TypeAdapter
from sqlalchemy import select
from sse_starlette import EventSourceResponse, ServerSentEvent

from central.api.context import StaffCall, staff_with
from central.api.errors import answers
from central.api.kiosk_schemas import AlertPage, AlertRow
from central.identity import Scope
from central.monitoring import Snapshot, alerting, snapshot
from central.monitoring.feed import Feed
from central.store.tables import KioskAlert

router = APIRouter(prefix="/v1", tags=["monitoring"])
Reading = Annotated[StaffCall, staff_with(Scope.READ_KIOSKS)]
PING_S = 15
_EVENT_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": (
            "Events as they happen. kiosk, alert.raised, alert.cleared and command have an id to go on from; figures "
            "comes when the queue, states, outcomes or offers changed; reset says that events are gone: fetch the "
            "snapshot again."
        ),
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.get("/monitoring/snapshot", responses=answers("token-invalid", "scope-missing"))
def whole(call: Reading) -> Snapshot:
    """Everything that the wall shows, as of now; `event` is where the stream goes on from."""
    with call.central.database.begin() as transaction:
        return snapshot(transaction, call.central.now())


@router.get(
    "/monitoring/stream",
    response_class=EventSourceResponse,
    responses={**_EVENT_STREAM, **answers("token-invalid", "scope-missing")},
)
async def stream(
    call: Reading,
    last_event_id: Annotated[int | None, Header(ge=0, le=2**53)] = None,
    after: Annotated[int | None, Query(ge=0, le=2**53)] = None,
) -> EventSourceResponse:
    """Server-sent events after Last-Event-ID (or `after`, for a first connection); from now on without either."""
    number = last_event_id if last_event_id is not None else after
    return EventSourceResponse(_told(call.central.feed, number), ping=PING_S, headers={"X-Accel-Buffering": "no"})


@router.get("/alerts", responses=answers("token-invalid", "scope-missing"))
def alerts(
    call: Reading,
    kiosk: Annotated[str | None, Query(max_length=64)] = None,
    standing: bool | None = None,
    cursor: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> AlertPage:
    """Alerts, the newest first; `standing`: only those that are not cleared, or only those that are."""
    wanted = select(KioskAlert).order_by(KioskAlert.id.desc()).limit(limit + 1)
    if kiosk is not None:
        wanted = wanted.where(KioskAlert.kiosk_id == kiosk)
    if standing is not None:
        wanted = wanted.where(KioskAlert.cleared_at.is_(None) if standing else KioskAlert.cleared_at.is_not(None))
    if cursor is not None:
        wanted = wanted.where(KioskAlert.id < cursor)
    with call.central.database.begin() as transaction:
        rows = list(transaction.scalars(wanted))
    page = rows[:limit]
    return AlertPage(
        alerts=[_ALERT.validate_python(alerting.content(alert)) for alert in page],
        next=str(page[-1].id) if len(rows) > limit else None,
    )


_ALERT = TypeAdapter(AlertRow)


async def _told(feed: Feed, after: int | None) -> AsyncIterator[ServerSentEvent]:
    async for event in feed.follow(after):
        data = json.dumps(event.content, ensure_ascii=False, separators=(",", ":"))
        yield ServerSentEvent(data=data, event=event.kind, id=str(event.id) if event.id is not None else None)
