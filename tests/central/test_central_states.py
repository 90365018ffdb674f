"""The state table, walked from every state by every action under every combination of facts."""

from __future__ import annotations

import itertools
from dataclasses import fields

import pytest

from central.applications.states import ENDED, TABLE, Action, Facts, Refused, State, after, available, is_final

EVERY_FACTS = [Facts(*values) for values in itertools.product((False, True), repeat=len(fields(Facts)))]
LACKING = {
    "handler",
    "review",
    "reasons",
    "account",
    "payment",
    "second",
    "second-review",
    "extended",
    "accepted",
    "acceptance",
    "told-once",
}


def test_every_state_has_a_row() -> None:
    assert set(TABLE) == set(State)


def test_every_action_is_used_somewhere() -> None:
    assert {action for row in TABLE.values() for action in row} == set(Action)


@pytest.mark.parametrize("state", State)
def test_every_action_from_a_state_is_a_state_or_a_told_refusal(state: State) -> None:
    for action, facts in itertools.product(Action, EVERY_FACTS):
        outcome = after(state, action, facts)
        if action not in TABLE[state]:
            assert outcome == Refused("not-allowed")
        else:
            assert isinstance(outcome, State) or outcome.code in LACKING
    for facts in EVERY_FACTS[:: len(EVERY_FACTS) // 16]:
        possible = {action for action in Action if isinstance(after(state, action, facts), State)}
        assert available(state, facts) == possible


def test_every_state_is_reached_from_submitted() -> None:
    assert reached_from(State.SUBMITTED) == set(State)


@pytest.mark.parametrize("state", State)
def test_every_state_comes_to_an_end(state: State) -> None:
    assert any(is_final(reached) for reached in reached_from(state))


def test_after_the_end_there_is_only_a_rating() -> None:
    assert {state for state in State if is_final(state)} == ENDED
    assert {action for state in ENDED for action in TABLE[state]} == {Action.RATE}


@pytest.mark.parametrize("state", State)
def test_nobody_is_turned_away_sent_back_or_kept_waiting_without_reasons(state: State) -> None:
    explained = {
        State.NOT_ACCEPTED,
        State.REJECTED,
        State.NEEDS_CORRECTION,
        State.WAITING_EXTERNAL,
        State.PAYMENT_FAILED,
    }
    for action, facts in itertools.product(Action, EVERY_FACTS):
        if not facts.reasons:
            assert after(state, action, facts) not in explained
            assert action != Action.EXTEND or isinstance(after(state, action, facts), Refused)


def test_what_staff_review_is_never_approved_by_rules_alone() -> None:
    for facts in EVERY_FACTS:
        approved = after(State.ACCEPTED, Action.APPROVE, facts)
        assert (approved == State.APPROVED) == (not facts.reviewed)


def test_where_two_are_needed_one_does_not_approve() -> None:
    for state, facts in itertools.product(State, EVERY_FACTS):
        if state != State.ACCEPTED and facts.needs_second and after(state, Action.APPROVE, facts) == State.APPROVED:
            assert state == State.SECOND_REVIEW


def test_a_limit_is_moved_once() -> None:
    for state, facts in itertools.product(State, EVERY_FACTS):
        if facts.extended:
            assert isinstance(after(state, Action.EXTEND, facts), Refused)


def test_what_is_missing_is_told_once() -> None:
    for state, facts in itertools.product(State, EVERY_FACTS):
        if facts.told:
            assert after(state, Action.ASK_CORRECTION, facts) != State.NEEDS_CORRECTION


def test_waiting_ends_where_it_began() -> None:
    resumed = {after(State.WAITING_EXTERNAL, Action.RESUME, facts) for facts in EVERY_FACTS}
    assert resumed == {
        State.SUBMITTED,
        State.ACCEPTED,
        State.IN_REVIEW,
        State.EXTENDED,
        State.SECOND_REVIEW,
    }
    assert after(State.WAITING_EXTERNAL, Action.RESUME, Facts(second=True, handler=True)) == State.SUBMITTED


def test_an_applicant_may_withdraw_until_it_is_decided() -> None:
    undecided = {state for state in State if Action.WITHDRAW in TABLE[state]}
    assert undecided == {
        State.SUBMITTED,
        State.NEEDS_CORRECTION,
        State.ACCEPTED,
        State.ALLOCATED,
        State.IN_REVIEW,
        State.WAITING_EXTERNAL,
        State.EXTENDED,
        State.SECOND_REVIEW,
    }


def test_money_is_ordered_only_with_an_account_and_only_where_paid() -> None:
    for state, facts in itertools.product((State.APPROVED, State.PAYMENT_FAILED), EVERY_FACTS):
        ordered = after(state, Action.ORDER_PAYMENT, facts)
        assert (ordered == State.PAYMENT_PENDING) == (facts.paid and facts.account)


def reached_from(start: State) -> set[State]:
    reached, ahead = {start}, [start]
    while ahead:
        state = ahead.pop()
        for action, facts in itertools.product(TABLE[state], EVERY_FACTS):
            outcome = after(state, action, facts)
            if isinstance(outcome, State) and outcome not in reached:
                reached.add(outcome)
                ahead.append(outcome)
    return reached
