"""The monitoring wall, live; one kiosk with its commands."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError
from sqlalchemy import select
from sse_starlette import EventSourceResponse, ServerSentEvent

from central.api import kiosk_watch
from central.api.context import StaffCall
from central.api.kiosk_schemas import CommandIn
from central.desk import browsers, wall
from central.desk.browsers import DESK
from central.desk.guard import DeskCall, PageRoute, Posted, desk_with, posted_with
from central.desk.pages import render
from central.desk.words import Words, language_of
from central.identity import Scope
from central.monitoring import kiosks, snapshot
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import DeviceChange, KioskCommand
from central.words import Text

router = APIRouter(prefix="/monitor", include_in_schema=False, route_class=PageRoute)
Watcher = Annotated[DeskCall, desk_with(Scope.READ_KIOSKS)]
Commander = Annotated[Posted, posted_with(Scope.COMMAND_KIOSKS)]
KioskId = Annotated[str, Path(max_length=64)]
District = Annotated[str, Query(max_length=6, pattern=r"^\d{0,6}$")]
DRAWN_EVERY_S = 10.0
"""Where nothing happens: ages are shown, and a wall that says nothing is not told from one that hangs."""
AT_MOST_EVERY_S = 1.0
MOST_HISTORY = 30
KINDS = ("diagnostics", "restart", "out_of_service", "in_service", "message")
MESSAGE_HOURS = (1, 4, 12, 48)


@router.get("")
def shown(call: Watcher, district: District = "") -> Response:
    with call.central.database.begin() as transaction:
        seen = snapshot(transaction, call.central.now())
    return call.page("monitor.html", wall=wall.of(seen, district), district=district)


@router.get("/stream")
async def stream(call: Watcher, request: Request, district: District = "") -> Response:
    """The wall drawn anew with each change; as long as it is looked at, who signed in stays signed in."""
    drawn = _drawn(call.central, DESK.of(request), Words(language_of(request)), district)
    return EventSourceResponse(drawn, ping=15, headers={"X-Accel-Buffering": "no"})


async def _drawn(central: Central, secret: str, words: Words, district: str) -> AsyncIterator[ServerSentEvent]:
    events = central.feed.follow(None)
    news = asyncio.ensure_future(anext(events, None))
    try:
        while (drawing := await asyncio.to_thread(_draw, central, secret, words, district)) is not None:
            yield ServerSentEvent(data=drawing, event="wall")
            await asyncio.sleep(AT_MOST_EVERY_S)
            done, _ = await asyncio.wait({news}, timeout=DRAWN_EVERY_S)
            if done:
                if news.result() is None:
                    return
                news = asyncio.ensure_future(anext(events, None))
        yield ServerSentEvent(data=render("wall_ended.html", words), event="wall")
    finally:
        news.cancel()


def _draw(central: Central, secret: str, words: Words, district: str) -> str | None:
    with central.database.begin() as transaction:
        if browsers.session_of(transaction, secret, central.now()) is None:
            return None
        seen = snapshot(transaction, central.now())
    return render("wall.html", words, wall=wall.of(seen, district), district=district)


@router.get("/kiosks/{kiosk_id}")
def kiosk(call: Watcher, kiosk_id: KioskId) -> Response:
    with call.central.database.begin() as transaction:
        view = kiosks.one(transaction, call.central.now(), kiosk_id)
        if view is None:
            raise Problem("not-found")
        asked = select(KioskCommand).where(KioskCommand.kiosk_id == kiosk_id).order_by(KioskCommand.id.desc())
        changed = select(DeviceChange).where(DeviceChange.kiosk_id == kiosk_id).order_by(DeviceChange.id.desc())
        commands = list(transaction.scalars(asked.limit(MOST_HISTORY)))
        changes = list(transaction.scalars(changed.limit(MOST_HISTORY)))
    return call.page(
        "kiosk.html",
        view=view,
        row=wall.row_of(view),
        commands=commands,
        changes=changes,
        kinds=KINDS,
        hours=MESSAGE_HOURS,
    )


@router.post("/kiosks/{kiosk_id}/commands")
def command(posted: Commander, kiosk_id: KioskId) -> Response:
    central, who = posted.call.central, posted.call.who
    body = _command(central, posted)

    def effect(transaction: Transaction) -> None:
        kiosk_watch.ask(StaffCall(central, who), transaction, kiosk_id, body)

    posted.once(effect)
    return RedirectResponse(f"/monitor/kiosks/{kiosk_id}#commands", 303)


def _command(central: Central, posted: Posted) -> CommandIn:
    kind = posted.get("kind", 24)
    asked: dict[str, object] = {"kind": kind}
    if kind == "message":
        hours = posted.get("hours", 3)
        if hours not in map(str, MESSAGE_HOURS):
            raise Problem("malformed-request")
        until = central.now() + timedelta(hours=int(hours))
        asked |= {"zh": posted.get("zh"), "en": posted.get("en"), "until": until.isoformat()}
    try:
        return CommandIn.model_validate_json(json.dumps({"command": asked}))
    except ValidationError as error:
        told = Text(zh="通知要有中文和英文，各不超过规定长度。", en="A notice needs both languages, neither too long.")
        raise Problem("malformed-request", told if kind == "message" else None) from error
