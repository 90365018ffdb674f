"""How long to wait before trying again."""

from __future__ import annotations

import random

FIRST_S = 1.0
LONGEST_S = 60.0


class Backoff:
    """Doubles from 1 s to 60 s; each wait is 50–100 % of that, so that a hall's kiosks do not all return at once."""

    def __init__(self, jitter: random.Random) -> None:
        self._jitter = jitter
        self._next_s = FIRST_S

    def wait_s(self) -> float:
        wait = self._next_s * self._jitter.uniform(0.5, 1.0)
        self._next_s = min(LONGEST_S, self._next_s * 2)
        return wait

    def reset(self) -> None:
        self._next_s = FIRST_S
