"""Staff going on and off duty, and what lies with who goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from central import evidence
from central.allocation import staffing
from central.applications import course
from central.applications.course import BY_RULES, OPEN_AT_DESK, Step
from central.applications.states import Action, State
from central.background import later, task
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, Staff
from central.workdays import local_date

if TYPE_CHECKING:
    from central.parts import Central

GIVE_OUT = "allocation.give-out"


def set_duty(central: Central, transaction: Transaction, staff: str, on_duty: bool, actor: str) -> Staff:
    """Put somebody on or off duty. What lies with who goes, and what waits for who comes, is given out afterwards."""
    member = transaction.get(Staff, staff, with_for_update=True)
    if member is None:
        raise Problem("not-found")
    if member.on_duty == on_duty:
        return member
    member.on_duty = on_duty
    if on_duty and member.skills:
        staffing.give(transaction, staff, local_date(central.now()), minutes=0, items=0)
    evidence.record(transaction, "staff.duty", staff, {"on_duty": on_duty, "by": actor})
    later(transaction, GIVE_OUT, {"off": "" if on_duty else staff})
    return member


@task(GIVE_OUT)
def give_out(central: Central, payload: Mapping[str, Any]) -> None:
    """One application a transaction, so that nothing else waits long."""
    with central.database.begin() as transaction:
        wanted = select(Application.id).order_by(Application.id)
        if left := payload["off"]:
            with_them = (Application.handler == left) & Application.state.in_(OPEN_AT_DESK)
            second = (Application.second == left) & (Application.state == State.SECOND_REVIEW)
            wanted = wanted.where(or_(with_them, second))
        else:
            wanted = wanted.where(Application.state == State.ACCEPTED, Application.depth != "rules")
        numbers = list(transaction.scalars(wanted))
    for number in numbers:
        with central.database.begin() as transaction:
            _give(central, transaction, transaction.get_one(Application, number, with_for_update=True))


def _give(central: Central, transaction: Transaction, held: Application) -> None:
    service, step = central.catalogue.services[held.item], Step(BY_RULES, central.now())
    assert service.desk is not None
    if held.state == State.SECOND_REVIEW:
        second = staffing.pick(transaction, held, service.desk.skill, step.at, role=staffing.SECOND)
        if second is not None:
            course.move(held, service, Action.ASK_SECOND, Step(BY_RULES, step.at, assign={"second": second}))
    elif (
        held.state in (*OPEN_AT_DESK, State.ACCEPTED)
        and not course.allocate(transaction, held, service, step)
        and held.state != State.ACCEPTED
    ):
        course.move(held, service, Action.RELEASE, Step(BY_RULES, step.at, assign={"handler": None}))
