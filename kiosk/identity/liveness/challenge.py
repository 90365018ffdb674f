"""What the citizen is asked to do, in an order that no recording can know."""

from __future__ import annotations

from typing import Literal, Protocol

Move = Literal["turn_left", "turn_right", "blink", "closer"]
TURNS: tuple[Move, Move] = ("turn_left", "turn_right")


class Chance(Protocol):
    """The part of `random.Random` used here; `random.SystemRandom` in the kiosk."""

    def randrange(self, stop: int, /) -> int: ...


def draw(rng: Chance, turns: int = 2) -> tuple[Move, ...]:
    """`turns` turns, to both sides at least once, and somewhere a blink and coming closer; each order as likely.

    Two turns make 24 orders. More are asked of who made a mistake: a recording that goes round and round has its next
    turn right in half of the cases, its next four in one of fourteen.
    """
    sides = 1 + rng.randrange(2**turns - 2)  # all to one side are the first and the last of these numbers
    moves: list[Move] = [TURNS[sides >> turn & 1] for turn in range(turns)]
    moves.insert(rng.randrange(turns + 1), "blink")
    moves.insert(rng.randrange(turns + 2), "closer")
    return tuple(moves)
