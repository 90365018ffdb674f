"""The state table, walked from every state by every action under every combination of facts."""

from __future__ import annotations

import itertools
from dataclasses import fields

import pytest

from central.applications.states import TABLE, Action, Facts, Refused, State, after, available, is_final

EVERY_FACTS = [Facts(*values) for values in itertools.product((False, True), repeat=len(fields(Facts)))]


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
            assert isinstance(outcome, State) or outcome.code in {"handler", "review", "reasons", "account", "payment"}
        assert (action in available(state, facts)) == isinstance(outcome, State)


def test_every_state_is_reached_from_submitted() -> None:
    assert reached_from(State.SUBMITTED) == set(State)


@pytest.mark.parametrize("state", State)
def test_every_state_comes_to_an_end(state: State) -> None:
    assert any(is_final(reached) for reached in reached_from(state))


def test_the_end_is_the_end() -> None:
    assert {state for state in State if is_final(state)} == {State.NOT_ACCEPTED, State.CLOSED}


@pytest.mark.parametrize("facts", [facts for facts in EVERY_FACTS if not facts.reasons])
def test_nobody_is_turned_away_without_reasons(facts: Facts) -> None:
    turned_away = {State.NOT_ACCEPTED, State.REJECTED, State.NEEDS_CORRECTION}
    for state, action in itertools.product(State, Action):
        assert after(state, action, facts) not in turned_away


def test_what_staff_review_is_never_approved_by_rules_alone() -> None:
    for facts in EVERY_FACTS:
        approved = after(State.ACCEPTED, Action.APPROVE, facts)
        assert (approved == State.APPROVED) == (not facts.reviewed)


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
