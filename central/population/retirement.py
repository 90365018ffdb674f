"""When the pension age is reached: by the decision in force since 2025, which moves it month by month.

Men 60, women 55 or 50 until then; men and women of 55 a month later for each four months of birth, up to 63 and 58;
women of 50 a month later for each two, up to 55. Reference.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from central.population.numbers import Numbers, day_of_month


@dataclass(frozen=True, slots=True)
class Class:
    """`base` and `most` in months of age; `since`: the first month of birth that is moved, in months from 1970."""

    base: int
    most: int
    since: int
    step: int


def _month(year: int) -> int:
    return (year - 1970) * 12


MEN = Class(60 * 12, 63 * 12, _month(1965), 4)
WOMEN_55 = Class(55 * 12, 58 * 12, _month(1970), 4)
WOMEN_50 = Class(50 * 12, 55 * 12, _month(1975), 2)


def due_ages(birth: NDArray[np.datetime64], man: NDArray[np.bool_], cadre: NDArray[np.bool_]) -> Numbers:
    """Months of age; `cadre` is for women of 55."""
    month = birth.astype("datetime64[M]").astype(np.int64)
    ages = [_age(month, each) for each in (MEN, WOMEN_55, WOMEN_50)]
    chosen: Numbers = np.where(man, ages[0], np.where(cadre, ages[1], ages[2]))
    return chosen


def after_months(birth: NDArray[np.datetime64], months: Numbers) -> NDArray[np.datetime64]:
    """The same day of the month, or the month's last where it has none."""
    month = birth.astype("datetime64[M]") + months.astype("timedelta64[M]")
    longest = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(np.int64)
    day = np.minimum(day_of_month(birth), longest)
    moved: NDArray[np.datetime64] = month.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    return moved


def _age(month: Numbers, each: Class) -> Numbers:
    delay = np.where(month < each.since, 0, (month - each.since) // each.step + 1)
    age: Numbers = np.minimum(each.base + delay, each.most)
    return age
