"""The printer itself: trays, toner, cover, the paper's way, and the jobs that wait for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from drivers_sim.ipp.paper import OutputTray, Printed, count_pages

TRAY_SHEETS = 250
LOW_SHEETS = 20
OUTPUT_SHEETS = 150
TONER_PER_SHEET = 0.02
WARM_UP_S = 0.6
DOCUMENT_WAIT_S = 60.0
"""How long a created job may wait for its document."""
KEPT_JOBS = 50


class State(IntEnum):
    """RFC 8011's numbers for the states of a job."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


ENDED = (State.CANCELED, State.ABORTED, State.COMPLETED)


@dataclass(slots=True, repr=False)
class Job:
    number: int
    name: str
    user: str
    document_name: str = ""
    format: str = "application/pdf"
    copies: int = 1
    document: bytes = b""
    pages: int = 0
    out: int = 0
    state: State = State.HELD
    reasons: tuple[str, ...] = ("job-incoming",)
    created: float = field(default_factory=time.time)
    began: float | None = None
    ended: float | None = None
    paper: Printed | None = None


@dataclass(slots=True)
class Parts:
    """What a hand can change: sheets in the tray, toner in percent, and what is open, out of place or full."""

    sheets: int = TRAY_SHEETS
    toner: float = 80.0
    cover_open: bool = False
    tray_out: bool = False
    jammed: bool = False
    paused: bool = False
    output: int = 0
    jam_after: int | None = None
    """Sheets until the paper jams."""


class Printer:
    """A laser printer. `step` does the next thing that its mechanism does and says how long that takes."""

    def __init__(self, pages_per_minute: float = 40.0) -> None:
        self.parts = Parts()
        self.jobs: dict[int, Job] = {}
        self.tray = OutputTray()
        self.takes_pdf = True
        self.forgets_jobs = False
        self.keeps_jobs = False
        """Whether it answers a cancel kindly and prints all the same, as cheap printers do."""
        self.sheet_s = 60.0 / pages_per_minute
        self.switched_on = time.time()
        self._warm = False
        self._last = 0

    # What stops it

    @property
    def stops(self) -> tuple[str, ...]:
        parts = self.parts
        found = (
            (parts.cover_open, "cover-open-error"),
            (parts.jammed, "media-jam-error"),
            (parts.tray_out, "input-tray-missing-error"),
            (parts.sheets <= 0 and not parts.tray_out, "media-empty-error"),
            (parts.toner <= 0, "toner-empty-error"),
            (parts.output >= OUTPUT_SHEETS, "output-area-full-error"),
            (parts.paused, "paused"),
        )
        return tuple(name for there, name in found if there)

    @property
    def reasons(self) -> tuple[str, ...]:
        parts = self.parts
        lows = (
            (0 < parts.sheets <= LOW_SHEETS, "media-low-warning"),
            (0 < parts.toner <= 10, "toner-low-warning"),
            (OUTPUT_SHEETS - 20 <= parts.output < OUTPUT_SHEETS, "output-area-almost-full-warning"),
        )
        return (*self.stops, *(name for there, name in lows if there)) or ("none",)

    @property
    def current(self) -> Job | None:
        at_work = (State.PROCESSING, State.STOPPED)
        return next((job for job in self.jobs.values() if job.state in at_work), None)

    @property
    def code(self) -> int:
        """3 idle, 4 processing, 5 stopped."""
        if self.stops and (self.current is not None or self.parts.paused):
            return 5
        return 4 if self.current is not None else 3

    # Jobs

    def create(self, name: str, user: str, copies: int) -> Job:
        self._last += 1
        job = Job(self._last, name, user, copies=copies)
        self.jobs[job.number] = job
        self._forget()
        return job

    def give(self, job: Job, document: bytes, document_format: str, document_name: str) -> None:
        job.document, job.format, job.document_name = document, document_format, document_name
        if not document.startswith(b"%PDF-"):
            self._end(job, State.ABORTED, "document-format-error")
            return
        job.pages = count_pages(document) * job.copies
        job.state, job.reasons = State.PENDING, ("none",)

    def cancel(self, job: Job) -> bool:
        """Whether it could still be cancelled."""
        if job.state in ENDED:
            return False
        if not self.keeps_jobs:
            self._end(job, State.CANCELED, "job-canceled-by-user")
        return True

    def power_cycle(self) -> None:
        """It forgets its jobs; the paper stays where it is."""
        self.jobs.clear()
        self._warm = False
        self.switched_on = time.time()

    def _end(self, job: Job, state: State, reason: str) -> None:
        job.state, job.reasons, job.ended = state, (reason,), time.time()
        if job.paper is not None:
            job.paper.complete = state is State.COMPLETED
        job.document = b""
        self._forget()

    def _forget(self) -> None:
        ended = [number for number, job in self.jobs.items() if job.state in ENDED]
        for number in ended if self.forgets_jobs else ended[: max(0, len(ended) - KEPT_JOBS)]:
            del self.jobs[number]

    # The mechanism

    def step(self) -> float | None:
        """Do what comes next; the seconds it takes, or None where there is nothing to do until something changes."""
        self._drop_waiting()
        job = self.current or next((job for job in self.jobs.values() if job.state is State.PENDING), None)
        if job is None:
            return None
        if self.stops:
            if job.state is not State.PENDING:
                job.state, job.reasons = State.STOPPED, ("printer-stopped",)
            return None
        if job.state is not State.PROCESSING:
            job.state, job.reasons = State.PROCESSING, ("job-printing",)
            job.began = job.began or time.time()
            if not self._warm:
                self._warm = True
                return min(WARM_UP_S, self.sheet_s)
            return 0.0
        if job.out >= job.pages:
            self._end(job, State.COMPLETED, "job-completed-successfully")
            return 0.0
        self._print_sheet(job)
        return self.sheet_s

    def _print_sheet(self, job: Job) -> None:
        parts = self.parts
        if job.paper is None:
            job.paper = self.tray.begin(job.number, job.name, job.document, job.pages)
        if parts.jam_after is not None:
            if parts.jam_after <= 0:
                parts.jammed, parts.jam_after = True, None
                job.paper.jammed = True
                return
            parts.jam_after -= 1
        parts.sheets -= 1
        parts.output += 1
        parts.toner = max(0.0, parts.toner - TONER_PER_SHEET)
        job.out += 1
        job.paper.out = job.out

    def _drop_waiting(self) -> None:
        for job in tuple(self.jobs.values()):
            if job.state is State.HELD and time.time() - job.created > DOCUMENT_WAIT_S:
                self._end(job, State.ABORTED, "aborted-by-system")

    def not_ended(self) -> Iterator[Job]:
        return (job for job in tuple(self.jobs.values()) if job.state not in ENDED)
