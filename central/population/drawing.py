"""Drawing people by their place in the population: person 17 of a seed is the same however many are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from central.population.numbers import DIVISIONS, Numbers
from central.population.retirement import after_months, due_ages

Days = NDArray[np.datetime64]
Flags = NDArray[np.bool_]
CHUNK = 50_000
"""So many are drawn at once, each chunk from a generator of its own."""
_SERIALS = 999
_STRIDE = 982_451_653
"""A prime greater than any count of places: stepping by it visits every place once before one comes again."""

BANDS = ((16, 34, 30), (35, 54, 40), (55, 69, 22), (70, 89, 8))
"""First and last age, and how many of a hundred people."""

NONE, EMPLOYED, LEFT, FLEXIBLE, PENSIONER = range(5)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chunk of people as columns. `status` is one of the above; what does not apply to somebody is drawn all the
    same and left out when it is written."""

    index: Numbers
    division: Numbers
    birth: Days
    man: Flags
    serial: Numbers
    status: Numbers
    months: Numbers
    index_permille: Numbers
    due_age: Numbers
    due_on: Days
    job_from: Days
    left_on: Days
    claimed: Flags
    qualified_on: Days
    certificate_on: Days
    certificate_level: Numbers
    certified: Flags
    subsidised: Flags
    hard_to_employ: Flags
    subsidised_months: Numbers
    choice: Numbers


def draw(seed: int, chunk: int, count: int, day: date) -> Drawn:
    """The people of a chunk, at most CHUNK."""
    random = np.random.default_rng((seed, chunk))
    index = np.arange(CHUNK, dtype=np.int64) + chunk * CHUNK
    today = np.datetime64(day, "D")
    division, birth, serial = _places(index, today)
    man = serial % 2 == 1
    due_age = due_ages(birth, man, random.random(CHUNK) < 0.4)
    due_on = after_months(birth, due_age)
    age_months = (today.astype("datetime64[M]") - birth.astype("datetime64[M]")).astype(np.int64)
    status = _status(random, today, due_on)
    since_16 = np.maximum(age_months - 16 * 12, 0)
    months = np.minimum((random.beta(1.6, 1.4, CHUNK) * since_16).astype(np.int64), 40 * 12)
    left_on = today - random.integers(1, 540, CHUNK).astype("timedelta64[D]")
    held = np.minimum(np.maximum(months, 1), 180) * 30
    job_from = np.where(status == LEFT, left_on, today) - held.astype("timedelta64[D]")
    columns = Drawn(
        index=index,
        division=division,
        birth=birth,
        man=man,
        serial=serial,
        status=status,
        months=months,
        index_permille=np.clip(random.normal(1000, 300, CHUNK), 600, 3000).astype(np.int64),
        due_age=due_age,
        due_on=due_on,
        job_from=job_from,
        left_on=left_on,
        claimed=random.random(CHUNK) < 0.55,
        qualified_on=today - random.integers(1, 400, CHUNK).astype("timedelta64[D]"),
        certificate_on=today - random.integers(1, 1000, CHUNK).astype("timedelta64[D]"),
        certificate_level=random.choice([5, 4, 3, 2, 1], CHUNK, p=[0.35, 0.35, 0.2, 0.07, 0.03]),
        certified=random.random(CHUNK) < 0.03,
        subsidised=random.random(CHUNK) < 0.4,
        hard_to_employ=random.random(CHUNK) < 0.2,
        subsidised_months=random.integers(0, 40, CHUNK),
        choice=random.integers(0, 2**31, CHUNK),
    )
    return _first(columns, count)


def _places(index: Numbers, today: np.datetime64) -> tuple[Numbers, Days, Numbers]:
    """Division, day of birth and serial: no two people share all three."""
    birth = np.empty(len(index), dtype="datetime64[D]")
    division, serial = np.empty_like(index), np.empty_like(index)
    rank, first_rank = index % 100, 0
    year = int(str(today)[:4])
    for youngest, oldest, share in BANDS:
        member = (rank >= first_rank) & (rank < first_rank + share)
        nth = index[member] // 100 * share + rank[member] - first_rank
        earliest = np.datetime64(f"{year - oldest - 1}-12-01", "D")
        days = int((np.datetime64(f"{year - youngest}-11-30", "D") - earliest).astype(np.int64)) + 1
        places = days * len(DIVISIONS) * _SERIALS
        place = (nth * (_STRIDE % places) + 12_345) % places
        birth[member] = earliest + (place % days).astype("timedelta64[D]")
        division[member] = DIVISIONS[place // days % len(DIVISIONS)]
        serial[member] = place // (days * len(DIVISIONS)) + 1
        first_rank += share
    return division, birth, serial


def _status(random: np.random.Generator, today: np.datetime64, due_on: Days) -> Numbers:
    """Past the pension age most draw a pension, and of those who reached it this year many have not claimed yet."""
    luck = random.random(len(due_on))
    working = np.select([luck < 0.62, luck < 0.70, luck < 0.85], [EMPLOYED, LEFT, FLEXIBLE], NONE)
    new = due_on > today - np.timedelta64(365, "D")
    retired = np.where(luck < np.where(new, 0.5, 0.85), PENSIONER, NONE)
    chosen: Numbers = np.where(due_on <= today, retired, working)
    return chosen


def _first(columns: Drawn, count: int) -> Drawn:
    if count == CHUNK:
        return columns
    return Drawn(**{name: getattr(columns, name)[:count] for name in Drawn.__slots__})
