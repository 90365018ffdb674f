"""What a member of staff does with an application, from a page's form: only what its state's row allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from central import evidence
from central.allocation import staffing
from central.applications import clocks, course
from central.applications.course import Step
from central.applications.states import BY_APPLICANT, Action, State, available
from central.catalogue import Service
from central.desk.guard import Posted
from central.desk.reading import find
from central.identity import Identity, Scope
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, ApplicationNote, Staff
from central.words import Text
from central.workdays import local_date

MOST_WORDS = 400
_CONFLICT = Text(zh="这位工作人员与申请人有利害关系，不能经办。", en="This member of staff has a conflict of interest.")
_NO_SECOND = Text(zh="现在没有别的人可以复核。", en="Nobody else can review it now.")
BY_SYSTEM = frozenset(
    {Action.ACCEPT, Action.ORDER_PAYMENT, Action.CONFIRM_PAYMENT, Action.RETURN_PAYMENT, Action.CLOSE}
)
"""What follows by itself: the desk offers no button for it."""
BY_SUPERVISOR = frozenset({Action.ALLOCATE, Action.RELEASE})
_ORDER = (
    Action.OPEN,
    Action.RESUME,
    Action.APPROVE,
    Action.REJECT,
    Action.ASK_SECOND,
    Action.RETURN,
    Action.ASK_CORRECTION,
    Action.WAIT,
    Action.EXTEND,
    Action.REFUSE,
    Action.ALLOCATE,
    Action.RELEASE,
)
EXPLAINED = frozenset({Action.REFUSE, Action.WAIT, Action.RETURN})


@dataclass(frozen=True, slots=True, repr=False)
class Doing:
    """One action as it is taken."""

    central: Central
    transaction: Transaction
    held: Application
    service: Service
    who: Identity
    posted: Posted

    def step(self, assign: Mapping[str, str | None] | None = None, *, adds: bool = False, **detail: Any) -> Step:
        given = {name: value for name, value in detail.items() if value}
        reasons = bool(detail.get("reasons"))
        return Step(self.who.actor, self.central.now(), reasons, given, assign or {}, adds)


def offered(central: Central, held: Application, who: Identity) -> tuple[Action, ...]:
    """The actions that this person may take now, in the order of the state table."""
    service = central.catalogue.services[held.item]
    facts = course.facts(held, service, reasons=True)
    possible = available(State(held.state), facts) - BY_APPLICANT - BY_SYSTEM
    if service.desk is None or not service.desk.extension_days:
        possible -= {Action.EXTEND}
    for action, with_it in ((Action.ASK_SECOND, {"second": True}), (Action.RELEASE, {"handler": False})):
        if action in available(
            State(held.state), replace(facts, **with_it)
        ):  # who it is given to comes with the action
            possible |= {action}
    return tuple(action for action in _ORDER if action in possible and _may(held, who, action))


def _may(held: Application, who: Identity, action: Action) -> bool:
    if action in BY_SUPERVISOR:
        return Scope.SUPERVISE in who.scopes
    if Scope.HANDLE_APPLICATIONS not in who.scopes:
        return False
    return who.id == (held.second if held.state == State.SECOND_REVIEW else held.handler)


def take(posted: Posted, number: str, action: Action) -> None:
    """Once for the form's key. Raises Problem where the application has moved on since the page was shown."""
    central, who = posted.call.central, posted.call.who

    def effect(transaction: Transaction) -> None:
        held = find(transaction, number, lock=True)
        if posted.get("version") != str(held.version):
            raise Problem("version-conflict")
        if action not in offered(central, held, who):
            raise Problem("state-conflict", reason="not-allowed", state=held.state, action=action)
        doing = Doing(central, transaction, held, central.catalogue.services[held.item], who, posted)
        _HOW.get(action, _plainly)(doing, action)

    posted.once(effect)


def add_note(posted: Posted, number: str) -> None:
    text = posted.get("text", 500)
    if not text:
        raise Problem("malformed-request", Text(zh="请写点内容。", en="Write something."))
    central, who = posted.call.central, posted.call.who

    def effect(transaction: Transaction) -> None:
        held = find(transaction, number)
        transaction.add(ApplicationNote(application_id=held.id, at=central.now(), author=who.id, text=text))
        evidence.record(transaction, "application.noted", held.number, {"by": who.actor})

    posted.once(effect)


def reasons_of(posted: Posted, service: Service) -> tuple[list[str], Text]:
    """The codes that were ticked, and all of it in words: the catalogue's and one's own. Raises Problem for none."""
    codes = [code for code in service.reasons if posted.get(f"reason.{code}") == "yes"]
    said = [service.reasons[code].text for code in codes]
    if (own := own_words(posted)) is not None:
        said.append(own)
    if not said:
        raise Problem(
            "malformed-request",
            Text(zh="请至少选一条理由，或自己写一条。", en="Choose at least one reason, or write one."),
        )
    return codes, Text(zh="".join(each.zh for each in said), en=" ".join(each.en for each in said))


def own_words(posted: Posted) -> Text | None:
    """What was written in both languages; None where nothing was. Raises Problem for one without the other."""
    zh, en = posted.get("own_zh", MOST_WORDS), posted.get("own_en", MOST_WORDS)
    if bool(zh) != bool(en):
        told = Text(zh="自己写的，中文和英文都要写。", en="Write your own words in both languages.")
        raise Problem("malformed-request", told)
    return Text(zh=zh, en=en) if zh else None


def _plainly(doing: Doing, action: Action) -> None:
    course.move(doing.held, doing.service, action, doing.step())


def _with_reasons(doing: Doing, action: Action) -> None:
    codes, said = reasons_of(doing.posted, doing.service)
    course.move(doing.held, doing.service, action, doing.step(reasons=codes or ["own"], said=said.model_dump()))


def _approve(doing: Doing, _action: Action) -> None:
    course.approve(
        doing.transaction, doing.held, doing.service, doing.step(words=doing.posted.get("own_zh", MOST_WORDS))
    )


def _reject(doing: Doing, action: Action) -> None:
    codes, said = reasons_of(doing.posted, doing.service)
    doing.held.result = {**doing.held.result, "decision_reasons": said.model_dump()}
    course.move(doing.held, doing.service, action, doing.step(reasons=codes or ["own"]))


def _allocate(doing: Doing, action: Action) -> None:
    transaction, held, desk = doing.transaction, doing.held, doing.service.desk
    chosen = transaction.get(Staff, doing.posted.get("handler", 32))
    assert desk is not None
    if chosen is None or not chosen.on_duty or desk.skill not in chosen.skills or chosen.id == held.second:
        raise Problem("malformed-request", reason="handler-unknown")
    if chosen.id in staffing.conflicts(transaction, held):
        raise Problem("malformed-request", _CONFLICT, reason="conflict-of-interest")
    course.move(held, doing.service, action, doing.step({"handler": chosen.id}, to=chosen.id))
    today = local_date(doing.central.now())
    staffing.give(transaction, chosen.id, today, minutes=held.expected_minutes, items=1)


def _release(doing: Doing, action: Action) -> None:
    course.move(doing.held, doing.service, action, doing.step({"handler": None}))


def _ask_second(doing: Doing, action: Action) -> None:
    """To somebody else, by the policy that gives out first reviews."""
    desk = doing.service.desk
    assert desk is not None
    at = doing.central.now()
    second = staffing.pick(doing.transaction, doing.held, desk.skill, at, role=staffing.SECOND)
    if second is None:
        raise Problem("state-conflict", _NO_SECOND, reason="second", state=doing.held.state, action=action)
    course.move(doing.held, doing.service, action, doing.step({"second": second}, to=second))


def _ask_correction(doing: Doing, action: Action) -> None:
    """All of it at once: what is asked for later may only be a part of this."""
    ticked = [field for field in doing.service.item.form if doing.posted.get(f"missing.{field.id}") == "yes"]
    missing = [{"field": field.id, "zh": field.label.zh, "en": field.label.en} for field in ticked]
    if (own := own_words(doing.posted)) is not None:
        missing.append({"field": "", "zh": own.zh, "en": own.en})
    if not missing:
        raise Problem("malformed-request", Text(zh="请选出缺的或不对的。", en="Tick what is missing or wrong."))
    told = {(each["field"], each["zh"]) for each in doing.held.result.get("missing", ())}
    adds = any((each["field"], each["zh"]) not in told for each in missing)
    doing.held.result = {**doing.held.result, "missing": missing}
    course.move(doing.held, doing.service, action, doing.step(adds=adds, reasons=["missing"], missing=missing))


def _extend(doing: Doing, action: Action) -> None:
    """By the days that the catalogue allows, once; the applicant is told the new day."""
    held, desk = doing.held, doing.service.desk
    _, said = reasons_of(doing.posted, doing.service)
    assert desk is not None
    assert held.due_on is not None
    held.due_on = clocks.due(desk, desk.extension_days, held.due_on, doing.central.calendar)
    course.move(held, doing.service, action, doing.step(reasons=["own"], said=said.model_dump()))
    held.extended_days, held.warned_on = desk.extension_days, None


_HOW: Mapping[Action, Callable[[Doing, Action], None]] = {
    **dict.fromkeys(EXPLAINED, _with_reasons),
    Action.APPROVE: _approve,
    Action.REJECT: _reject,
    Action.ALLOCATE: _allocate,
    Action.RELEASE: _release,
    Action.ASK_SECOND: _ask_second,
    Action.ASK_CORRECTION: _ask_correction,
    Action.EXTEND: _extend,
}
