"""What an applicant reads of an application: what was done, where it stands, what comes next and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from central.applications.states import State, is_final
from central.catalogue import Catalogue
from central.catalogue.model import Reason
from central.parameters import Parameters
from central.store.tables import Application
from central.words import Text
from central.workdays import Calendar, local_time

_PAYMENT = frozenset((State.PAYMENT_PENDING, State.PAID))


@dataclass(frozen=True, slots=True)
class Entry:
    """`when` is a local date or time as shown, empty where there is none."""

    text: Text
    when: str
    state: Literal["done", "now", "to_come"]


@dataclass(frozen=True, slots=True)
class Told:
    """An application in the applicant's words."""

    name: Text
    state: Text
    reasons: tuple[tuple[str, Reason], ...]
    timeline: tuple[Entry, ...]


def tell(application: Application, catalogue: Catalogue, calendar: Calendar, parameters: Parameters) -> Told:
    words = _arguments(application)
    present = State(application.state)
    reasons = tuple(_reasons(application, catalogue, words))
    service = catalogue.services[application.item]
    entries = [*_done(application, catalogue, words)]
    for _, reason in reasons:
        entries.append(Entry(reason.text, "", "now"))
        entries.append(Entry(reason.remedy, "", "to_come"))
    if present == State.NEEDS_CORRECTION:
        missing = application.result.get("missing", ())
        entries += [Entry(Text(zh=each["zh"], en=each["en"]), "", "now") for each in missing]
    entries += _to_come(application, catalogue, _payment_day(application, calendar, parameters), words)
    entries += [Entry(_fill(text, words), "", "to_come") for text in catalogue.words(application.item, present).then]
    state = catalogue.words(application.item, present).name
    return Told(service.item.name, state, reasons, tuple(entries))


class _Arguments(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "—"


def _arguments(application: Application) -> _Arguments:
    """Places that words may have: due, handler, and each plain value of the application's result."""
    arguments = _Arguments({key: str(value) for key, value in application.result.items() if _is_plain(value)})
    arguments["due"] = application.due_on.isoformat() if application.due_on else "—"
    return arguments


def _done(application: Application, catalogue: Catalogue, words: Mapping[str, str]) -> Iterator[Entry]:
    final = is_final(State(application.state))
    for event in application.events:
        text = catalogue.words(application.item, State(event.to_state)).done
        last = event is application.events[-1]
        if text is not None:
            yield Entry(_fill(text, words), local_time(event.at), "now" if last and not final else "done")


def _to_come(
    application: Application, catalogue: Catalogue, payment: date | None, words: Mapping[str, str]
) -> Iterator[Entry]:
    course = catalogue.services[application.item].course
    present = State(application.state)
    ahead = course[course.index(present) + 1 :] if present in course else ()
    for state in ahead:
        text = catalogue.words(application.item, state).to_come
        if text is not None:
            day = payment if state in _PAYMENT else application.due_on
            yield Entry(_fill(text, words), day.isoformat() if day else "", "to_come")


def _payment_day(application: Application, calendar: Calendar, parameters: Parameters) -> date | None:
    if application.due_on is None:
        return None
    return calendar.add(application.due_on, parameters.on(application.due_on, "payment_working_days").value)


def _reasons(application: Application, catalogue: Catalogue, words: Mapping[str, str]) -> Iterator[tuple[str, Reason]]:
    known = catalogue.services[application.item].reasons
    for code in application.result.get("reasons", ()):
        reason = known[code]
        yield code, Reason(text=_fill(reason.text, words), remedy=_fill(reason.remedy, words))
    if given := application.result.get("decision_reasons"):
        remedy = known["rejected"].remedy
        yield "rejected", Reason(text=Text(**given), remedy=_fill(remedy, words))


def _fill(text: Text, words: Mapping[str, str]) -> Text:
    return Text(zh=text.zh.format_map(words), en=text.en.format_map(words))


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int)
