"""Starting a pension at the pension age: Social Insurance Law, articles 15 and 16, by dated reference figures."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import object_session

from central.parameters import Parameters
from central.proactive.figures import figures
from central.records import Records
from central.services.rules import Approved, Case, Verdict
from central.store.tables import Pension, PensionAccount
from central.workdays import local_date

ITEM = "PEN-001"
_YEAR_DAYS = 365


def account_of(records: Records) -> PensionAccount | None:
    transaction = object_session(records.person)
    assert transaction is not None
    return transaction.get(PensionAccount, records.person.id)


def monthly_fen(account: PensionAccount, parameters: Parameters, day: date) -> int:
    """Half of the reference wage and the own indexed wage, 1 % for each year paid; and the account spread over the
    months that go with the age."""
    by = figures(parameters, day)
    spread = by.divisors.get(account.due_age_months // 12, max(by.divisors.values()))
    base = by.pension_wage_fen * (1000 + account.index_permille) * account.contribution_months // (2000 * 1200)
    return base + account.account_fen // spread


def check(case: Case) -> Verdict:
    if case.records is None:
        return Verdict(("no_record",))
    account, pension = account_of(case.records), case.records.pension
    if pension is not None and pension.receiving:
        return Verdict(("pension_receiving",))
    if account is None:
        return Verdict(("no_record",))
    least = figures(case.parameters, case.today).pension_least_months
    result: dict[str, str | int | bool] = {
        "contribution_months": account.contribution_months,
        "least_months": least,
        "due_on": account.due_on.isoformat(),
    }
    reasons = {
        "too_young": account.due_on > case.today,
        "contribution_short": account.contribution_months < least,
        "claim_open": bool(case.open_claims),
    }
    if case.open_claims:
        result["open_claim"] = case.open_claims[0]
    against = tuple(code for code, holds in reasons.items() if holds)
    if against:
        return Verdict(against, result)
    fen = monthly_fen(account, case.parameters, case.today)
    return Verdict((), {**result, "monthly": f"{fen / 100:.2f}", "monthly_is_reference": True})


def approved(approval: Approved) -> None:
    """The pension begins, and its first yearly confirmation is a year away: the person was seen today."""
    person, today = approval.records.person, local_date(approval.now)
    transaction = object_session(person)
    assert transaction is not None
    pension = transaction.get(Pension, person.id) or Pension(person_id=person.id)
    pension.receiving, pension.qualified_on = True, today
    pension.monthly_fen = round(float(str(approval.result["monthly"])) * 100)
    pension.qualification_due = date.fromordinal(today.toordinal() + _YEAR_DAYS)
    transaction.add(pension)
    person.bank_account = approval.form["bank_account"]
