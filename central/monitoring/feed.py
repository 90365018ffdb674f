"""The monitoring stream in one process: one reader of the events for all who follow, and the sweep.

Events are read by their number, so that what other processes wrote comes too, from SQLite and PostgreSQL alike.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from central import logs
from central.monitoring import events, figures
from central.monitoring.sweep import sweep
from central.store.database import Database
from central.store.tables import MonitoringEvent

POLL_S = 0.5
SWEEP_S = 5.0
FIGURES_S = 5.0
_KEPT = 2_000
_BATCH = 500
RESET, FIGURES = "reset", "figures"


@dataclass(frozen=True, slots=True)
class Event:
    """`id` is None for what has no place in the order: figures, and the word that some events are gone."""

    id: int | None
    kind: str
    content: Mapping[str, Any]


class Feed:
    """`run` for as long as the application runs; `close` ends everybody's following."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._recent: deque[Event] = deque(maxlen=_KEPT)
        self._floor: int | None = None
        """Every event after this number is in `_recent`; None while nobody follows."""
        self._figures: Mapping[str, Any] = {}
        self._followers = 0
        self._news = asyncio.Event()
        self._closed = False

    async def run(self) -> None:
        swept = counted = float("-inf")
        while not self._closed:
            try:
                if time.monotonic() - swept >= SWEEP_S:
                    swept = time.monotonic()
                    await asyncio.to_thread(self._sweep)
                if self._followers:
                    await self._read()
                    if time.monotonic() - counted >= FIGURES_S:
                        counted = time.monotonic()
                        await self._count()
                else:
                    self._floor, counted = None, float("-inf")
            except Exception as error:  # the database may be back in a moment; whoever follows waits for it
                logs.get().error("feed", error=type(error).__name__)
            await asyncio.sleep(POLL_S)

    def close(self) -> None:
        self._closed = True
        self._tell()

    async def follow(self, after: int | None) -> AsyncIterator[Event]:
        """Every event after a number, or from now on; `reset` first where some of them are gone already."""
        self._followers += 1
        try:
            cursor, gone = await asyncio.to_thread(self._begin, after)
            if gone:
                yield Event(None, RESET, {})
            told: Mapping[str, Any] = {}
            while not self._closed:
                news = self._news
                batch = await self._after(cursor)
                for event in batch:
                    assert event.id is not None
                    cursor = event.id
                    yield event
                if self._figures and self._figures != told:
                    told = self._figures
                    yield Event(None, FIGURES, told)
                if not batch:
                    await news.wait()
        finally:
            self._followers -= 1

    def _begin(self, after: int | None) -> tuple[int, bool]:
        with self._database.begin() as transaction:
            last, first = events.last_id(transaction), events.first_id(transaction)
        if after is None:
            return last, False
        if after > last:
            return last, True
        return after, after < first - 1

    async def _after(self, cursor: int) -> list[Event]:
        if self._floor is not None and cursor >= self._floor:
            return [event for event in self._recent if event.id is not None and event.id > cursor]
        return await asyncio.to_thread(self._load, cursor)

    async def _read(self) -> None:
        if self._floor is None:
            self._recent.clear()
            self._floor = await asyncio.to_thread(self._last)
            self._tell()  # who looked before this may lack what came in between
        newest = self._recent[-1].id if self._recent else self._floor
        assert newest is not None
        found = await asyncio.to_thread(self._load, newest)
        if not found:
            return
        self._recent.extend(found)
        if len(self._recent) == _KEPT:
            oldest = self._recent[0].id
            assert oldest is not None
            self._floor = oldest - 1
        self._tell()

    async def _count(self) -> None:
        counted = await asyncio.to_thread(self._current_figures)
        if counted != self._figures:
            self._figures = counted
            self._tell()

    def _tell(self) -> None:
        waiting, self._news = self._news, asyncio.Event()
        waiting.set()

    def _sweep(self) -> None:
        with self._database.begin() as transaction:
            sweep(transaction, self._now())

    def _last(self) -> int:
        with self._database.begin() as transaction:
            return events.last_id(transaction)

    def _load(self, cursor: int) -> list[Event]:
        with self._database.begin() as transaction:
            return [_event(row) for row in events.after(transaction, cursor, _BATCH)]

    def _current_figures(self) -> dict[str, Any]:
        with self._database.begin() as transaction:
            now = self._now()
            queue = asdict(figures.queue(transaction, now))
            oldest = queue["oldest_at"]
            return {
                "queue": {**queue, "oldest_at": oldest.isoformat() if oldest else None},
                "applications": figures.states(transaction),
                "outcomes": figures.outcomes_today(transaction, now),
                "offers": figures.offers(transaction),
            }


@contextlib.asynccontextmanager
async def running(feed: Feed) -> AsyncIterator[None]:
    task = asyncio.create_task(feed.run(), name="monitoring feed")
    try:
        yield
    finally:
        feed.close()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _event(row: MonitoringEvent) -> Event:
    return Event(row.id, row.kind, {"kiosk": row.kiosk_id, "at": row.at.isoformat(), **row.content})
