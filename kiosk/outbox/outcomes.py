"""What may come of a submission."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from kiosk.central.types import Problem, Receipt, TimelineStep
from kiosk.outbox.store import Entry


@dataclass(frozen=True, slots=True)
class Committed:
    """On disk, sealed and signed. `reference` is ungrouped; `reference.grouped` is how it is shown."""

    reference: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Received by the central under its own number. `timeline` is empty where it was answered in an earlier run.

    `promise` and `proof` are the central's evidence of that, as codes for the receipt.
    """

    reference: str
    number: str
    state: str
    received_at: str
    timeline: tuple[TimelineStep, ...] = ()
    promise: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class StillWaiting:
    """Kept here; it is sent as soon as the central can be reached. `cause` is why it was not, last time.

    `connected` is false where not even a connection could be made, `alone` is true where others may fare better.
    """

    reference: str
    cause: str = ""
    connected: bool = True
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The central declined for good; kept here for staff. `problem` is the problem's type.

    `detail` has the central's texts where it was declined in this run.
    """

    reference: str
    problem: str
    detail: Problem | None = None


Outcome = Answer | StillWaiting | Refused


class _Kept(msgspec.Struct):
    """What is kept of an answer: enough to say that it was received, nothing of what it is about."""

    number: str
    state: str
    received_at: str


def answer(reference: str, receipt: Receipt) -> Answer:
    number, promise = receipt.application_number, receipt.receipt_code
    return Answer(reference, number, receipt.state, receipt.received_at, receipt.timeline, promise)


def kept_answer(outcome: Answer) -> str:
    return msgspec.json.encode(_Kept(outcome.number, outcome.state, outcome.received_at)).decode()


def of_entry(entry: Entry) -> Outcome:
    """The outcome as the database has it."""
    match entry.state:
        case "answered":
            kept = msgspec.json.decode(entry.answer or "", type=_Kept)
            return Answer(entry.reference, kept.number, kept.state, kept.received_at)
        case "refused":
            return Refused(entry.reference, entry.cause or "about:blank")
        case _:
            return StillWaiting(entry.reference, entry.cause or "")
