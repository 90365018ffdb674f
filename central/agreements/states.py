"""The states of contracts, authorisations and fund movements: for each one table of every state and what it allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    OFFERED = "OFFERED"
    SIGNED = "SIGNED"
    DECLINED = "DECLINED"
    ENDED = "ENDED"
    GIVEN = "GIVEN"
    EXPIRED = "EXPIRED"
    PROPOSED = "PROPOSED"
    RELEASED = "RELEASED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class Action(StrEnum):
    """The first three make an agreement; each other is in a row of a table."""

    OFFER = "offer"
    GIVE = "give"
    PROPOSE = "propose"
    SIGN = "sign"
    DECLINE = "decline"
    END = "end"
    USE = "use"
    EXPIRE = "expire"
    RELEASE = "release"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides besides the state. `own`: who acts is whose it is; `same`: what is signed is what is kept."""

    own: bool = False
    same: bool = False
    present: bool = False
    in_time: bool = False
    reasons: bool = False
    enough: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """`code` is not-allowed, or what is lacking."""

    code: str


Rule = Callable[[Facts], State | Refused]
States = Mapping[State, Mapping[Action, Rule]]


def _needs(state: State, **lacking: str) -> Rule:
    """The state, where every named fact holds; else the word for the first that does not."""

    def rule(facts: Facts) -> State | Refused:
        for fact, word in lacking.items():
            if not getattr(facts, fact):
                return Refused(word)
        return state

    return rule


CONTRACT: States = MappingProxyType(
    {
        State.OFFERED: {
            Action.SIGN: _needs(State.SIGNED, own="person", present="level", same="terms"),
            Action.DECLINE: _needs(State.DECLINED, own="person", present="level"),
            Action.WITHDRAW: _needs(State.WITHDRAWN, own="employer"),
        },
        State.SIGNED: {Action.END: _needs(State.ENDED, reasons="reasons")},
        State.DECLINED: {},
        State.WITHDRAWN: {},
        State.ENDED: {},
    }
)
AUTHORISATION: States = MappingProxyType(
    {
        State.GIVEN: {
            Action.USE: _needs(State.GIVEN, own="grantee", same="purpose", in_time="expired"),
            Action.WITHDRAW: _needs(State.WITHDRAWN, own="person", present="level"),
            Action.EXPIRE: lambda facts: Refused("in-time") if facts.in_time else State.EXPIRED,
        },
        State.WITHDRAWN: {},
        State.EXPIRED: {},
    }
)
MOVEMENT: States = MappingProxyType(
    {
        State.PROPOSED: {
            Action.SIGN: _needs(State.PROPOSED, own="supervisor", same="movement"),
            Action.RELEASE: _needs(State.RELEASED, enough="signatures"),
            Action.REFUSE: _needs(State.REFUSED, own="supervisor", reasons="reasons"),
            Action.WITHDRAW: _needs(State.WITHDRAWN, own="proposer"),
        },
        State.RELEASED: {},
        State.REFUSED: {},
        State.WITHDRAWN: {},
    }
)


def after(table: States, state: State, action: Action, facts: Facts) -> State | Refused:
    """The state that the action leads to, or why it is refused."""
    rule = table[state].get(action)
    return Refused("not-allowed") if rule is None else rule(facts)


def possible(table: States, state: State) -> list[Action]:
    """The actions that the state's row holds, whatever they may need."""
    return sorted(table[state])
