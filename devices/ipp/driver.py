"""The document printer's driver: printed is only what the printer says is; what cannot come out now is taken back."""

from __future__ import annotations

import contextlib
import hashlib
import math
import secrets
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devices.interfaces import Document, PrintOutcome, PrintState
from devices.ipp.asking import Asking, Refused, job_attributes
from devices.ipp.line import Address, Line
from devices.ipp.seen import observe
from devices.ipp.state import PDF, JobFacts, PrinterState
from devices.ipp.words import JobState, Operation, Status
from devices.lifecycle import Plain
from devices.model import Budgets, Completion, DeviceError, Observation
from devices.setup import Setup

# A laser printer warms up for 30 s and prints a page in 3 to 6; others may be before us. `between_bytes` is an
# answer's time: printers in power saving take seconds for the first.
BUDGETS = Budgets(connect=3.0, between_bytes=4.0, whole=90.0)
POLL_S = 0.5
ANSWERS = 2
"""A question as a whole may take so many times an answer's longest silence."""
SHORTEST_S = 0.2
MISSES = 3
CANCELLING = 0.1
"""The share of the whole time that is kept for taking a job back."""
STALLED = 0.1
"""The share of the whole time for which a job may stand still under a mere warning, or for no reason at all."""
MACHINE_ID = Path("/etc/machine-id")


def create(setup: Setup) -> IppPrinter:
    """transport = {kind = "ipp", url = "ipp://host:631/ipp/print" or "ipps://…"}; ca_file: whom to trust by ipps."""
    device, budgets = setup.device, setup.budgets(BUDGETS)
    ca_file = device.get("ca_file")
    line = Line(Address(str(device["transport"]["url"])), budgets, None if ca_file is None else Path(ca_file))
    user = user_name(device)
    return IppPrinter(line, Asking(line, setup.trace, user), user, budgets=budgets)


def user_name(device: Mapping[str, Any]) -> str:
    """By what name this machine's jobs stand in a queue: the same after a restart, so that what a power cut left is
    found again, and another's at another kiosk that shares the printer."""
    try:
        machine = MACHINE_ID.read_text().strip()
    except OSError:
        machine = ""
    mark = hashlib.sha256(f"{machine}|{socket.gethostname()}|{device.get('id', '')}".encode()).hexdigest()
    return f"kiosk-{mark[:12]}"


@dataclass(slots=True)
class _Job:
    """A submitted job; `number` is None where its answer was lost. `began`: it was seen at work."""

    name: str
    number: int | None = None
    began: bool = False
    _progress: tuple[object, ...] = ()
    _since: float = 0.0

    def saw(self, facts: JobFacts) -> None:
        self.began = self.began or facts.state not in (JobState.PENDING, JobState.PENDING_HELD)
        progress = (facts.state, facts.impressions)
        if progress != self._progress:
            self._progress, self._since = progress, time.monotonic()

    @property
    def still_for(self) -> float:
        """Seconds since it last moved on."""
        return time.monotonic() - self._since


class IppPrinter(Plain):
    """A `DocumentPrinter`. `user` begins the names of its jobs. `budgets.whole` is a print's time."""

    def __init__(self, line: Line, asking: Asking, user: str, *, budgets: Budgets = BUDGETS) -> None:
        self._line = line
        self._asking = asking
        self._user = user
        self._budgets = budgets
        self._leftover = False  # a job of ours may still be in the printer, for whoever loads paper next
        self._aborted = threading.Event()
        self._end = math.inf  # when the print under way has to be over

    def open(self) -> None:
        """See that a printer is there, and take back what an earlier run left in it."""
        state = self._asking.printer(self._answer_s)
        self._leftover = not self._cleaned()
        if self._leftover:
            raise DeviceError(Completion.DEVICE_NOT_READY, (*state.stopped_by, "leftover_job")[0])

    def close(self) -> None:
        self._line.close()

    def abort(self) -> None:
        self._aborted.set()
        self._line.abort()

    def observe(self) -> Observation:
        state = self._asking.printer(self._answer_s)
        if self._leftover:  # have it opened anew, which tries to take the job back
            raise DeviceError(Completion.DEVICE_NOT_READY, (*state.stopped_by, "leftover_job")[0])
        return observe(state)

    def print(self, document: Document) -> PrintOutcome:
        self._end = time.monotonic() + self._budgets.whole
        try:
            return self._print(document, self._end - CANCELLING * self._budgets.whole)
        finally:
            self._end = math.inf

    def _print(self, document: Document, end: float) -> PrintOutcome:
        try:
            state = self._asking.printer(self._answer_s)
            refusal = self._refusal(state)
            if refusal is None and self._leftover:
                self._leftover = not self._cleaned()
                refusal = "leftover_job" if self._leftover else None
            if refusal is not None:
                return PrintOutcome(PrintState.NOT_SENT, refusal)
            job = _Job(f"{self._user}-{secrets.token_hex(8)}")
            attributes = job_attributes(state, document.copies)
            if Operation.VALIDATE_JOB in state.operations:
                self._asking.validate(job.name, document.title, attributes, self._answer_s)
            in_two = {Operation.CREATE_JOB, Operation.SEND_DOCUMENT} <= state.operations
            if in_two:
                job.number = self._asking.create(job.name, attributes, self._answer_s)
        except DeviceError as error:  # a job without its document never prints; the printer drops it after a while
            return PrintOutcome(PrintState.NOT_SENT, error.reason)
        try:
            self._hand_over(job, document, attributes, end)
            return self._watched(job, end)
        except Refused as refused:
            return self._taken_back(job, refused.reason)
        except DeviceError as error:
            return self._broken_off(job, error, end)

    @property
    def _answer_s(self) -> float:
        """What a question may take as a whole."""
        return min(ANSWERS * self._budgets.between_bytes, max(SHORTEST_S, self._end - time.monotonic()))

    @staticmethod
    def _refusal(state: PrinterState) -> str | None:
        """Why nothing can be printed now."""
        if state.stopped_by:
            return state.stopped_by[0]
        if state.closed:
            return "not_accepting_jobs"
        return "format_unsupported" if state.formats and PDF not in state.formats else None

    def _hand_over(self, job: _Job, document: Document, attributes: Any, end: float) -> None:
        # Small printers answer a document only once they have worked through it.
        within = max(self._answer_s, (end - time.monotonic()) / 2)
        if job.number is None:
            job.number = self._asking.print(job.name, document.title, attributes, document.pdf, within)
        else:
            self._asking.send(job.number, document.title, document.pdf, within)

    def _watched(self, job: _Job, end: float) -> PrintOutcome:
        """Wait for the printer's word on a job that it has."""
        misses = 0
        while time.monotonic() < end:
            try:
                facts = self._facts(job)
                state = self._asking.printer(self._answer_s)
                misses = 0
            except DeviceError as error:
                misses += 1
                if misses >= MISSES or error.completion is Completion.CANCELLED:
                    raise
                self._aborted.wait(POLL_S)
                continue
            if facts is None:  # it forgets its jobs at once, and nobody saw this one end
                return PrintOutcome(PrintState.SENT_UNCONFIRMED, "no_confirmation")
            outcome = _ended(facts, state.stopped_by)
            if outcome is not None:
                return outcome
            job.saw(facts)
            if state.stopped_by:
                return self._taken_back(job, state.stopped_by[0])
            if (facts.stopped or state.warned_of) and job.still_for > STALLED * self._budgets.whole:
                return self._taken_back(job, (*state.warned_of, "printer_stopped")[0])
            self._aborted.wait(POLL_S)
        if not job.began:  # it stood behind others all the time
            return self._taken_back(job, "printer_busy")
        taken = self._taken_back(job, "no_confirmation")
        return taken if taken.state is PrintState.CONFIRMED else PrintOutcome(PrintState.SENT_UNCONFIRMED, taken.reason)

    def _facts(self, job: _Job) -> JobFacts | None:
        """How the job is; one whose number was lost is looked up by its name, which nobody else can know."""
        if job.number is not None:
            return self._asking.job(job.number, self._answer_s)
        for which in ("not-completed", "completed"):
            for facts in self._asking.jobs(which, self._answer_s):
                if facts.name == job.name and facts.number is not None:
                    job.number = facts.number
                    return facts
        return None

    def _taken_back(self, job: _Job, reason: str) -> PrintOutcome:
        """The document cannot come out now: cancel it, or it comes out for whoever loads paper next. `failed` only
        where the printer says that it is cancelled."""
        facts: JobFacts | None = None
        with contextlib.suppress(DeviceError):
            facts = self._cancelled(job.number)
        if facts is not None and facts.out:
            return PrintOutcome(PrintState.CONFIRMED)
        if facts is not None and facts.state in (JobState.CANCELED, JobState.ABORTED):
            return PrintOutcome(PrintState.FAILED, reason)
        self._leftover = True
        return PrintOutcome(PrintState.SENT_UNCONFIRMED, reason)

    def _cancelled(self, number: int | None) -> JobFacts | None:
        """Cancel a job and see it end; what it came to. None where it is not known to have been there."""
        if number is None:
            return None
        accepted = self._asking.cancel(number, self._answer_s)
        end = time.monotonic() + CANCELLING * self._budgets.whole
        while True:
            facts = self._asking.job(number, self._answer_s)
            if facts is None:  # cancelled and forgotten at once, or over before and nobody knows how
                return JobFacts({"job-state": (int(JobState.CANCELED),)}) if accepted else None
            if facts.ended or time.monotonic() > end:
                return facts
            self._aborted.wait(min(POLL_S, self._budgets.between_bytes))
            if self._aborted.is_set():
                raise DeviceError(Completion.CANCELLED, "aborted")

    def _broken_off(self, job: _Job, error: DeviceError, end: float) -> PrintOutcome:
        """The wire failed within the job. If the printer is still there, it tells what became of it."""
        self._leftover = True
        unknown = PrintOutcome(PrintState.SENT_UNCONFIRMED, error.reason)
        if error.completion is Completion.CANCELLED:
            return unknown
        try:
            facts = self._facts(job)
            if facts is None:
                return unknown
            self._leftover = False
            if error.reason == "no_answer" and not facts.ended:  # it has the document, and works before it answers
                return self._watched(job, end)
            if facts.ended:
                ended = _ended(facts, ())
                # Of a document that was cut off, the printer may have printed a part and be content.
                return ended if ended is not None and ended.state is not PrintState.CONFIRMED else unknown
            return self._taken_back(job, error.reason)
        except DeviceError:
            self._leftover = True
            return unknown

    def _cleaned(self) -> bool:
        """Cancel this machine's jobs that are still in the printer; whether none is left. It works alone here: what
        it finds belongs to a visit that is over, perhaps to a kiosk that lost its power."""
        try:
            jobs = self._asking.jobs("not-completed", self._answer_s)
        except Refused as refused:
            if refused.status in (Status.OPERATION_NOT_SUPPORTED, Status.FORBIDDEN, Status.NOT_AUTHORIZED):
                return True
            raise
        left = [job.number for job in jobs if job.name.startswith(f"{self._user}-")]
        ended = [self._cancelled(number) for number in left]
        return all(facts is None or facts.ended for facts in ended)


def _ended(facts: JobFacts, stops: tuple[str, ...]) -> PrintOutcome | None:
    """What a job came to; None while it has not."""
    if facts.out:
        return PrintOutcome(PrintState.CONFIRMED)
    if facts.state == JobState.CANCELED:
        return PrintOutcome(PrintState.FAILED, "job_canceled")
    if facts.state == JobState.ABORTED:
        return PrintOutcome(PrintState.FAILED, stops[0] if stops else "job_aborted")
    if facts.state == JobState.COMPLETED and "job-completed-with-errors" in facts.reasons:
        return PrintOutcome(PrintState.SENT_UNCONFIRMED, "no_confirmation")
    return None
