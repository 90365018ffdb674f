"""A kiosk's outbox over a real client, as the tests stand it up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from small_central import CODE, ITEM, KIOSK, SmallCentral

from kiosk.central.client import CentralClient
from kiosk.central.http import Limits
from kiosk.central.types import Item
from kiosk.outbox import Assurance, Consents, Database, Outbox, Person, StillWaiting, Submission, store
from kiosk.outbox.keys import load_or_create

NAME, ID_NUMBER, PHONE = "韦志强", "450103198307151239", "13977112233"
item = msgspec.convert(ITEM, Item)
PATIENT = 60.0  # to `deliver`: however slow the machine is
LIMITS = Limits(connect=1, read=5, whole=6)


class QuickClock:
    """The real clock, but pauses are fifty times shorter, and what is to take a minute or more never ends."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(seconds * 0.02 if seconds < 60 else 3600)


@dataclass
class KioskSide:
    client: CentralClient
    outbox: Outbox
    database: Database
    clock: QuickClock


def submission(**changes: Any) -> Submission:
    fields: dict[str, Any] = {
        "item": "CRD-006",
        "item_version": 3,
        "person": Person(id_number=ID_NUMBER, name=NAME),
        "form": {"phone": PHONE},
        "assurance": Assurance(level="L1", session="s-1", document="print"),
        "consents": Consents(face=True),
        "language": "zh",
    }
    return Submission(**(fields | changes))


def client(central: SmallCentral, state_dir: Path, clock: QuickClock | None = None) -> CentralClient:
    state_dir.mkdir(exist_ok=True)
    (state_dir / "code").write_text(CODE + "\n")
    return CentralClient(
        url=central.url,
        ca_file=central.ca_file,
        kiosk_id=KIOSK,
        key=load_or_create(state_dir),
        state_dir=state_dir,
        enrolment_code_file=state_dir / "code",
        limits=LIMITS,
        clock=clock,
    )


@asynccontextmanager
async def kiosk_side(central: SmallCentral, state_dir: Path, *, sending: bool = True) -> AsyncIterator[KioskSide]:
    """With `sending` false nothing is sent except by `deliver`."""
    clock = QuickClock()
    made = client(central, state_dir, clock)
    database = Database(state_dir / "promises.db")
    outbox = Outbox(database, made, kiosk_id=KIOSK, key=load_or_create(state_dir), clock=clock)
    if sending:
        await outbox.start()
    try:
        yield KioskSide(made, outbox, database, clock)
    finally:
        await outbox.close()
        made.close()
        database.close()


async def until(condition: Callable[[], bool], deadline_s: float = 10) -> None:
    """Wait for something that another thread does; fails after the deadline."""
    async with asyncio.timeout(deadline_s):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def until_answered(outbox: Outbox, reference: str) -> None:
    async with asyncio.timeout(10):
        while isinstance(await outbox.look(reference), StillWaiting):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def until_forgotten(database: Database, reference: str) -> None:
    async with asyncio.timeout(10):
        while await database.run(lambda connection: store.find(connection, reference)) is not None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
