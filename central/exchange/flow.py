"""An application and what departments say: it goes on, waits for who is down, or its applicant is asked for paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from central import records
from central.applications import course, intake
from central.applications.course import BY_RULES, Step
from central.applications.states import Action, State
from central.background import later, scheduled, task
from central.catalogue import Service
from central.catalogue.model import ComparisonUse
from central.exchange import pending
from central.exchange.compare import Result, compare, forget_old_answers
from central.exchange.inputs import Subject, subject
from central.exchange.standing import standing
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, Comparison
from central.workdays import local_date

PAPER_ASKED = "paper-asked"
"""The reason kept with a comparison whose paper the applicant was asked for: it is not compared again."""
_UNDECIDED = (State.SUBMITTED, State.WAITING_EXTERNAL)
_MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Weighed:
    """What results mean for an item: who is waited for, which papers are needed, what staff are to look at."""

    waits: tuple[Result, ...]
    papers: tuple[Result, ...]
    doubts: tuple[Result, ...]


def weigh(uses: Sequence[ComparisonUse], results: Sequence[Result]) -> Weighed:
    by_rule = {use.rule: use for use in uses}
    silent = [result for result in results if result.finding == "unavailable"]
    against = [result for result in results if result.finding in ("differs", "not-found")]
    return Weighed(
        waits=tuple(each for each in silent if by_rule[each.rule].down == "wait"),
        papers=tuple(each for each in silent if by_rule[each.rule].down == "paper")
        + tuple(each for each in against if by_rule[each.rule].differs == "paper"),
        doubts=tuple(each for each in against if by_rule[each.rule].differs == "review"),
    )


@task(pending.ASK, remote=True)
def ask(central: Central, payload: Mapping[str, Any]) -> None:
    """Ask what an application's item says, and take the application on by it."""
    with central.database.begin() as transaction:
        application = transaction.get_one(Application, payload["application"])
        if application.state not in _UNDECIDED:
            return
        service = central.catalogue.services[application.item]
        uses = _to_compare(transaction, application, service)
        about, before = _subject(central, transaction, application), application.version
    results: tuple[Result, ...] | None
    try:
        results = compare(central, [use.rule for use in uses], about, application.number, BY_RULES)
    except Problem:
        results = None
    with central.database.begin() as transaction:
        held = transaction.get_one(Application, application.id, with_for_update=True, populate_existing=True)
        if held.version != before:
            return
        if results is None:
            _wait(central, held, service, {"waits_for": ["exchange"]})
        else:
            _go_on(central, transaction, held, service, weigh(uses, results))


def _to_compare(transaction: Transaction, application: Application, service: Service) -> tuple[ComparisonUse, ...]:
    """All but what the applicant was asked to bring on paper."""
    asked = select(Comparison.rule).where(Comparison.purpose == application.number, Comparison.reason == PAPER_ASKED)
    brought = set(transaction.scalars(asked))
    return tuple(use for use in service.comparisons if use.rule not in brought)


def _subject(central: Central, transaction: Transaction, application: Application) -> Subject:
    held = records.load(transaction, application.id_number)
    today = local_date(central.now())
    return subject(application.id_number, application.name, held, application.form, application.item, today)


def _go_on(
    central: Central, transaction: Transaction, application: Application, service: Service, weighed: Weighed
) -> None:
    at = central.now()
    if weighed.waits:
        departments = sorted({each.department for each in weighed.waits})
        _wait(central, application, service, {"waits_for": departments})
        return
    if application.state == State.WAITING_EXTERNAL:
        course.move(application, service, Action.RESUME, Step(BY_RULES, at))
    notes = [f"differs:{each.rule}" for each in weighed.doubts]
    told_before = any(event.to_state == State.NEEDS_CORRECTION for event in application.events)
    if weighed.papers and not told_before:
        _ask_for_paper(transaction, application, service, weighed.papers, Step(BY_RULES, at, reasons=True))
        return
    notes += [f"unproven:{each.rule}" for each in weighed.papers]
    if notes:
        application.result = {**application.result, "notes": [*application.result.get("notes", ()), *notes]}
    intake.accept(transaction, application, service, at, doubted=bool(notes))


def _wait(central: Central, application: Application, service: Service, detail: Mapping[str, Any]) -> None:
    if application.state == State.SUBMITTED:
        step = Step(BY_RULES, central.now(), reasons=True, detail=detail)
        course.move(application, service, Action.WAIT, step)


def _ask_for_paper(
    transaction: Transaction, application: Application, service: Service, papers: Sequence[Result], step: Step
) -> None:
    """Everything at once, by the name of the paper that says what the department would have said."""
    missing = [{"field": f"material:{each.rule}", "zh": each.material.zh, "en": each.material.en} for each in papers]
    asked = select(Comparison).where(
        Comparison.purpose == application.number, Comparison.rule.in_([each.rule for each in papers])
    )
    for comparison in transaction.scalars(asked):
        comparison.reason = PAPER_ASKED
    application.result = {**application.result, "missing": missing}
    told = Step(step.actor, step.at, reasons=True, detail={"reasons": ["missing"], "missing": missing}, adds=True)
    course.move(application, service, Action.ASK_CORRECTION, told)


@scheduled("exchange.waiting", "* * * * *")
def ask_again(central: Central) -> None:
    """Applications that wait for a department: one of them tries first where it is down, all where it answers."""
    with central.database.begin() as transaction:
        waiting = (
            select(Application)
            .where(Application.state == State.WAITING_EXTERNAL, Application.accepted_at.is_(None))
            .order_by(Application.id)
            .limit(_MOST_AT_ONCE)
        )
        tried: set[str] = set()
        for application in transaction.scalars(waiting):
            down = {code for code in _waits_for(application) if standing(transaction, code).state == "down"}
            if down and down <= tried:
                continue
            tried |= down
            later(transaction, pending.ASK, {"application": application.id})


@scheduled("exchange.answers", "17 3 * * *")
def tidy(central: Central) -> None:
    with central.database.begin() as transaction:
        forget_old_answers(transaction, central.contracts, central.now())


def _waits_for(application: Application) -> list[str]:
    return list(application.events[-1].detail.get("waits_for", ()))
