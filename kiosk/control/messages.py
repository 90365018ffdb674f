"""What passes over the control socket: one JSON object a line. A request is answered by lines that end with `End`."""

from __future__ import annotations

from typing import Literal

import msgspec

from devices.check import Level

MAX_LINE = 1 << 20


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Request(_Line, tag_field="request", frozen=True, kw_only=True):
    pass


class AskStatus(Request, tag="status", frozen=True, kw_only=True):
    """How every device is, as last seen: answered by a `DeviceSeen` each."""


class AskCheck(Request, tag="check", frozen=True, kw_only=True):
    """Check a device: `Doing` and `Question` as it goes, then `Checked`."""

    device: str
    level: Level


class AskEvents(Request, tag="events", frozen=True, kw_only=True):
    """The newest changes of state, newest first: an `Event` each."""

    device: str | None = None
    limit: int = 100


class AskHistory(Request, tag="history", frozen=True, kw_only=True):
    """The checks made, newest first: a `Check` each."""

    device: str | None = None
    limit: int = 100


class AskStatistics(Request, tag="statistics", frozen=True, kw_only=True):
    """What was counted of each device: a `Counted` each."""


class AskReport(Request, tag="report", frozen=True, kw_only=True):
    """Make the readiness report: `Part` as it goes, `Question`, then `Report`."""


class Reply(Request, tag="reply", frozen=True, kw_only=True):
    """To a `Question`; None where nobody is there to answer."""

    yes: bool | None


AnyRequest = AskStatus | AskCheck | AskEvents | AskHistory | AskStatistics | AskReport | Reply


class Answer(_Line, tag_field="answer", frozen=True, kw_only=True):
    pass


class DeviceSeen(Answer, tag="device", frozen=True, kw_only=True):
    """`since` in seconds since 1970, None where it is not known."""

    device: str
    device_class: str
    health: str
    reason: str
    action: str
    zh: str
    en: str
    since: float | None
    detail: dict[str, str]


class Doing(Answer, tag="doing", frozen=True, kw_only=True):
    """What goes on, or what staff are asked to do within `seconds`."""

    code: str
    seconds: float = 0.0


class Question(Answer, tag="question", frozen=True, kw_only=True):
    """What only staff can see; the next request is their `Reply`."""

    code: str


class Checked(Answer, tag="checked", frozen=True, kw_only=True):
    """A check's outcome. `shown` is what was read, masked."""

    device: str
    device_class: str
    level: Level
    verdict: Literal["passed", "failed", "unsupported"]
    health: str
    reason: str
    action: str
    zh: str
    en: str
    milliseconds: float
    detail: dict[str, str]
    measured: dict[str, str]
    shown: dict[str, str]


class Event(Answer, tag="event", frozen=True, kw_only=True):
    sequence: int
    wall: float
    device: str
    health: str
    reason: str
    action: str


class Check(Answer, tag="check", frozen=True, kw_only=True):
    sequence: int
    wall: float
    device: str
    level: str
    verdict: str
    reason: str
    milliseconds: float
    asked_by: str


class Counted(Answer, tag="counted", frozen=True, kw_only=True):
    device: str
    figures: dict[str, float]


class Part(Answer, tag="part", frozen=True, kw_only=True):
    """A part of the readiness report was begun or ended."""

    name: str
    title_zh: str
    title_en: str
    outcome: Literal["running", "passed", "attention", "failed", "skipped"]
    reason: str = ""
    zh: str = ""
    en: str = ""


class Report(Answer, tag="report", frozen=True, kw_only=True):
    """The signed report's file, and as a PDF (base64) where one could be made."""

    ready: bool
    signed: str
    pdf: bytes = b""


class Refused(Answer, tag="refused", frozen=True, kw_only=True):
    """`reason`: unknown_device, occupied (somebody is being served), not_permitted, not_understood."""

    reason: str


class End(Answer, tag="end", frozen=True, kw_only=True):
    pass


AnyAnswer = DeviceSeen | Doing | Question | Checked | Event | Check | Counted | Part | Report | Refused | End

encode = msgspec.json.encode
_requests: msgspec.json.Decoder[AnyRequest] = msgspec.json.Decoder(AnyRequest)
_answers: msgspec.json.Decoder[AnyAnswer] = msgspec.json.Decoder(AnyAnswer)


def decode_request(line: bytes) -> AnyRequest:
    """Raises `msgspec.DecodeError`."""
    return _requests.decode(line)


def decode_answer(line: bytes) -> AnyAnswer:
    """Raises `msgspec.DecodeError`."""
    return _answers.decode(line)
