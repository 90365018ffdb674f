"""The policy: whose backlog is in the lowest bucket of fifteen minutes; of those, who was given the least work for each
day on duty; of those, who has the fewest skills; of those, the seed decides. Measured by bench/allocation.py.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

POLICY = "backlog-15/deficit/skills"
BUCKET_MIN = 15


@dataclass(frozen=True, slots=True)
class Candidate:
    """`backlog`: expected minutes of what is open with them; `given`: minutes given on `days` days on duty."""

    id: str
    backlog: int
    given: int
    days: int
    skills: int

    @property
    def a_day(self) -> float:
        return self.given / max(self.days, 1)


def choose(candidates: Iterable[Candidate], seed: int) -> str | None:
    """Whom to give it to; None where nobody can take it. The same candidates and seed give the same answer."""
    ranked = {each.id: (each.backlog // BUCKET_MIN, each.a_day, each.skills) for each in candidates}
    if not ranked:
        return None
    best = min(ranked.values())
    equal = sorted(name for name, rank in ranked.items() if rank == best)
    return equal[random.Random(seed).randrange(len(equal))]  # noqa: S311  a draw that is logged, no secret


def jain(work: Sequence[float]) -> float:
    """Jain's index of equality: 1 where all have the same, 1/n where one has it all. 1 where there is no work."""
    squares = sum(each * each for each in work)
    return sum(work) ** 2 / (len(work) * squares) if squares else 1.0
