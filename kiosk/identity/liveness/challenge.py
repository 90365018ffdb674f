"""What the citizen is asked to do, in an order that no recording can know."""

from __future__ import annotations

from typing import Literal, Protocol

Move = Literal["turn_left", "turn_right", "blink"]
TURNS: tuple[Move, Move] = ("turn_left", "turn_right")
OPPOSITE: dict[Move, Move] = {"turn_left": "turn_right", "turn_right": "turn_left"}


class Chance(Protocol):
    """The part of `random.Random` used here; `random.SystemRandom` in the kiosk."""

    def randrange(self, stop: int, /) -> int: ...


def draw(rng: Chance) -> tuple[Move, ...]:
    """One of six orders, each as likely: both turns, and a blink before, between or after them."""
    first = rng.randrange(2)
    moves: list[Move] = [TURNS[first], TURNS[1 - first]]
    moves.insert(rng.randrange(3), "blink")
    return tuple(moves)
