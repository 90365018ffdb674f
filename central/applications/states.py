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
    WAITING_EXTERNAL = "WAITING_EXTERNAL"
    EXTENDED = "EXTENDED"
    SECOND_REVIEW = "SECOND_REVIEW"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    PAYMENT_PENDING = "PAYMENT_PENDING"
    PAYMENT_FAILED = "PAYMENT_FAILED"
    PAID = "PAID"
    CLOSED = "CLOSED"
    RATED = "RATED"
    WITHDRAWN = "WITHDRAWN"


class Action(StrEnum):
    ASK_CORRECTION = "ask_correction"
    CORRECT = "correct"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ALLOCATE = "allocate"
    RELEASE = "release"
    OPEN = "open"
    WAIT = "wait"
    RESUME = "resume"
    EXTEND = "extend"
    ASK_SECOND = "ask_second"
    RETURN = "return"
    APPROVE = "approve"
    REJECT = "reject"
    ORDER_PAYMENT = "order_payment"
    CONFIRM_PAYMENT = "confirm_payment"
    RETURN_PAYMENT = "return_payment"
    CLOSE = "close"
    RATE = "rate"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides besides the state.

    `reviewed`: staff decide it; `paid`: its approval is paid out; `accepted`: it once was; `handler`, `second`: it has
    one; `needs_second`: one reviewer is not enough; `extended`: its limit was moved; `reasons`: given with the action;
    `told`: what is missing was told before and this would add to it; `account`: one that no payment came back from.
    """

    reviewed: bool = False
    paid: bool = False
    accepted: bool = False
    handler: bool = False
    second: bool = False
    needs_second: bool = False
    extended: bool = False
    reasons: bool = False
    told: bool = False
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


def _ask_correction(facts: Facts) -> Outcome:
    """Everything missing is told once: later, nothing may be added to it."""
    if not facts.reasons:
        return Refused("reasons")
    return Refused("told-once") if facts.told else State.NEEDS_CORRECTION


def _reviewing(facts: Facts) -> State:
    return State.EXTENDED if facts.extended else State.IN_REVIEW


def _where_it_was(facts: Facts) -> Outcome:
    """Where an application goes on after it waited for others or for its applicant."""
    if not facts.accepted:
        return State.SUBMITTED
    if facts.second:
        return State.SECOND_REVIEW
    return _reviewing(facts) if facts.handler else State.ACCEPTED


def _refuse_uncorrected(facts: Facts) -> Outcome:
    return Refused("accepted") if facts.accepted else _explained(State.NOT_ACCEPTED)(facts)


def _reject_uncorrected(facts: Facts) -> Outcome:
    return _explained(State.REJECTED)(facts) if facts.accepted else Refused("acceptance")


def _extend(facts: Facts) -> Outcome:
    return Refused("extended") if facts.extended else _explained(State.EXTENDED)(facts)


def _return(facts: Facts) -> Outcome:
    return _reviewing(facts) if facts.reasons else Refused("reasons")


_ORDER_PAYMENT = _needs(State.PAYMENT_PENDING, "account", lambda facts: facts.paid and facts.account)
_CLOSE_UNPAID = _needs(State.CLOSED, "payment", lambda facts: not facts.paid)
_ALLOCATE = _needs(State.ALLOCATED, "handler", lambda facts: facts.reviewed and facts.handler)
_RELEASE = _needs(State.ACCEPTED, "handler", lambda facts: not facts.handler)
_ASK_SECOND = _needs(State.SECOND_REVIEW, "second", lambda facts: facts.second)
_APPROVE_ALONE = _needs(State.APPROVED, "second-review", lambda facts: not facts.needs_second)
_WITHDRAW = {Action.WITHDRAW: _always(State.WITHDRAWN)}
_WAIT = {Action.WAIT: _explained(State.WAITING_EXTERNAL)}
_REVIEWING: Mapping[Action, Rule] = {
    Action.ALLOCATE: _ALLOCATE,
    Action.RELEASE: _RELEASE,
    Action.ASK_CORRECTION: _ask_correction,
    Action.ASK_SECOND: _ASK_SECOND,
    Action.APPROVE: _APPROVE_ALONE,
    Action.REJECT: _explained(State.REJECTED),
    **_WAIT,
    **_WITHDRAW,
}

TABLE: Mapping[State, Mapping[Action, Rule]] = MappingProxyType(
    {
        State.SUBMITTED: {
            Action.ASK_CORRECTION: _ask_correction,
            Action.ACCEPT: _always(State.ACCEPTED),
            Action.REFUSE: _explained(State.NOT_ACCEPTED),
            **_WAIT,
            **_WITHDRAW,
        },
        State.NEEDS_CORRECTION: {
            Action.CORRECT: _where_it_was,
            Action.REFUSE: _refuse_uncorrected,
            Action.REJECT: _reject_uncorrected,
            **_WITHDRAW,
        },
        State.NOT_ACCEPTED: {Action.RATE: _always(State.RATED)},
        State.ACCEPTED: {
            Action.ALLOCATE: _ALLOCATE,
            Action.APPROVE: _by_rules(State.APPROVED),
            **_WAIT,
            **_WITHDRAW,
        },
        State.ALLOCATED: {
            Action.ALLOCATE: _ALLOCATE,
            Action.RELEASE: _RELEASE,
            Action.OPEN: _reviewing,
            **_WITHDRAW,
        },
        State.IN_REVIEW: {**_REVIEWING, Action.EXTEND: _extend},
        State.EXTENDED: _REVIEWING,
        State.WAITING_EXTERNAL: {Action.RESUME: _where_it_was, **_WITHDRAW},
        State.SECOND_REVIEW: {
            Action.ASK_SECOND: _ASK_SECOND,
            Action.ASK_CORRECTION: _ask_correction,
            Action.RETURN: _return,
            Action.APPROVE: _always(State.APPROVED),
            Action.REJECT: _explained(State.REJECTED),
            **_WAIT,
            **_WITHDRAW,
        },
        State.APPROVED: {
            Action.ORDER_PAYMENT: _ORDER_PAYMENT,
            Action.CLOSE: _CLOSE_UNPAID,
        },
        State.REJECTED: {Action.CLOSE: _always(State.CLOSED)},
        State.PAYMENT_PENDING: {
            Action.CONFIRM_PAYMENT: _always(State.PAID),
            Action.RETURN_PAYMENT: _explained(State.PAYMENT_FAILED),
        },
        State.PAYMENT_FAILED: {Action.ORDER_PAYMENT: _ORDER_PAYMENT},
        State.PAID: {Action.CLOSE: _always(State.CLOSED)},
        State.CLOSED: {Action.RATE: _always(State.RATED)},
        State.RATED: {},
        State.WITHDRAWN: {},
    }
)

ENDED = frozenset({State.NOT_ACCEPTED, State.CLOSED, State.RATED, State.WITHDRAWN})
"""Nothing more is to be done: all that may follow is a rating."""
BY_APPLICANT = frozenset({Action.CORRECT, Action.RATE, Action.WITHDRAW})


def after(state: State, action: Action, facts: Facts) -> Outcome:
    """The state that the action leads to, or why it is refused."""
    rule = TABLE[state].get(action)
    return Refused("not-allowed") if rule is None else rule(facts)


def available(state: State, facts: Facts) -> frozenset[Action]:
    """The actions possible now."""
    return frozenset(action for action in TABLE[state] if isinstance(after(state, action, facts), State))


def is_final(state: State) -> bool:
    return state in ENDED
