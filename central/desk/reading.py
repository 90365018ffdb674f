"""What staff's pages show of applications, read in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Date, Select, and_, func, literal, or_, select

from central import risk
from central.applications.states import ENDED, State
from central.applications.timeline import Told, tell
from central.parts import Central
from central.problems import Problem
from central.records import mask
from central.store.database import Transaction
from central.store.tables import (
    Application,
    ApplicationNote,
    Comparison,
    EvidenceAct,
    SmsMessage,
    Staff,
)
from central.words import Text
from central.workdays import local_date

PAGE = 40
SOON_DAYS = 2
DONE_AT_DESK = (*ENDED, State.APPROVED, State.REJECTED, State.PAYMENT_PENDING, State.PAID)
Whose = Literal["own", "waiting", "all", "ended"]
Mark = Literal["late", "soon", "stands", ""]
_NEVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Row:
    """`mark`: past its day, within two working days of it, or its clock stands still."""

    number: str
    name: Text
    applicant: str
    state: str
    state_text: Text
    channel: str
    handler: str
    received_at: Any
    due_on: date | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Queue:
    rows: tuple[Row, ...]
    next: str
    own: int
    waiting: int
    late: int


@dataclass(frozen=True, slots=True, repr=False)
class Whole:
    """An application with all that is known around it."""

    held: Application
    told: Told
    id_number: str
    handler: str
    second: str
    mark: Mark
    risk: tuple[Text, ...]
    form: tuple[tuple[Text, Text], ...]
    notes: tuple[tuple[ApplicationNote, str], ...]
    comparisons: tuple[tuple[Comparison, Text], ...]
    evidence: tuple[EvidenceAct, ...]
    messages: tuple[SmsMessage, ...]
    names: dict[str, str]


def queue(central: Central, transaction: Transaction, whose: Whose, member: str, cursor: str) -> Queue:
    today = local_date(central.now())
    due = func.coalesce(Application.due_on, literal(_NEVER, Date))
    wanted = _of(select(Application), whose, member)
    if whose == "ended":
        wanted = wanted.order_by(Application.id.desc())
        if cursor.isdigit():
            wanted = wanted.where(Application.id < int(cursor))
    else:
        wanted = wanted.order_by(due, Application.id)
        if after := _after(cursor):
            wanted = wanted.where(or_(due > after[0], and_(due == after[0], Application.id > after[1])))
    found = list(transaction.scalars(wanted.limit(PAGE + 1)))
    names = names_of(transaction)
    rows = found[:PAGE]
    last = rows[-1] if len(found) > PAGE else None
    return Queue(
        rows=tuple(_row(central, each, names, today) for each in rows),
        next="" if last is None else str(last.id) if whose == "ended" else f"{last.due_on or _NEVER}_{last.id}",
        own=_count(transaction, _of(select(func.count(Application.id)), "own", member)),
        waiting=_count(transaction, _of(select(func.count(Application.id)), "waiting", member)),
        late=_count(transaction, select(func.count(Application.id)).where(_is_late(today))),
    )


def late(central: Central, transaction: Transaction) -> tuple[Row, ...]:
    """What is past its day or nearly so, the latest first."""
    today = local_date(central.now())
    soon = central.calendar.add(today, SOON_DAYS)
    wanted = (
        select(Application)
        .where(Application.due_on <= soon, Application.paused_at.is_(None), Application.state.not_in(DONE_AT_DESK))
        .order_by(Application.due_on, Application.id)
        .limit(PAGE)
    )
    names = names_of(transaction)
    return tuple(_row(central, each, names, today) for each in transaction.scalars(wanted))


def _of(wanted: Select[Any], whose: Whose, member: str) -> Select[Any]:
    under_way = Application.state.not_in(DONE_AT_DESK)
    match whose:
        case "own":
            return wanted.where(under_way, or_(Application.handler == member, Application.second == member))
        case "waiting":
            return wanted.where(Application.state == State.ACCEPTED)
        case "all":
            return wanted.where(under_way)
        case "ended":
            return wanted.where(Application.state.in_(DONE_AT_DESK))


def _is_late(today: date) -> ColumnElement[bool]:
    return and_(Application.due_on < today, Application.paused_at.is_(None), Application.state.not_in(DONE_AT_DESK))


def _after(cursor: str) -> tuple[date, int] | None:
    day, _, row = cursor.partition("_")
    try:
        return date.fromisoformat(day), int(row)
    except ValueError:
        return None


def mark_of(central: Central, held: Application, today: date) -> Mark:
    if held.due_on is None or State(held.state) in DONE_AT_DESK:
        return ""
    if held.paused_at is not None:
        return "stands"
    if held.due_on < today:
        return "late"
    return "soon" if held.due_on <= central.calendar.add(today, SOON_DAYS) else ""


def _row(central: Central, held: Application, names: dict[str, str], today: date) -> Row:
    return Row(
        number=held.number,
        name=central.catalogue.services[held.item].item.name,
        applicant=held.name,
        state=held.state,
        state_text=central.catalogue.words(held.item, State(held.state)).name,
        channel=held.channel,
        handler=names.get(held.handler or "", ""),
        received_at=held.received_at,
        due_on=held.due_on,
        mark=mark_of(central, held, today),
    )


def find(transaction: Transaction, number: str, *, lock: bool = False) -> Application:
    wanted = select(Application).where(Application.number == number.strip().upper())
    held = transaction.scalar(wanted.with_for_update() if lock else wanted)
    if held is None:
        raise Problem("not-found")
    return held


def whole(central: Central, transaction: Transaction, held: Application) -> Whole:
    names, signs = names_of(transaction), risk.given().by_name
    notes = transaction.scalars(
        select(ApplicationNote).where(ApplicationNote.application_id == held.id).order_by(ApplicationNote.id)
    )
    compared = select(Comparison).where(Comparison.purpose == held.number).order_by(Comparison.rule)
    acts = select(EvidenceAct).where(EvidenceAct.subject == held.number).order_by(EvidenceAct.id)
    told = select(SmsMessage).where(SmsMessage.about == held.id).order_by(SmsMessage.id)
    return Whole(
        held=held,
        told=tell(held, central.catalogue, central.calendar, central.parameters),
        id_number=mask(held.id_number, 6, 4),
        handler=names.get(held.handler or "", ""),
        second=names.get(held.second or "", ""),
        mark=mark_of(central, held, local_date(central.now())),
        risk=tuple(signs[name].text for name in held.risk if name in signs),
        form=form_of(central, held.item, held.form),
        notes=tuple((note, names.get(note.author, note.author)) for note in notes),
        comparisons=tuple((row, rule_name(central, row.rule)) for row in transaction.scalars(compared)),
        evidence=tuple(transaction.scalars(acts)),
        messages=tuple(transaction.scalars(told)),
        names=names,
    )


def form_of(central: Central, item: str, answers: dict[str, Any]) -> tuple[tuple[Text, Text], ...]:
    """Each answer by the words of its question, a choice by the words of what was chosen."""
    service = central.catalogue.services[item]
    rows: list[tuple[Text, Text]] = []
    for name, answer in answers.items():
        field = service.field(name)
        option = next((each for each in field.options if each.value == answer), None) if field else None
        label = field.label if field else Text(zh=name, en=name)
        said = Text(zh="是", en="Yes") if field and field.kind == "confirm" else Text(zh=str(answer), en=str(answer))
        rows.append((label, option.label if option else said))
    return tuple(rows)


def rule_name(central: Central, rule: str) -> Text:
    agreed = central.contracts.rules.get(rule)
    return agreed.rule.name if agreed else Text(zh=rule, en=rule)


def names_of(transaction: Transaction) -> dict[str, str]:
    return {row.id: row.name for row in transaction.execute(select(Staff.id, Staff.name))}


def _count(transaction: Transaction, wanted: Select[Any]) -> int:
    return int(transaction.scalar(wanted) or 0)


def handlers(transaction: Transaction, skill: str) -> Sequence[Staff]:
    """Who is on duty and has the skill."""
    on_duty = transaction.scalars(select(Staff).where(Staff.on_duty).order_by(Staff.id))
    return [member for member in on_duty if skill in member.skills]
