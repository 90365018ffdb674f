"""The state table walked with the functions that the central itself calls: every action tried in every state, then at
random, with what must hold whatever happens."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from handled import Case, Clock, built, seeded, undone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from central.applications import clocks, course
from central.applications.states import TABLE, Action, State, available, is_final
from central.parts import Central
from central.problems import Problem
from central.store.tables import Payment, SmsMessage, Staff

A = Action
REVIEW = (A.ACCEPT, A.ALLOCATE, A.OPEN)
APPROVED = (*REVIEW, A.APPROVE)
WAYS: dict[State, tuple[Action, ...]] = {
    State.SUBMITTED: (),
    State.NEEDS_CORRECTION: (A.ASK_CORRECTION,),
    State.NOT_ACCEPTED: (A.REFUSE,),
    State.ACCEPTED: (A.ACCEPT,),
    State.ALLOCATED: (A.ACCEPT, A.ALLOCATE),
    State.IN_REVIEW: REVIEW,
    State.WAITING_EXTERNAL: (*REVIEW, A.WAIT),
    State.EXTENDED: (*REVIEW, A.EXTEND),
    State.SECOND_REVIEW: (*REVIEW, A.ASK_SECOND),
    State.REJECTED: (*REVIEW, A.REJECT),
    State.PAYMENT_PENDING: APPROVED,
    State.PAYMENT_FAILED: (*APPROVED, A.RETURN_PAYMENT),
    State.CLOSED: (*APPROVED, A.CONFIRM_PAYMENT),
    State.RATED: (*APPROVED, A.CONFIRM_PAYMENT, A.RATE),
    State.WITHDRAWN: (A.WITHDRAW,),
}
PASSED_THROUGH = {State.APPROVED, State.PAID}
"""States that rules go on from in the same transaction: nothing is ever found in them."""


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    held = built(tmp_path_factory.mktemp("handling"), Clock())
    seeded(held, 600)
    yield held
    held.database.dispose()


def test_a_way_leads_to_every_state_that_something_can_be_found_in() -> None:
    assert set(WAYS) | PASSED_THROUGH == set(State)


@pytest.mark.parametrize("state", WAYS)
def test_every_action_in_every_state(central: Central, state: State) -> None:
    """Exactly those of the table are taken; any other is refused with what would be possible, and changes nothing."""
    with undone(central) as transaction:
        case = Case(central, transaction, 600)
        for action in WAYS[state]:
            case.do(action)
        assert case.state == state
        for action in Action:
            with transaction.begin_nested() as attempt:
                if action == A.ORDER_PAYMENT and state == State.PAYMENT_FAILED:
                    case.use_another_account()
                before = (case.held.version, len(case.held.events))
                refused = tried(case, action)
                if refused is None:
                    assert action in TABLE[state], (state, action)
                    assert case.held.version > before[0]
                else:
                    assert action not in _expected(state), (state, action, refused.members)
                    assert refused.name == "state-conflict", (state, action, refused.members)
                    assert set(refused.members.get("available", ())) <= set(TABLE[state])
                    assert (case.held.version, len(case.held.events)) == before
                attempt.rollback()
            transaction.refresh(case.held)


def tried(case: Case, action: Action) -> Problem | None:
    try:
        case.do(action)
    except Problem as problem:
        return problem
    return None


def _expected(state: State) -> set[Action]:
    """What the table holds, but for what this application is not: decided by rules, not corrected in time, unpaid."""
    lacking = {
        State.ACCEPTED: {A.APPROVE},
        State.ALLOCATED: set(),
        State.NEEDS_CORRECTION: {A.REJECT},
        State.APPROVED: {A.CLOSE},
    }
    return set(TABLE[state]) - lacking.get(state, set())


class Walk(RuleBasedStateMachine):
    """Whatever is tried in whatever order."""

    central: Central
    clock: Clock
    reached: ClassVar[set[State]] = set()

    @initialize(two=st.booleans(), start=st.sampled_from([way for way in WAYS if not is_final(way)]))
    def begin(self, two: bool, start: State) -> None:
        self.within = undone(self.central)
        self.transaction = self.within.__enter__()
        self.backlog = self._backlog()
        self.case = Case(self.central, self.transaction, 600)
        self.case.held.depth = "two" if two else "one"
        self.due = self.case.held.due_on
        self.decided_by: list[str] = []
        for action in WAYS[start]:
            if two and action == A.APPROVE:
                self.case.do(A.ASK_SECOND)
            self._do(action)

    def _do(self, action: Action) -> None:
        bearer = course._bearer(self.case.held)
        self.case.do(action)
        if action == A.APPROVE and bearer:
            self.decided_by.append(bearer)

    @precondition(lambda self: bool(TABLE[self.case.state]))
    @rule(data=st.data())
    def act(self, data: Any) -> None:
        facts = course.facts(self.case.held, self.case.service, reasons=True)
        likely = sorted(available(self.case.state, facts) | {A.ASK_SECOND, A.RELEASE, A.ALLOCATE})
        action = data.draw(st.sampled_from(likely) | st.sampled_from(sorted(Action)))
        before = self.case.state
        if action == A.ORDER_PAYMENT and before == State.PAYMENT_FAILED:
            self.case.use_another_account()
        try:
            with self.transaction.begin_nested():
                self._do(action)
        except Problem:
            self.transaction.refresh(self.case.held)
            assert self.case.state == before

    @rule(days=st.integers(0, 9))
    def wait(self, days: int) -> None:
        self.clock.on(days=days)

    @invariant()
    def events_tell_the_whole_course(self) -> None:
        events = self.case.held.events
        assert events[0].to_state == State.SUBMITTED
        assert all(later.from_state == earlier.to_state for earlier, later in itertools.pairwise(events))
        assert events[-1].to_state == self.case.held.state
        assert self.case.held.version == len(events)

    @invariant()
    def the_clock_stands_only_while_waiting_and_never_goes_back(self) -> None:
        held = self.case.held
        assert (held.paused_at is not None) == (held.state in clocks.PAUSED)
        assert held.due_on is not None
        assert self.due is not None
        assert held.due_on >= self.due
        self.due = held.due_on
        self.reached.add(self.case.state)

    @invariant()
    def the_second_is_not_the_first_and_two_decide_where_two_must(self) -> None:
        held = self.case.held
        assert held.second is None or held.second != held.handler
        reached = {event.to_state for event in held.events}
        if held.depth == "two" and State.APPROVED in reached:
            assert State.SECOND_REVIEW in reached
            assert self.decided_by[-1] == held.second

    @invariant()
    def nothing_is_paid_twice(self) -> None:
        orders = list(self.transaction.scalars(select(Payment).where(Payment.application_id == self.case.held.id)))
        assert sum(each.state == "confirmed" for each in orders) <= 1
        assert sum(each.state != "returned" for each in orders) <= 1
        assert len({each.account for each in orders}) == len(orders)

    @invariant()
    def what_lies_with_staff_is_counted(self) -> None:
        bearer, minutes = course._bearer(self.case.held), self.case.held.expected_minutes
        assert self._backlog() == self.backlog + (minutes if bearer else 0)

    @invariant()
    def each_message_is_about_a_step(self) -> None:
        told = self.transaction.scalar(
            select(func.count()).select_from(SmsMessage).where(SmsMessage.about == self.case.held.id)
        )
        assert told is not None
        assert told <= len(self.case.held.events)

    def teardown(self) -> None:
        if hasattr(self, "within"):
            self.within.__exit__(None, None, None)

    def _backlog(self) -> int:
        self.transaction.flush()
        return self.transaction.scalar(select(func.sum(Staff.open_minutes))) or 0


def test_whatever_is_tried(tmp_path: Path) -> None:
    clock = Clock()
    central = built(tmp_path, clock)
    seeded(central, 600)

    class Bound(Walk):
        pass

    Bound.central, Bound.clock = central, clock
    few = settings(
        max_examples=40,
        stateful_step_count=16,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    try:
        run_state_machine_as_test(Bound, settings=few)
    finally:
        central.database.dispose()
    assert Walk.reached >= set(WAYS) - {State.NOT_ACCEPTED, State.RATED}, "the walk is too short to say much"
