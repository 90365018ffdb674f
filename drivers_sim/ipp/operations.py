"""What the printer answers to each operation of IPP."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable

from drivers_sim.ipp.messages import JOB, OPERATION, PRINTER, Given, Request, write_reply
from drivers_sim.ipp.printer import ENDED, TRAY_SHEETS, Job, Printer, State

PRINT_JOB, VALIDATE, CREATE, SEND, CANCEL, GET_JOB, GET_JOBS, GET_PRINTER = 2, 4, 5, 6, 8, 9, 10, 11
OPERATIONS = (PRINT_JOB, VALIDATE, CREATE, SEND, CANCEL, GET_JOB, GET_JOBS, GET_PRINTER)

OK, BAD_REQUEST, NOT_POSSIBLE, NOT_FOUND = 0x0000, 0x0400, 0x0404, 0x0406
FORMAT, CHARSET, COMPRESSION, NO_OPERATION, NO_VERSION = 0x040A, 0x040D, 0x040F, 0x0501, 0x0503
A4 = "iso_a4_210x297mm"
DESCRIPTION = ("all", "printer-description", "job-template", "media-col-database", "job-description")

Groups = list[tuple[int, Iterable[Given]]]


class Operations:
    """Answers requests at `uri` for one printer."""

    def __init__(self, printer: Printer, uri: str, name: str) -> None:
        self._printer = printer
        self._uri = uri
        self._name = name

    def answer(self, request: Request) -> bytes:
        status, groups = self._judged(request)
        greeting: list[Given] = [
            ("attributes-charset", "charset", ("utf-8",)),
            ("attributes-natural-language", "language", ("en",)),
        ]
        version = request.version if request.version[0] in (1, 2) else b"\x02\x00"
        return write_reply(version, request.number, status, [(OPERATION, greeting), *groups])

    def _judged(self, request: Request) -> tuple[int, Groups]:
        if request.version[0] not in (1, 2):
            return NO_VERSION, []
        if int.from_bytes(request.number, "big") == 0:
            return BAD_REQUEST, []
        if request.operation not in OPERATIONS:
            return NO_OPERATION, []
        # RFC 8011, 4.1.4: charset and language come first, in this order.
        if request.order[:2] != ["attributes-charset", "attributes-natural-language"]:
            return BAD_REQUEST, []
        if str(request.one("attributes-charset")).lower() not in ("utf-8", "us-ascii"):
            return CHARSET, []
        if request.one("printer-uri") is None and request.one("job-uri") is None:
            return BAD_REQUEST, []
        handlers: dict[int, Callable[[Request], tuple[int, Groups]]] = {
            PRINT_JOB: self._print_job,
            VALIDATE: self._validate,
            CREATE: self._create,
            SEND: self._send,
            CANCEL: self._cancel,
            GET_JOB: self._get_job,
            GET_JOBS: self._get_jobs,
            GET_PRINTER: self._get_printer,
        }
        return handlers[request.operation](request)

    # Submitting

    def _refusal(self, request: Request) -> int:
        document_format = request.one("document-format") or "application/octet-stream"
        if document_format not in self._formats:
            return FORMAT
        return COMPRESSION if request.one("compression") not in (None, "none") else OK

    def _validate(self, request: Request) -> tuple[int, Groups]:
        return self._refusal(request), []

    def _print_job(self, request: Request) -> tuple[int, Groups]:
        if (refusal := self._refusal(request)) != OK:
            return refusal, []
        job = self._created(request)
        self._given(job, request)
        return OK, [(JOB, self._job(job, ("job-id", "job-uri", "job-state", "job-state-reasons")))]

    def _create(self, request: Request) -> tuple[int, Groups]:
        job = self._created(request)
        return OK, [(JOB, self._job(job, ("job-id", "job-uri", "job-state", "job-state-reasons")))]

    def _send(self, request: Request) -> tuple[int, Groups]:
        job = self._asked(request)
        if job is None:
            return NOT_FOUND, []
        if request.one("last-document") is None:
            return BAD_REQUEST, []
        if job.state is not State.HELD:
            return NOT_POSSIBLE, []
        if (refusal := self._refusal(request)) != OK:
            return refusal, []
        self._given(job, request)
        return OK, [(JOB, self._job(job, ("job-id", "job-uri", "job-state", "job-state-reasons")))]

    def _created(self, request: Request) -> Job:
        wanted = request.group(JOB).get("copies")
        copies = min(99, max(1, wanted.values[0])) if wanted is not None and isinstance(wanted.values[0], int) else 1
        name, user = request.one("job-name") or "untitled", request.one("requesting-user-name") or "anonymous"
        return self._printer.create(str(name)[:255], str(user)[:255], copies)

    def _given(self, job: Job, request: Request) -> None:
        document_format = request.one("document-format") or "application/octet-stream"
        self._printer.give(job, request.document, document_format, str(request.one("document-name") or "")[:255])

    # Jobs

    def _asked(self, request: Request) -> Job | None:
        number = request.one("job-id")
        if number is None and isinstance(uri := request.one("job-uri"), str):
            last = uri.rpartition("/")[2]
            number = int(last) if last.isdecimal() else None
        return self._printer.jobs.get(number) if isinstance(number, int) else None

    def _cancel(self, request: Request) -> tuple[int, Groups]:
        job = self._asked(request)
        if job is None:
            return NOT_FOUND, []
        return (OK if self._printer.cancel(job) else NOT_POSSIBLE), []

    def _get_job(self, request: Request) -> tuple[int, Groups]:
        job = self._asked(request)
        if job is None:
            return NOT_FOUND, []
        return OK, [(JOB, self._job(job, _wanted(request)))]

    def _get_jobs(self, request: Request) -> tuple[int, Groups]:
        ended = request.one("which-jobs") == "completed"
        jobs = [job for job in self._printer.jobs.values() if (job.state in ENDED) == ended]
        if request.one("my-jobs"):
            jobs = [job for job in jobs if job.user == request.one("requesting-user-name")]
        if ended:
            jobs.reverse()
        limit = request.one("limit")
        wanted = _wanted(request) or ("job-id", "job-uri")
        return OK, [(JOB, self._job(job, wanted)) for job in jobs[: limit if isinstance(limit, int) else None]]

    def _job(self, job: Job, wanted: tuple[str, ...]) -> list[Given]:
        up = self._printer.switched_on
        every: list[Given] = [
            ("job-id", "integer", (job.number,)),
            ("job-uri", "uri", (f"{self._uri}/{job.number}",)),
            ("job-printer-uri", "uri", (self._uri,)),
            ("job-name", "name", (job.name,)),
            ("job-originating-user-name", "name", (job.user,)),
            ("job-state", "enum", (int(job.state),)),
            ("job-state-reasons", "keyword", job.reasons),
            ("job-k-octets", "integer", (len(job.document) // 1024,)),
            ("job-impressions", "integer", (job.pages,)),
            ("job-impressions-completed", "integer", (job.out,)),
            ("job-media-sheets-completed", "integer", (job.out,)),
            ("job-printer-up-time", "integer", (self._up_time,)),
            ("time-at-creation", "integer", (max(1, int(job.created - up)),)),
            _moment("time-at-processing", job.began, up),
            _moment("time-at-completed", job.ended, up),
            ("document-format", "mime", (job.format,)),
            ("copies", "integer", (job.copies,)),
        ]
        return _only(every, wanted)

    # The printer

    @property
    def _formats(self) -> tuple[str, ...]:
        pdf = ("application/pdf",) if self._printer.takes_pdf else ()
        return ("application/octet-stream", *pdf, "image/pwg-raster")

    @property
    def _up_time(self) -> int:
        return max(1, int(time.time() - self._printer.switched_on) + 1)

    def _get_printer(self, request: Request) -> tuple[int, Groups]:
        if (document_format := request.one("document-format")) is not None and document_format not in self._formats:
            return FORMAT, []
        return OK, [(PRINTER, _only(self._described(), _wanted(request)))]

    def _described(self) -> list[Given]:
        printer, parts = self._printer, self._printer.parts
        now = datetime.datetime.now(datetime.UTC)
        date = now.year.to_bytes(2, "big") + bytes((now.month, now.day, now.hour, now.minute, now.second, 0)) + b"+\0\0"
        toner = (
            f"index=1;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=100;level={round(parts.toner)};"
        )
        tray = f"type=sheetFeedAutoRemovableTray;maxcapacity={TRAY_SHEETS};level={max(0, parts.sheets)};name=main;"
        in_tray = parts.sheets > 0 and not parts.tray_out
        return [
            ("printer-uri-supported", "uri", (self._uri,)),
            ("uri-security-supported", "keyword", ("none",)),
            ("uri-authentication-supported", "keyword", ("none",)),
            ("printer-name", "name", (self._name,)),
            ("printer-location", "text", ("",)),
            ("printer-info", "text", (self._name,)),
            ("printer-more-info", "uri", (self._uri.replace("ipp://", "http://"),)),
            ("printer-make-and-model", "text", ("Simulated A4 printer",)),
            ("printer-state", "enum", (printer.code,)),
            ("printer-state-reasons", "keyword", printer.reasons),
            ("printer-is-accepting-jobs", "boolean", (True,)),
            ("queued-job-count", "integer", (sum(1 for _ in printer.not_ended()),)),
            ("printer-up-time", "integer", (self._up_time,)),
            ("printer-current-time", "date", (date,)),
            ("ipp-versions-supported", "keyword", ("1.1", "2.0")),
            ("operations-supported", "enum", OPERATIONS),
            ("multiple-document-jobs-supported", "boolean", (False,)),
            ("multiple-operation-time-out", "integer", (60,)),
            ("charset-configured", "charset", ("utf-8",)),
            ("charset-supported", "charset", ("utf-8", "us-ascii")),
            ("natural-language-configured", "language", ("en",)),
            ("generated-natural-language-supported", "language", ("en",)),
            ("document-format-default", "mime", ("application/octet-stream",)),
            ("document-format-supported", "mime", self._formats),
            ("compression-supported", "keyword", ("none",)),
            ("pdl-override-supported", "keyword", ("attempted",)),
            ("copies-default", "integer", (1,)),
            ("copies-supported", "range", ((1, 99),)),
            ("sides-default", "keyword", ("one-sided",)),
            ("sides-supported", "keyword", ("one-sided",)),
            ("media-default", "keyword", (A4,)),
            ("media-supported", "keyword", (A4,)),
            *([("media-ready", "keyword", (A4,))] if in_tray else [("media-ready", "no_value", ("",))]),
            ("color-supported", "boolean", (False,)),
            ("pages-per-minute", "integer", (round(60 / printer.sheet_s) if printer.sheet_s else 40,)),
            ("printer-supply", "octets", (toner.encode(),)),
            ("printer-supply-description", "text", ("Black toner",)),
            ("printer-input-tray", "octets", (tray.encode(),)),
            ("marker-names", "name", ("Black toner",)),
            ("marker-types", "keyword", ("toner",)),
            ("marker-levels", "integer", (round(parts.toner),)),
            ("marker-low-levels", "integer", (10,)),
        ]


def _wanted(request: Request) -> tuple[str, ...]:
    return tuple(str(each) for each in request.every("requested-attributes"))


def _only(every: list[Given], wanted: tuple[str, ...]) -> list[Given]:
    if not wanted or any(each in DESCRIPTION for each in wanted):
        return every
    return [given for given in every if given[0] in wanted]


def _moment(name: str, when: float | None, up: float) -> Given:
    if when is None:
        return (name, "no_value", ("",))
    return (name, "integer", (max(1, int(when - up)),))
