"""What a member of staff does with an application, from a page's form: only what its state's row allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from central import evidence
from central.applications import course
from central.applications.course import Step
from central.applications.states import BY_APPLICANT, Action, State, available
from central.catalogue import Service
from central.desk.guard import Posted
from central.identity import Identity, Scope
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, ApplicationNote, Staff
from central.words import Text

MOST_WORDS = 400
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
EXPLAINED = frozenset({Action.REJECT, Action.REFUSE, Action.EXTEND, Action.WAIT, Action.RETURN, Action.ASK_CORRECTION})


@dataclass(frozen=True, slots=True, repr=False)
class Doing:
    """One action as it is taken."""

    central: Central
    transaction: Transaction
    held: Application
    service: Service
    who: Identity
    posted: Posted

    def step(self, **detail: Any) -> Step:
        given = {name: value for name, value in detail.items() if value}
        return Step(self.who.actor, self.central.now(), reasons=bool(detail.get("reasons")), detail=given)


def offered(central: Central, held: Application, who: Identity) -> tuple[Action, ...]:
    """The actions that this person may take now, in the order of the state table."""
    service = central.catalogue.services[held.item]
    facts = course.facts(held, service, reasons=True)
    possible = available(State(held.state), facts) - BY_APPLICANT - BY_SYSTEM
    return tuple(action for action in _ORDER if action in possible and _may(held, who, action))


def _may(held: Application, who: Identity, action: Action) -> bool:
    if action in BY_SUPERVISOR:
        return Scope.SUPERVISE in who.scopes
    if Scope.HANDLE_APPLICATIONS not in who.scopes:
        return False
    mine = who.id in (held.handler, held.second)
    return mine or Scope.SUPERVISE in who.scopes


def take(posted: Posted, number: str, action: Action) -> None:
    """Once for the form's key. Raises Problem where the application has moved on since the page was shown."""
    central, who = posted.call.central, posted.call.who

    def effect(transaction: Transaction) -> None:
        from central.desk.reading import find

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
        from central.desk.reading import find

        held = find(transaction, number)
        transaction.add(ApplicationNote(application_id=held.id, at=central.now(), author=who.id, text=text))
        evidence.record(transaction, "application.noted", held.number, {"by": who.actor})

    posted.once(effect)


def reasons_of(posted: Posted, service: Service) -> tuple[list[str], Text]:
    """The codes that were ticked, and all of it in words: the catalogue's and one's own. Raises Problem for none."""
    codes = [code for code in service.reasons if posted.get(f"reason.{code}") == "yes"]
    own_zh, own_en = posted.get("own_zh", MOST_WORDS), posted.get("own_en", MOST_WORDS)
    if bool(own_zh) != bool(own_en):
        raise Problem(
            "malformed-request",
            Text(zh="自己写的理由，中文和英文都要写。", en="Write your own reason in both languages."),
        )
    said = [service.reasons[code].text for code in codes]
    if own_zh:
        said.append(Text(zh=own_zh, en=own_en))
    if not said:
        raise Problem(
            "malformed-request",
            Text(zh="请至少选一条理由，或自己写一条。", en="Choose at least one reason, or write one."),
        )
    return codes, Text(zh="".join(each.zh for each in said), en=" ".join(each.en for each in said))


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
    chosen = doing.transaction.get(Staff, doing.posted.get("handler", 32))
    assert doing.service.desk is not None
    if chosen is None or doing.service.desk.skill not in chosen.skills or chosen.id_number == doing.held.id_number:
        raise Problem("malformed-request", reason="handler-unknown")
    doing.held.handler = chosen.id
    course.move(doing.held, doing.service, action, doing.step(to=chosen.id, by="supervisor"))


_HOW: Mapping[Action, Callable[[Doing, Action], None]] = {
    **dict.fromkeys(EXPLAINED, _with_reasons),
    Action.APPROVE: _approve,
    Action.REJECT: _reject,
    Action.ALLOCATE: _allocate,
}
