"""What staff do to an application: each action with what it needs, by whom it may be done, what it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from central.allocation import staffing
from central.applications import applicant, clocks, course, intake
from central.applications.course import Step
from central.applications.states import Action, State, available
from central.catalogue import Service
from central.identity import SERVICE, Identity, Scope
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, Staff
from central.words import Text
from central.workdays import local_date

SUPERVISED = frozenset({Action.ALLOCATE, Action.RELEASE, Action.EXTEND})
WITHOUT_HANDLER = frozenset({Action.REFUSE, Action.ASK_CORRECTION, Action.RESUME})
AT_THE_DESK = frozenset({Action.CORRECT, Action.WITHDRAW, Action.ORDER_PAYMENT})
"""Done by staff for an applicant who stands before them."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the applicant is to correct: a question of the form, or what the words say."""

    field: str
    text: Text

    def kept(self) -> dict[str, str]:
        return {"field": self.field, "zh": self.text.zh, "en": self.text.en}


@dataclass(frozen=True, slots=True, repr=False)
class Given:
    """What comes with an action. `handler`: whom a supervisor gives it to; `form`: answers that are corrected."""

    reason: Text | None = None
    missing: tuple[Missing, ...] = ()
    days: int = 0
    handler: str = ""
    form: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Act:
    central: Central
    transaction: Transaction
    held: Application
    service: Service
    action: Action
    given: Given
    who: Identity

    @property
    def at(self) -> datetime:
        return self.central.now()

    def step(self, assign: Mapping[str, str | None] | None = None, *, adds: bool = False, **detail: Any) -> Step:
        if self.given.reason is not None:
            detail["said"] = self.given.reason.model_dump()
        explained = self.given.reason is not None or bool(self.given.missing)
        return Step(actor(self.held, self.who), self.at, explained, detail, assign or {}, adds)


def take(act: Act) -> None:
    """Do it. Raises Problem: scope-missing, conflict-of-interest, not-yours, malformed-request, state-conflict."""
    _check_who(act)
    how = _HOW.get(act.action)
    if how is None:
        raise Problem("state-conflict", reason="not-by-staff", state=act.held.state, action=act.action)
    how(act)


def possible(held: Application, service: Service) -> frozenset[Action]:
    """What can be done now by staff, by the applicant or by rules, whom it is given to being chosen with the action."""
    facts = course.facts(held, service, reasons=True)
    given = replace(facts, handler=True, second=True)
    found = available(State(held.state), facts) | available(State(held.state), replace(facts, handler=False))
    return found | (available(State(held.state), given) & {Action.ALLOCATE, Action.ASK_SECOND})


def actor(held: Application, who: Identity) -> str:
    """A program that calls with the service's own token acts for whom it lies with."""
    return f"staff:{bearer(held) or 'desk'}" if who == SERVICE else who.actor


def bearer(held: Application) -> str | None:
    """Who is to act on it next among the staff."""
    return held.second if held.state == State.SECOND_REVIEW else held.handler


def _check_who(act: Act) -> None:
    if act.action in SUPERVISED and Scope.SUPERVISE not in act.who.scopes:
        raise Problem("scope-missing", scopes=[Scope.SUPERVISE])
    if act.who == SERVICE or act.action in AT_THE_DESK:
        return
    if act.who.id in staffing.conflicts(act.transaction, act.held):
        raise Problem("conflict-of-interest")
    if act.action in SUPERVISED:
        return
    lies_with = bearer(act.held)
    if lies_with != act.who.id and not (lies_with is None and act.action in WITHOUT_HANDLER):
        raise Problem("not-yours", handler=lies_with)


def _plainly(act: Act) -> None:
    course.move(act.held, act.service, act.action, act.step())


def _allocate(act: Act) -> None:
    """To whom the supervisor names, or else by the policy."""
    assert act.service.desk is not None
    name, skill = act.given.handler, act.service.desk.skill
    if not name:
        if not course.allocate(act.transaction, act.held, act.service, act.step()):
            raise Problem("state-conflict", reason="handler", state=act.held.state, action=act.action)
        return
    chosen = act.transaction.get(Staff, name)
    if chosen is None or not chosen.on_duty or skill not in chosen.skills or name == act.held.second:
        raise Problem("malformed-request", reason="handler-unknown")
    if name in staffing.conflicts(act.transaction, act.held):
        raise Problem("conflict-of-interest")
    course.move(act.held, act.service, act.action, act.step({"handler": name}, to=name))
    staffing.give(act.transaction, name, local_date(act.at), minutes=act.held.expected_minutes, items=1)


def _release(act: Act) -> None:
    course.move(act.held, act.service, act.action, act.step({"handler": None}))


def _ask_second(act: Act) -> None:
    assert act.service.desk is not None
    second = staffing.pick(act.transaction, act.held, act.service.desk.skill, act.at, role=staffing.SECOND)
    course.move(act.held, act.service, act.action, act.step({"second": second}))


def _return(act: Act) -> None:
    course.move(act.held, act.service, act.action, act.step({"second": None}))


def _ask_correction(act: Act) -> None:
    """All of it at once: what is asked for again may only be part of what was told."""
    asked = [each.kept() for each in act.given.missing]
    told = act.held.result.get("told", [])
    adds = any(each not in told for each in asked)
    act.held.result = {**act.held.result, "missing": asked, "told": told or asked}
    course.move(act.held, act.service, act.action, act.step(adds=adds, reasons=["missing"], missing=asked))


def _resume(act: Act) -> None:
    """Go on where it was; what was not accepted yet is checked again, and whose handler has gone gets another."""
    course.move(act.held, act.service, act.action, act.step())
    if act.held.state == State.SUBMITTED:
        intake.go_on(act.transaction, act.held, act.service, act.central.parameters, act.at)
        return
    handler = act.transaction.get(Staff, act.held.handler) if act.held.handler else None
    if act.held.state in (State.IN_REVIEW, State.EXTENDED) and (handler is None or not handler.on_duty):
        course.allocate(act.transaction, act.held, act.service, act.step())


def _extend(act: Act) -> None:
    desk, held = act.service.desk, act.held
    if desk is None or held.due_on is None or not 0 < act.given.days <= desk.extension_days:
        raise Problem("malformed-request", reason="days")
    held.due_on = clocks.due(desk, act.given.days, held.due_on, act.central.calendar)
    course.move(held, act.service, act.action, act.step(days=act.given.days))
    held.extended_days, held.warned_on = act.given.days, None


def _approve(act: Act) -> None:
    course.approve(act.transaction, act.held, act.service, act.step())


def _reject(act: Act) -> None:
    if act.given.reason is not None:
        act.held.result = {**act.held.result, "decision_reasons": act.given.reason.model_dump()}
    course.move(act.held, act.service, act.action, act.step())


def _for_applicant(act: Act) -> None:
    asked = applicant.Asked(act.central, act.transaction, act.held, act.service, actor(act.held, act.who))
    if act.action == Action.CORRECT:
        applicant.correct(asked, act.given.form)
    elif act.action == Action.WITHDRAW:
        applicant.withdraw(asked)
    else:
        applicant.repair_account(asked, act.given.form.get(act.service.account, ""))


_HOW: Mapping[Action, Callable[[Act], None]] = {
    **dict.fromkeys((Action.OPEN, Action.WAIT, Action.REFUSE, Action.CLOSE), _plainly),
    **dict.fromkeys(AT_THE_DESK, _for_applicant),
    Action.ALLOCATE: _allocate,
    Action.RELEASE: _release,
    Action.ASK_SECOND: _ask_second,
    Action.RETURN: _return,
    Action.ASK_CORRECTION: _ask_correction,
    Action.RESUME: _resume,
    Action.EXTEND: _extend,
    Action.APPROVE: _approve,
    Action.REJECT: _reject,
}
