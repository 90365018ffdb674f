"""The figures that screening goes by on a day, from the dated parameters. Money is in fen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from central.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Figures:
    """`…_from`: the earliest day of the fact that still counts. `divisors`: months that an account is spread over, by
    age in years; `skill_fen` by a certificate's level."""

    day: date
    expires_on: date
    unemployment_from: date
    unemployment_fen: int
    qualification_to: date
    pension_least_months: int
    pension_wage_fen: int
    divisors: Mapping[int, int]
    skill_from: date
    skill_least_months: int
    skill_fen: Mapping[int, int]
    quarter: date
    flexible_permille: int
    flexible_most_months: int


FLEXIBLE_MONTHS = 3
"""A flexible worker's subsidy is paid by the quarter."""


def figures(parameters: Parameters, day: date) -> Figures:
    def value(name: str) -> int:
        return int(parameters.on(day, name).value)

    def fen(name: str) -> int:
        return _fen(parameters.on(day, name).value)

    return Figures(
        day=day,
        expires_on=day + timedelta(days=value("offer_lasts_days")),
        unemployment_from=day - timedelta(days=value("unemployment_offer_days")),
        unemployment_fen=fen("unemployment_benefit_monthly_yuan"),
        qualification_to=day + timedelta(days=value("qualification_offer_days")),
        pension_least_months=value("pension_least_months"),
        pension_wage_fen=fen("pension_reference_wage_yuan"),
        divisors={int(age): int(months) for age, months in parameters.on(day, "pension_account_months").value},
        skill_from=day - timedelta(days=value("skill_certificate_days")),
        skill_least_months=value("skill_least_months"),
        skill_fen={int(level): _fen(yuan) for level, yuan in parameters.on(day, "skill_subsidy_yuan").value},
        quarter=date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
        flexible_permille=value("flexible_subsidy_permille"),
        flexible_most_months=value("flexible_most_months"),
    )


def _fen(yuan: float | str) -> int:
    return int(Decimal(str(yuan)) * 100)
