"""Policies of giving work to staff, in simulation: `python -m bench.allocation`.

Sixty staff with three to eight of twelve skills, of whom some are absent on any day; 1,500 items a day that come over
seven hours, each of a kind with its own expected minutes, and take about as long as expected. Ten days, five seeds.
Synthetic throughout; what is compared is the policies, not a hall. The last policy is the central's own code.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from central.allocation import POLICY, Candidate, choose, jain

STAFF, SKILLS, ITEMS_A_DAY, DAYS, SEEDS = 60, 12, 1500, 10, 5
HALL_OPEN_MIN = 7 * 60
ABSENT = 0.12
MINUTES = (5, 6, 8, 8, 10, 12, 12, 15, 18, 20, 30, 45)
"""Expected minutes of each kind: one kind a skill, the quick ones asked for most; four fifths of the hall's time."""
OFTEN = (14, 12, 12, 10, 10, 9, 8, 7, 6, 5, 4, 3)


@dataclass
class Member:
    """`free_at`: when what lies with them will be done, in minutes of the day."""

    name: str
    skills: frozenset[int]
    free_at: float = 0.0
    expected_free_at: float = 0.0
    given: int = 0
    items: int = 0
    days: int = 0
    waits: list[float] = field(default_factory=list)

    def backlog(self, now: float) -> int:
        return round(max(self.expected_free_at - now, 0))

    @property
    def a_day(self) -> float:
        return self.given / max(self.days, 1)


Policy = Callable[[list[Member], float, random.Random], Member]


class RoundRobin:
    """Each in turn, those left out who lack the skill."""

    def __init__(self) -> None:
        self.turn: dict[str, int] = {}
        self.count = 0

    def __call__(self, able: list[Member], _now: float, _draw: random.Random) -> Member:
        self.count += 1
        chosen = min(able, key=lambda member: self.turn.get(member.name, -1))
        self.turn[chosen.name] = self.count
        return chosen


def at_random(able: list[Member], _now: float, draw: random.Random) -> Member:
    return draw.choice(able)


def least_count(able: list[Member], _now: float, draw: random.Random) -> Member:
    return min(able, key=lambda member: (member.items, draw.random()))


def power_of_two(able: list[Member], now: float, draw: random.Random) -> Member:
    return min(draw.sample(able, min(2, len(able))), key=lambda member: member.backlog(now))


def least_backlog(able: list[Member], now: float, draw: random.Random) -> Member:
    return min(able, key=lambda member: (member.backlog(now), draw.random()))


def weighted_deficit(able: list[Member], _now: float, draw: random.Random) -> Member:
    return min(able, key=lambda member: (member.a_day, draw.random()))


def central_policy(able: list[Member], now: float, draw: random.Random) -> Member:
    found = [
        Candidate(member.name, member.backlog(now), member.given, member.days, len(member.skills)) for member in able
    ]
    chosen = choose(found, draw.getrandbits(32))
    return next(member for member in able if member.name == chosen)


POLICIES: Mapping[str, Callable[[], Policy]] = {
    "random": lambda: at_random,
    "round robin": RoundRobin,
    "least count": lambda: least_count,
    "power of two": lambda: power_of_two,
    "least backlog": lambda: least_backlog,
    "weighted deficit": lambda: weighted_deficit,
    POLICY: lambda: central_policy,
}


@dataclass(frozen=True)
class Figures:
    """Jain's index of the minutes given for each day on duty, the most over the mean, the wait until it is begun."""

    jain: float
    most_over_mean: float
    wait_p95_min: float


def simulated(policy: Policy, seed: int) -> Figures:
    draw = random.Random(seed)
    kinds = range(SKILLS)
    staff = [Member(f"s-{n:02d}", frozenset(draw.sample(kinds, draw.randint(3, 8)))) for n in range(STAFF)]
    waits: list[float] = []
    for _day in range(DAYS):
        here = [member for member in staff if draw.random() >= ABSENT]
        for member in here:
            member.days += 1
            member.free_at = member.expected_free_at = 0.0
        for at in sorted(draw.uniform(0, HALL_OPEN_MIN) for _ in range(ITEMS_A_DAY)):
            kind = draw.choices(kinds, OFTEN)[0]
            able = [member for member in here if kind in member.skills]
            if not able:
                continue
            chosen = policy(able, at, draw)
            begun = max(chosen.free_at, at)
            waits.append(begun - at)
            chosen.free_at = begun + MINUTES[kind] * draw.lognormvariate(-0.08, 0.4)
            chosen.expected_free_at = max(chosen.free_at, begun + MINUTES[kind])
            chosen.given += MINUTES[kind]
            chosen.items += 1
    work = [member.a_day for member in staff if member.days]
    waits.sort()
    return Figures(jain(work), max(work) / statistics.fmean(work), waits[int(len(waits) * 0.95)])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, default=SEEDS)
    seeds = range(arguments.parse_args().seeds)
    print("| policy | Jain(work a day) | max/mean | wait p95 |\n|---|---|---|---|")
    for name, make in POLICIES.items():
        runs = [simulated(make(), seed) for seed in seeds]
        figures = [statistics.fmean(getattr(run, part) for run in runs) for part in ("jain", "most_over_mean")]
        wait = statistics.fmean(run.wait_p95_min for run in runs)
        print(f"| {name} | {figures[0]:.3f} | {figures[1]:.2f} | {wait:.0f} min |", flush=True)


if __name__ == "__main__":
    main()
