"""Unemployment benefit, by the Social Insurance Law, articles 45–47, as the catalogue's words explain it.

A year paid, work lost against one's will, registered and seeking work (the claim registers who is not). The months
follow from the years paid; the monthly amount is set by the province and is a dated parameter.
"""

from __future__ import annotations

from central.exit_reasons import code_of
from central.services.rules import Approved, Case, Verdict
from central.store.tables import Employment, Person
from central.workdays import local_date

ITEM = "UNE-001"
LEAST_MONTHS = 12
MOST_MONTHS = 24


def entitlement(contribution_months: int, unused_months: int = 0) -> int:
    """Months of benefit: 12 from one year on, 18 from five, 24 from ten; months left of an earlier claim are added."""
    if contribution_months < LEAST_MONTHS:
        return 0
    earned = 12 if contribution_months < 5 * 12 else 18 if contribution_months < 10 * 12 else 24
    return min(earned + unused_months, MOST_MONTHS)


def check(case: Case) -> Verdict:
    records = case.records
    if records is None:
        return Verdict(("no_record",))
    employment, insurance = records.employment, records.insurance
    months = insurance.contribution_months if insurance else 0
    ended = employment is not None and employment.exit_date is not None and employment.exit_date <= case.today
    declared = employment.involuntary if employment and ended else None
    reasons = {
        "still_employed": not ended,
        "exit_undeclared": ended and declared is None,
        "voluntary": declared is False or (ended and case.form.get("exit_reason") == "resigned"),
        "contribution_short": months < LEAST_MONTHS,
        "pension_receiving": records.pension is not None and records.pension.receiving,
        "claim_open": bool(case.open_claims),
    }
    result: dict[str, str | int | bool] = {"contribution_months": months}
    if case.open_claims:
        result["open_claim"] = case.open_claims[0]
    against = tuple(code for code, holds in reasons.items() if holds)
    if against or insurance is None or employment is None:
        return Verdict(against, result)
    monthly = case.parameters.on(case.today, "unemployment_benefit_monthly_yuan")
    result |= {
        "months": entitlement(months, insurance.unused_months),
        "monthly": f"{monthly.value:.2f}".removesuffix(".00"),
        "monthly_is_reference": monthly.reference,
        "registers_now": insurance.registered_on is None,
    }
    return Verdict((), result, _notes(case, records.person, employment))


def approved(approval: Approved) -> None:
    """Register the person, keep the months granted, and take over the account and phone that were confirmed."""
    person, insurance = approval.records.person, approval.records.insurance
    if insurance is not None:
        insurance.registered_on = insurance.registered_on or local_date(approval.now)
        insurance.entitled_months = int(approval.result["months"])
        insurance.unused_months = 0
    person.bank_account = approval.form["bank_account"]
    person.phone = approval.form["phone"]


def _notes(case: Case, person: Person, employment: Employment) -> tuple[str, ...]:
    declared = code_of(employment.exit_reason)
    notes = {
        "exit_reason_differs": case.form.get("exit_reason") != declared,
        "account_changed": case.form.get("bank_account") != person.bank_account,
    }
    return tuple(code for code, holds in notes.items() if holds)
