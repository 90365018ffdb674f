"""Time limits: in working or calendar days, standing still while others are waited for, moved once, warned of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from handled import MONDAY, WHY, Case, Clock, built, seeded, undone
from hypothesis import given
from hypothesis import strategies as st

from central.applications import actions, by_the_clock, clocks
from central.applications.actions import Act, Given
from central.applications.states import Action, State
from central.catalogue.model import Desk
from central.identity import SERVICE
from central.parts import Central
from central.problems import Problem
from central.settings import ASSETS
from central.workdays import load, local_date

CALENDAR = load(ASSETS / "calendar")
WORKING = Desk(skill="unemployment", minutes=12)
BY_CALENDAR = Desk(skill="injury", minutes=40, limit="calendar")
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 1))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def central(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[Central]:
    held = built(tmp_path_factory.mktemp("clocks"), clock)
    seeded(held, 610)
    yield held
    held.database.dispose()


@given(DAYS, st.integers(0, 60))
def test_days_added_are_the_days_between(start: date, days: int) -> None:
    assert CALENDAR.between(start, CALENDAR.add(start, days)) == days
    assert clocks.due(BY_CALENDAR, days, start, CALENDAR) == start + timedelta(days=days)


@pytest.mark.parametrize(
    ("desk", "days", "start", "end"),
    [
        (WORKING, 10, date(2026, 2, 12), date(2026, 3, 4)),  # the Spring Festival, and two Saturdays worked for it
        (WORKING, 10, date(2026, 9, 23), date(2026, 10, 14)),
        (WORKING, 5, date(2027, 2, 4), date(2027, 2, 15)),
        (BY_CALENDAR, 60, date(2026, 1, 30), date(2026, 3, 31)),
    ],
)
def test_a_limit_by_its_kind(desk: Desk, days: int, start: date, end: date) -> None:
    assert clocks.due(desk, days, start, CALENDAR) == end


@pytest.mark.parametrize(("action", "back"), [(Action.WAIT, Action.RESUME), (Action.ASK_CORRECTION, Action.CORRECT)])
def test_the_clock_stands_still_while_others_are_waited_for(
    central: Central, clock: Clock, action: Action, back: Action
) -> None:
    with undone(central) as transaction:
        case = Case(central, transaction, 610)
        assert case.held.due_on == date(2026, 3, 16)
        for step in (Action.ACCEPT, Action.ALLOCATE, Action.OPEN):
            case.do(step)
        clock.on(days=2)
        case.do(action)
        clock.to(date(2026, 3, 25))
        desk = case.service.desk
        assert desk is not None
        assert clocks.left(case.held, desk, local_date(case.now), central.calendar) is None
        assert not list(clocks.due_by(transaction, date(2026, 12, 31)))
        case.do(back)
        assert case.held.due_on == date(2026, 4, 7), "fifteen working days later, Qingming left out"
        assert case.held.paused_at is None


def test_a_limit_is_moved_once_with_reasons_and_within_bounds(central: Central) -> None:
    with undone(central) as transaction:
        case = Case(central, transaction, 610)
        for step in (Action.ACCEPT, Action.ALLOCATE, Action.OPEN):
            case.do(step)
        for given_with, why in ((Given(days=5), "reasons"), (Given(reason=WHY, days=6), "days"), (Given(), "days")):
            with pytest.raises(Problem) as refused, transaction.begin_nested():
                extend(case, given_with)
            assert refused.value.members["reason"] == why
            transaction.refresh(case.held)
        extend(case, Given(reason=WHY, days=5))
        assert (case.state, case.held.due_on) == (State.EXTENDED, date(2026, 3, 23))
        assert case.held.events[-1].detail == {"days": 5, "said": WHY.model_dump()}
        with pytest.raises(Problem) as again:
            extend(case, Given(reason=WHY, days=5))
        assert again.value.members["reason"] in ("not-allowed", "extended")


def extend(case: Case, given_with: Given) -> None:
    actions.take(Act(case.central, case.transaction, case.held, case.service, Action.EXTEND, given_with, SERVICE))


def test_what_is_due_soon_is_warned_of_once_for_a_limit(central: Central, clock: Clock) -> None:
    with central.database.begin() as transaction:
        case = Case(central, transaction, 610)
        for step in (Action.ACCEPT, Action.ALLOCATE, Action.OPEN):
            case.do(step)
    warnings = []
    for day in (11, 12, 13, 17):
        clock.to(MONDAY.date().replace(day=day))
        by_the_clock.warn(central)
        with central.database.begin() as transaction:
            transaction.add(case.held)
            transaction.refresh(case.held)
            warnings.append([event.detail for event in case.held.events if event.action == "warn"])
    assert [len(each) for each in warnings] == [0, 1, 1, 1]
    assert warnings[-1] == [{"left": 2, "due": "2026-03-16"}]
    desk = case.service.desk
    assert desk is not None
    assert clocks.left(case.held, desk, date(2026, 3, 17), central.calendar) == -1


def test_a_rejection_is_closed_when_it_can_no_longer_be_objected_to(central: Central, clock: Clock) -> None:
    with central.database.begin() as transaction:
        case = Case(central, transaction, 610)
        for step in (Action.ACCEPT, Action.ALLOCATE, Action.OPEN, Action.REJECT):
            case.do(step)
    states = []
    for days in (59, 2):
        clock.on(days=days)
        by_the_clock.close(central)
        with central.database.begin() as transaction:
            transaction.add(case.held)
            transaction.refresh(case.held)
            states.append(case.held.state)
    assert states == ["REJECTED", "CLOSED"]
