"""What this driver asks a printer: each question as the bytes of one request, each answer read and judged."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from devices.ipp import codec
from devices.ipp.codec import CHARSET, INTEGER, KEYWORD, LANGUAGE, MIME_TYPE, NAME, URI, Attribute
from devices.ipp.line import Line
from devices.ipp.state import A4, PDF, PRINTER_ATTRIBUTES, JobFacts, PrinterState
from devices.ipp.words import OK_BELOW, Operation, Status, refusal
from devices.model import Completion, DeviceError
from devices.trace import Direction, Trace

MOST_JOBS = 100
MOST_SHOWN = 500  # characters of an answer in a trace
JOB_ATTRIBUTES = ("job-id", "job-name", "job-state", "job-state-reasons", "job-impressions-completed")


class Refused(DeviceError):
    """The printer understood and said no, by an IPP status."""

    def __init__(self, status: int) -> None:
        super().__init__(Completion.DEVICE_NOT_READY, refusal(status), f"status {status:#06x}")
        self.status = status


class Asking:
    """A conversation with one printer. `user` stands in its queue as the owner of jobs: a kiosk, no person."""

    def __init__(self, line: Line, trace: Trace, user: str) -> None:
        self._line = line
        self._trace = trace
        self._user = user
        self._numbers = itertools.count(1)

    def printer(self, within: float) -> PrinterState:
        wanted = Attribute(KEYWORD, "requested-attributes", PRINTER_ATTRIBUTES)
        answer = self._ask(Operation.GET_PRINTER_ATTRIBUTES, [wanted], within=within)
        described = answer.first(codec.PRINTER_GROUP)
        if "printer-state" not in described:  # an HTTP server that speaks IPP for something that is no printer
            raise DeviceError(Completion.HARDWARE_ERROR, "wrong_device")
        return PrinterState(described)

    def validate(self, name: str, title: str, job: Sequence[Attribute], within: float) -> None:
        """Whether it would take the job; raises `Refused` where not."""
        self._ask(Operation.VALIDATE_JOB, self._submission(name, title), job=job, within=within)

    def create(self, name: str, job: Sequence[Attribute], within: float) -> int:
        """A job without its document; its number."""
        answer = self._ask(Operation.CREATE_JOB, [Attribute(NAME, "job-name", (name,))], job=job, within=within)
        return _job_number(answer)

    def send(self, number: int, title: str, pdf: bytes, within: float) -> None:
        attributes = [
            Attribute(INTEGER, "job-id", (number,)),
            Attribute(NAME, "document-name", (title,)),
            Attribute(MIME_TYPE, "document-format", (PDF,)),
            Attribute(codec.BOOLEAN, "last-document", (True,)),
        ]
        self._ask(Operation.SEND_DOCUMENT, attributes, document=pdf, within=within)

    def print(self, name: str, title: str, job: Sequence[Attribute], pdf: bytes, within: float) -> int:
        """A job with its document in one request; its number."""
        answer = self._ask(Operation.PRINT_JOB, self._submission(name, title), job=job, document=pdf, within=within)
        return _job_number(answer)

    def job(self, number: int, within: float) -> JobFacts | None:
        """How a job is; None where the printer knows it no longer."""
        attributes = [
            Attribute(INTEGER, "job-id", (number,)),
            Attribute(KEYWORD, "requested-attributes", JOB_ATTRIBUTES),
        ]
        try:
            answer = self._ask(Operation.GET_JOB_ATTRIBUTES, attributes, within=within)
        except Refused as refused:
            if refused.status in (Status.NOT_FOUND, Status.GONE):
                return None
            raise
        return JobFacts(answer.first(codec.JOB_GROUP))

    def jobs(self, which: str, within: float) -> tuple[JobFacts, ...]:
        """The printer's jobs: `which` is not-completed or completed."""
        attributes = [
            Attribute(INTEGER, "limit", (MOST_JOBS,)),
            Attribute(KEYWORD, "which-jobs", (which,)),
            Attribute(KEYWORD, "requested-attributes", JOB_ATTRIBUTES),
        ]
        answer = self._ask(Operation.GET_JOBS, attributes, within=within)
        return tuple(JobFacts(each) for each in answer.all(codec.JOB_GROUP))

    def cancel(self, number: int, within: float) -> bool:
        """Ask to cancel a job; False where it was over already, or is not there: its state tells more."""
        try:
            self._ask(Operation.CANCEL_JOB, [Attribute(INTEGER, "job-id", (number,))], within=within)
        except Refused as refused:
            if refused.status not in (Status.NOT_POSSIBLE, Status.NOT_FOUND, Status.GONE):
                raise
            return False
        return True

    @staticmethod
    def _submission(name: str, title: str) -> list[Attribute]:
        return [
            Attribute(NAME, "job-name", (name,)),
            Attribute(NAME, "document-name", (title,)),
            Attribute(MIME_TYPE, "document-format", (PDF,)),
        ]

    def _ask(
        self,
        operation: Operation,
        attributes: Sequence[Attribute],
        *,
        within: float,
        job: Sequence[Attribute] = (),
        document: bytes = b"",
    ) -> codec.Response:
        number = next(self._numbers) % (1 << 31)
        target = [
            Attribute(CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(LANGUAGE, "attributes-natural-language", ("en",)),
            Attribute(URI, "printer-uri", (self._line.address.uri,)),
        ]
        # RFC 8011, 4.1.5: the target comes first, job-id right behind it, then who asks.
        ids = [each for each in attributes if each.name == "job-id"]
        rest = [each for each in attributes if each.name != "job-id"]
        asked = [*target, *ids, Attribute(NAME, "requesting-user-name", (self._user,)), *rest]
        groups: list[tuple[int, Sequence[Attribute]]] = [(codec.OPERATION_GROUP, asked)]
        if job:
            groups.append((codec.JOB_GROUP, job))
        request = codec.encode(operation, number, groups)
        name = operation.name.replace("_", "-").title()
        size = f"{len(request)} bytes" + (f" and {len(document)} of a document" if document else "")
        self._trace.add(Direction.TO_DEVICE, f"{name} ({size})")
        body = self._line.post(request + document, within, patience=within if document else None)
        answer = self._read(body, number)
        if answer.status >= OK_BELOW:
            raise Refused(answer.status)
        return answer

    def _read(self, body: bytes, number: int) -> codec.Response:
        try:
            answer = codec.decode(body)
        except codec.Malformed:
            self._trace.add(Direction.FROM_DEVICE, f"{len(body)} bytes that are no IPP")
            raise DeviceError(Completion.HARDWARE_ERROR, "garbled") from None
        self._trace.add(Direction.FROM_DEVICE, f"status {answer.status:#06x}{_told(answer)}")
        if answer.request_id != number:
            raise DeviceError(Completion.HARDWARE_ERROR, "garbled", "an answer to another request")
        return answer


def job_attributes(printer: PrinterState, copies: int) -> list[Attribute]:
    """A4, one side, so many copies; each only where the printer lists it: a queue refuses what it does not know."""
    found = []
    if copies > 1:
        found.append(Attribute(INTEGER, "copies", (copies,)))
    if printer.takes("media-supported", A4):
        found.append(Attribute(KEYWORD, "media", (A4,)))
    if printer.takes("sides-supported", "one-sided"):
        found.append(Attribute(KEYWORD, "sides", ("one-sided",)))
    return found


def _job_number(answer: codec.Response) -> int:
    found = JobFacts(answer.first(codec.JOB_GROUP)).number
    if found is None:
        raise DeviceError(Completion.HARDWARE_ERROR, "garbled", "a job without its number")
    return found


_SHOWN = ("printer-state", "printer-state-reasons", "job-id", "job-state", "job-state-reasons")


def _told(answer: codec.Response) -> str:
    """Of an answer what technicians look for; job names and all else stay out."""
    found = [
        f"{name} {','.join(str(each) for each in group.attributes[name])}"
        for group in answer.groups
        for name in _SHOWN
        if name in group.attributes
    ]
    return "".join(f"; {each}" for each in found[:12])[:MOST_SHOWN]
