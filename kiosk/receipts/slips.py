"""Composes the slips: submission, progress, ticket for a desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from devices.slip import Align, Element, Feed, KeyValue, QrCode, Rule, Slip, Text
from kiosk import views
from kiosk.central.types import Application, Item, TimelineStep
from kiosk.config import KioskConfig, ReceiptPrinterConfig
from kiosk.outbox.outcomes import Answer, StillWaiting
from kiosk.outbox.reference import grouped
from kiosk.receipts import words
from kiosk.receipts.dates import after_working_days, day, moment, written
from kiosk.receipts.evidence import evidence
from kiosk.receipts.masking import masked_name
from kiosk.receipts.tracking import application_code, tracking_code
from kiosk.receipts.words import say
from kiosk.views import Language

# Font A is 12 dots wide; the printable width is 384 dots on 58 mm paper and 576 on 80 mm.
_COLUMNS = {58: 32, 80: 48}
_DOTS_A_COLUMN = 12


def submitted(
    config: KioskConfig,
    language: Language,
    now: datetime,
    item: Item,
    name: str,
    outcome: Answer | StillWaiting,
) -> Slip:
    """What was submitted: with the central's number where it was received, with the reference alone where not yet."""
    received = isinstance(outcome, Answer)
    body: list[Element] = [
        *_service(item.name, language),
        KeyValue(say(words.APPLICANT, language), masked_name(name)),
        KeyValue(say(words.TIME, language), moment(now)),
        KeyValue(say(words.KIOSK, language), config.kiosk.id),
        Rule(),
    ]
    if isinstance(outcome, Answer):
        body += [
            *_large(config, words.NUMBER, outcome.number, language),
            KeyValue(say(words.REFERENCE, language), grouped(outcome.reference)),
        ]
        heading, steps = words.NEXT, [*_timeline(outcome.timeline, language)] or [*_expected(item, now, language)]
    else:
        body += [
            *_large(config, words.REFERENCE, grouped(outcome.reference), language),
            Text(say(words.NOT_YET_RECEIVED, language), bold=True),
            Text(say(words.URGENT, language)),
        ]
        heading, steps = words.ONCE_RECEIVED, [*_once_received(item, language)]
    body += [
        QrCode(tracking_code(outcome)),
        Text(say(words.HOW_TO_TRACK if received else words.TRACK_BY_REFERENCE, language)),
    ]
    if isinstance(outcome, Answer):
        body += evidence(outcome, _columns(config) * _DOTS_A_COLUMN, language)
    if steps:
        body += [Rule(), Text(say(heading, language), bold=True), *steps]
        if item.reference:
            body.append(Text(say(words.REFERENCE_TIMES, language)))
    body += [Rule(), Text(say(words.NO_DECISION, language))]
    return _slip(config, language, words.RECEIVED if received else words.KEPT, body)


def tracked(config: KioskConfig, language: Language, now: datetime, name: str, application: Application) -> Slip:
    """How far an application has come."""
    return _slip(
        config,
        language,
        words.PROGRESS,
        [
            *_service(application.name, language),
            KeyValue(say(words.APPLICANT, language), masked_name(name)),
            KeyValue(say(words.SUBMITTED, language), day(application.submitted_at, language)),
            KeyValue(say(words.TIME, language), moment(now)),
            Rule(),
            *_large(config, words.NUMBER, application.number, language),
            KeyValue(say(words.STATE, language), say(application.state_text, language), bold=True),
            *_timeline(application.timeline, language),
            QrCode(application_code(application.number)),
            Text(say(words.HOW_TO_TRACK, language)),
        ],
    )


def ticket(
    config: KioskConfig,
    language: Language,
    now: datetime,
    number: str,
    name: str,
    service: views.Text | None,
) -> Slip:
    """A number to take to a desk. `name` may be empty, where nobody was identified."""
    body: list[Element] = [Text(number, size=3, bold=True, align=Align.CENTRE), Feed()]
    if service is not None:
        body += _service(service, language)
    if name:
        body.append(KeyValue(say(words.APPLICANT, language), masked_name(name)))
    body += [
        KeyValue(say(words.TIME, language), moment(now)),
        KeyValue(say(words.KIOSK, language), config.kiosk.id),
        Rule(),
        Text(say(words.GO_TO_DESK, language)),
    ]
    return _slip(config, language, words.TICKET, body)


def _slip(config: KioskConfig, language: Language, title: views.Text, body: list[Element]) -> Slip:
    hall = views.Text(zh=config.kiosk.hall.zh, en=config.kiosk.hall.en)
    simulated = config.mode == "simulation"
    specimen: list[Element] = [Text(say(words.SPECIMEN, language), bold=True, align=Align.CENTRE)] if simulated else []
    return Slip(
        (
            *specimen,
            Text(say(hall, language), align=Align.CENTRE),
            Text(say(title, language), size=2, bold=True, align=Align.CENTRE),
            Rule(),
            *body,
            Text(say(words.CONTACT, language)),
            *specimen,
        )
    )


def _service(name: views.Text, language: Language) -> Iterator[Element]:
    """In English with the Chinese name below it: who reads the slip at the desk knows the service by that."""
    yield KeyValue(say(words.SERVICE, language), say(name, language), bold=True)
    if language == "en" and name.en:
        yield KeyValue("", name.zh)


def _large(config: KioskConfig, label: views.Text, value: str, language: Language) -> tuple[Element, ...]:
    """Twice the size where that fits on one line: a number broken in two is copied wrongly."""
    size = 2 if len(value) * 2 <= _columns(config) else 1
    return (
        Text(say(label, language), align=Align.CENTRE),
        Text(value, size=size, bold=True, align=Align.CENTRE),
    )


def _columns(config: KioskConfig) -> int:
    """Half-width characters a line of the narrowest receipt printer."""
    printers = [each for each in config.devices if isinstance(each, ReceiptPrinterConfig)]
    return min((_COLUMNS[each.paper_mm] for each in printers), default=min(_COLUMNS.values()))


def _timeline(steps: tuple[TimelineStep, ...], language: Language) -> Iterator[Element]:
    for step in steps:
        when = day(step.when, language)
        mark = say(words.DONE, language) if step.state == "done" else ""
        place = " ".join(each for each in (when, mark) if each)
        yield Text(f"· {say(step.text, language)}{f' ({place})' if place else ''}")


def _expected(item: Item, start: datetime, language: Language) -> Iterator[Element]:
    """What the catalogue says comes next, where the central has not said it for this application."""
    for step in item.next:
        when = ""
        if step.days == 0:
            when = f" ({say(words.TODAY, language)})"
        elif step.days is not None:
            date = written(after_working_days(start, step.days), language)
            when = f" ({say(words.BY, language).format(date=date)})"
        yield Text(f"· {say(step.text, language)}{when}")


def _once_received(item: Item, language: Language) -> Iterator[Element]:
    """Nothing begins, and no day counts, before the central has it: no date can be promised."""
    for step in item.next:
        when = ""
        if step.days == 0:
            when = f" ({say(words.AT_ONCE, language)})"
        elif step.days is not None:
            when = f" ({say(words.WITHIN, language).format(days=step.days)})"
        yield Text(f"· {say(step.text, language)}{when}")
