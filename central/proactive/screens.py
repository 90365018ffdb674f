"""Who is screened out for what: one query a benefit over everybody, giving person, basis, months and amount.

They say the same as the services' own checks, which decide; a screen that found too many would only be told so later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from central.applications.course import NOT_UNDER_WAY
from central.proactive.figures import FLEXIBLE_MONTHS, Figures
from central.services.unemployment_benefit import LEAST_MONTHS, MOST_MONTHS
from central.store.tables import (
    Application,
    Employment,
    FlexibleInsurance,
    Pension,
    PensionAccount,
    SkillCertificate,
    UnemploymentInsurance,
)

Screened = Select[*tuple[Any, ...]]
Screen = Callable[[Figures], Screened]


@dataclass(frozen=True, slots=True)
class Benefit:
    """What may be offered: its code, the catalogue item that it becomes, and how it is found."""

    code: str
    item: str
    screen: Screen


def _unemployment(by: Figures) -> Screened:
    """Lost the last job against their will, paid a year, nothing claimed for it yet, no pension."""
    last, newer, insurance = Employment, aliased(Employment), UnemploymentInsurance
    earned = case((insurance.contribution_months < 5 * 12, 12), (insurance.contribution_months < 10 * 12, 18), else_=24)
    months = earned + insurance.unused_months
    return (
        select(
            last.person_id,
            last.exit_date.label("basis_on"),
            case((months > MOST_MONTHS, MOST_MONTHS), else_=months).label("months"),
            literal(by.unemployment_fen, Integer).label("amount_fen"),
        )
        .join(insurance, insurance.person_id == last.person_id)
        .where(
            last.exit_date.between(by.unemployment_from, by.day),
            last.involuntary.is_(True),
            insurance.contribution_months >= LEAST_MONTHS,
            or_(insurance.registered_on.is_(None), insurance.registered_on < last.exit_date),
            ~exists().where(
                newer.person_id == last.person_id,
                or_(
                    newer.exit_date.is_(None),
                    newer.exit_date > last.exit_date,
                    and_(newer.exit_date == last.exit_date, newer.id > last.id),
                ),
            ),
            _draws_no_pension(last.person_id),
            _has_not_applied(last.person_id, "UNE-001"),
        )
    )


def _pension(by: Figures) -> Screened:
    """Has reached the pension age with enough years, and draws none."""
    account = PensionAccount
    age_years = account.due_age_months // 12
    spread = case(*((age_years == age, months) for age, months in by.divisors.items()), else_=max(by.divisors.values()))
    wage = literal(by.pension_wage_fen, BigInteger)
    base = wage * (1000 + account.index_permille) * account.contribution_months // (2000 * 1200)
    return select(
        account.person_id,
        account.due_on.label("basis_on"),
        literal(0, Integer).label("months"),
        (base + account.account_fen // spread).label("amount_fen"),
    ).where(
        account.due_on <= by.day,
        account.contribution_months >= by.pension_least_months,
        _draws_no_pension(account.person_id),
        _has_not_applied(account.person_id, "PEN-001"),
    )


def _qualification(by: Figures) -> Screened:
    """Draws a pension, and is to confirm soon or should have."""
    return select(
        Pension.person_id,
        Pension.qualification_due.label("basis_on"),
        literal(0, Integer).label("months"),
        literal(0, Integer).label("amount_fen"),
    ).where(Pension.receiving.is_(True), Pension.qualification_due <= by.qualification_to)


def _skill(by: Figures) -> Screened:
    """Has a new skill certificate that nothing was paid for; the highest of a day counts."""
    held, insurance = SkillCertificate, UnemploymentInsurance
    amount = case(*((held.level == level, fen) for level, fen in by.skill_fen.items()), else_=0)
    return (
        select(
            held.person_id,
            held.issued_on.label("basis_on"),
            literal(0, Integer).label("months"),
            func.max(amount).label("amount_fen"),
        )
        .join(insurance, insurance.person_id == held.person_id)
        .where(
            held.issued_on.between(by.skill_from, by.day),
            held.subsidised_on.is_(None),
            insurance.contribution_months >= by.skill_least_months,
            _has_not_applied(held.person_id, "UNE-012"),
        )
        .group_by(held.person_id, held.issued_on)
    )


def _flexible(by: Figures) -> Screened:
    """Pays in for themselves, is recognised as hard to employ, and has paid to the quarter's beginning."""
    held = FlexibleInsurance
    left = by.flexible_most_months - held.subsidised_months
    months = case((left < FLEXIBLE_MONTHS, left), else_=FLEXIBLE_MONTHS)
    return select(
        held.person_id,
        literal(by.quarter).label("basis_on"),
        months.label("months"),
        (held.monthly_fen * by.flexible_permille // 1000).label("amount_fen"),
    ).where(
        held.hard_to_employ_on < by.quarter,
        held.subsidised_months < by.flexible_most_months,
        func.coalesce(held.paid_to, held.since) >= by.quarter,
        ~exists().where(Employment.person_id == held.person_id, Employment.exit_date.is_(None)),
        _draws_no_pension(held.person_id),
        _has_not_applied(held.person_id, "EMP-019"),
    )


def _draws_no_pension(person: Any) -> ColumnElement[bool]:
    return ~exists().where(Pension.person_id == person, Pension.receiving.is_(True))


def _has_not_applied(person: Any, item: str) -> ColumnElement[bool]:
    """Nothing for the item is under way: an application that was refused does not keep anybody from an offer."""
    return ~exists().where(
        Application.person_id == person, Application.item == item, Application.state.not_in(NOT_UNDER_WAY)
    )


BENEFITS: Mapping[str, Benefit] = {
    benefit.code: benefit
    for benefit in (
        Benefit("unemployment", "UNE-001", _unemployment),
        Benefit("pension", "PEN-001", _pension),
        Benefit("qualification", "PEN-012", _qualification),
        Benefit("skill", "UNE-012", _skill),
        Benefit("flexible", "EMP-019", _flexible),
    )
}
