"""A visit: everything a citizen's presence needs, acquired inside one task and wiped when it is left by any door."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from devices.clock import Clock
from kiosk.config import ConfigNotice, KioskConfig
from kiosk.logging import logger
from kiosk.screen import Left, Screen
from kiosk.views import Idle

if TYPE_CHECKING:
    from kiosk.central.client import CentralClient
    from kiosk.central.types import DocumentKind, Evidence, Item, KnownValue, Session
    from kiosk.commits import Commits
    from kiosk.day.day import Day
    from kiosk.equipment import Equipment
    from kiosk.journey.printing import PagesPrint, SlipPrint
    from kiosk.outbox.outbox import Outbox
    from kiosk.recognition import Recognition
    from kiosk.tickets import Tickets

log = logger("visit")


class Level(StrEnum):
    """How sure we are who it is; the letters sort in order of certainty."""

    L0 = "L0"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"


class Outcome(StrEnum):
    """By which door a visit was left."""

    FINISHED = "finished"
    LEFT = "left"
    IDLE = "idle"
    UI_LOST = "ui_lost"
    VISION_LOST = "vision_lost"
    STAFF = "staff"
    STOPPED = "stopped"
    FAILED = "failed"


class IdleExpired(Exception):
    """Nobody touched anything, was warned, and still touched nothing."""


@dataclass(frozen=True, slots=True)
class Facilities:
    """What the kiosk offers every visit, and keeps when the visit is over."""

    config: KioskConfig
    clock: Clock
    equipment: Equipment
    recognition: Recognition
    day: Day
    central: CentralClient
    outbox: Outbox
    commits: Commits
    tickets: Tickets
    config_notice: ConfigNotice | None = None


@dataclass(slots=True, repr=False)
class Person:
    """Who the document says it is. `fields` are the document's, in the words of docs/schema. A social security card and
    its code carry no photograph."""

    document: DocumentKind
    name: str
    id_number: str
    fields: dict[str, str]
    warnings: tuple[str, ...] = ()
    session: Session | None = None
    """The central's session, where the central itself said who it is."""
    doubtful: frozenset[str] = frozenset()
    """Fields that were not read surely from print."""


@dataclass(slots=True, repr=False)
class Visit:
    """One citizen's task. Nothing in it outlives it; what was promised is in the outbox."""

    facilities: Facilities
    screen: Screen
    face_consent: bool = False
    face_attempts: int = 0
    person: Person | None = None
    read: dict[str, Person] = field(default_factory=dict)
    """What each way of reading said last, to compare a card's print with its chip."""
    session: Session | None = None
    level: Level = Level.L0
    evidence: Evidence | None = None
    known: dict[str, KnownValue] = field(default_factory=dict)
    item: Item | None = None
    answers: dict[str, str] = field(default_factory=dict)
    used_scanner: bool = False
    printed: bool = False
    printing: SlipPrint | None = None
    pages_printed: bool = False
    pages_printing: PagesPrint | None = None

    def wipe(self) -> None:
        self.person = self.session = self.item = self.evidence = None
        self.known.clear()
        self.answers.clear()

    def meet(self, person: Person) -> None:
        """A card was read: whatever was found out of the holder of one before it does not hold for this one."""
        self.wipe()
        self.level = Level.L0
        self.person = person
        self.session = person.session

    def forget_session(self) -> None:
        """The central's session is over: who it is has to be found out anew."""
        self.session = self.evidence = None
        self.level = Level.L0
        self.known.clear()

    def forget_application(self) -> None:
        """Another matter begins: who it is stays known, what was asked for does not."""
        self.item = None
        self.answers.clear()
        self.screen.leave_asks = False


class Step(StrEnum):
    """Where a visit stands. kiosk/journey/table.py says what is done there."""

    LANGUAGE = "language"
    PRIVACY = "privacy"
    PLACE_CARD = "place_card"
    CONFIRM_IDENTITY = "confirm_identity"
    FACE = "face"
    LIFE_EVENTS = "life_events"
    FORM = "form"
    REVIEW = "review"
    SUBMIT = "submit"
    TRACK = "track"
    STAFF = "staff"
    FAREWELL = "farewell"


Action = Callable[[Visit], Awaitable[Step | None]]
"""What is done at a step: asks, acts, and returns the step that follows; None where the visit is over."""


async def run(visit: Visit, table: Mapping[Step, Action]) -> Outcome:
    """Walk the steps until the citizen finishes, leaves, or is gone. The visit is wiped, whatever happens."""
    idle = asyncio.create_task(_watch_idle(visit.screen, visit.facilities))
    walk = asyncio.create_task(_walk(visit, table))
    try:
        done, _ = await asyncio.wait({idle, walk}, return_when=asyncio.FIRST_COMPLETED)
        ended = walk if walk in done else idle
        ended.result()
        return Outcome.FINISHED
    except Left:
        return Outcome.LEFT
    except IdleExpired:
        return Outcome.IDLE
    finally:
        for task in (idle, walk):
            task.cancel()
        await asyncio.gather(idle, walk, return_exceptions=True)
        visit.wipe()
        visit.read.clear()


async def _walk(visit: Visit, table: Mapping[Step, Action]) -> None:
    step: Step | None = Step.LANGUAGE
    while step is not None:
        log.info("visit.step", step=step.value)
        step = await table[step](visit)


async def _watch_idle(screen: Screen, facilities: Facilities) -> None:
    """Warn after `idle_warning_s` without a touch, end after `idle_end_s` more (WCAG 2.2.1: at least 20 s)."""
    limits, clock = facilities.config.visit, facilities.clock
    while True:
        left = screen.touched_at + limits.idle_warning_s - clock.monotonic()
        if left > 0:
            await clock.sleep(left)
            continue
        warned_for = screen.touched_at
        screen.decorate(idle=Idle(seconds=round(limits.idle_end_s)))
        deadline = clock.monotonic() + limits.idle_end_s
        while screen.touched_at == warned_for:
            if clock.monotonic() >= deadline:
                raise IdleExpired
            await clock.sleep(min(0.5, deadline - clock.monotonic()))
