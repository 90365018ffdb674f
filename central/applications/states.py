"""The states of an application: one table of pure functions for every state and every action that it allows.

An action that a state's row does not hold is refused. A row's function sees the facts and gives the next state, or
the code of what is lacking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    SUBMITTED = "SUBMITTED"
    NEEDS_CORRECTION = "NEEDS_CORRECTION"
    NOT_ACCEPTED = "NOT_ACCEPTED"
    ACCEPTED = "ACCEPTED"
    ALLOCATED = "ALLOCATED"
    IN_REVIEW = "IN_REVIEW"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    PAYMENT_PENDING = "PAYMENT_PENDING"
    PAYMENT_FAILED = "PAYMENT_FAILED"
    PAID = "PAID"
    CLOSED = "CLOSED"


class Action(StrEnum):
    ASK_CORRECTION = "ask_correction"
    CORRECT = "correct"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ALLOCATE = "allocate"
    OPEN = "open"
    APPROVE = "approve"
    REJECT = "reject"
    ORDER_PAYMENT = "order_payment"
    CONFIRM_PAYMENT = "confirm_payment"
    RETURN_PAYMENT = "return_payment"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides besides the state. `reviewed`: the item is decided by staff; `paid`: its approval is paid out."""

    reviewed: bool = False
    paid: bool = False
    handler: bool = False
    reasons: bool = False
    account: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The action is not possible: `code` is not-allowed, or what is lacking."""

    code: str


Outcome = State | Refused
Rule = Callable[[Facts], Outcome]


def _always(state: State) -> Rule:
    return lambda _facts: state


def _needs(state: State, lacking: str, met: Callable[[Facts], bool]) -> Rule:
    return lambda facts: state if met(facts) else Refused(lacking)


def _explained(state: State) -> Rule:
    return _needs(state, "reasons", lambda facts: facts.reasons)


def _by_rules(state: State) -> Rule:
    return _needs(state, "review", lambda facts: not facts.reviewed)


_ORDER_PAYMENT = _needs(State.PAYMENT_PENDING, "account", lambda facts: facts.paid and facts.account)
_CLOSE_UNPAID = _needs(State.CLOSED, "payment", lambda facts: not facts.paid)
_ALLOCATE = _needs(State.ALLOCATED, "handler", lambda facts: facts.reviewed and facts.handler)

TABLE: Mapping[State, Mapping[Action, Rule]] = MappingProxyType(
    {
        State.SUBMITTED: {
            Action.ASK_CORRECTION: _explained(State.NEEDS_CORRECTION),
            Action.ACCEPT: _always(State.ACCEPTED),
            Action.REFUSE: _explained(State.NOT_ACCEPTED),
        },
        State.NEEDS_CORRECTION: {
            Action.CORRECT: _always(State.SUBMITTED),
            Action.REFUSE: _explained(State.NOT_ACCEPTED),
        },
        State.NOT_ACCEPTED: {},
        State.ACCEPTED: {
            Action.ALLOCATE: _ALLOCATE,
            Action.APPROVE: _by_rules(State.APPROVED),
        },
        State.ALLOCATED: {
            Action.ALLOCATE: _ALLOCATE,
            Action.OPEN: _always(State.IN_REVIEW),
        },
        State.IN_REVIEW: {
            Action.ALLOCATE: _ALLOCATE,
            Action.APPROVE: _always(State.APPROVED),
            Action.REJECT: _explained(State.REJECTED),
        },
        State.APPROVED: {
            Action.ORDER_PAYMENT: _ORDER_PAYMENT,
            Action.CLOSE: _CLOSE_UNPAID,
        },
        State.REJECTED: {Action.CLOSE: _always(State.CLOSED)},
        State.PAYMENT_PENDING: {
            Action.CONFIRM_PAYMENT: _always(State.PAID),
            Action.RETURN_PAYMENT: _always(State.PAYMENT_FAILED),
        },
        State.PAYMENT_FAILED: {Action.ORDER_PAYMENT: _ORDER_PAYMENT},
        State.PAID: {Action.CLOSE: _always(State.CLOSED)},
        State.CLOSED: {},
    }
)


def after(state: State, action: Action, facts: Facts) -> Outcome:
    """The state that the action leads to, or why it is refused."""
    rule = TABLE[state].get(action)
    return Refused("not-allowed") if rule is None else rule(facts)


def available(state: State, facts: Facts) -> frozenset[Action]:
    """The actions possible now."""
    return frozenset(action for action in TABLE[state] if isinstance(after(state, action, facts), State))


def is_final(state: State) -> bool:
    return not TABLE[state]
