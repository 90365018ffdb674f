"""The subsidy on a flexible worker's contributions, by the quarter, for who is hard to employ. Reference figures."""

from __future__ import annotations

from sqlalchemy.orm import object_session

from central.proactive.figures import FLEXIBLE_MONTHS, figures
from central.records import Records
from central.services.rules import Approved, Case, Verdict
from central.store.tables import FlexibleInsurance

ITEM = "EMP-019"


def insurance_of(records: Records) -> FlexibleInsurance | None:
    transaction = object_session(records.person)
    assert transaction is not None
    return transaction.get(FlexibleInsurance, records.person.id)


def check(case: Case) -> Verdict:
    if case.records is None:
        return Verdict(("no_record",))
    by, held = figures(case.parameters, case.today), insurance_of(case.records)
    if held is None or held.hard_to_employ_on is None or held.hard_to_employ_on >= by.quarter:
        return Verdict(("not_recognised",))
    employment, pension = case.records.employment, case.records.pension
    left = by.flexible_most_months - held.subsidised_months
    reasons = {
        "used_up": left <= 0,
        "behind": held.paid_to < by.quarter,
        "still_employed": employment is not None and employment.exit_date is None,
        "pension_receiving": pension is not None and pension.receiving,
        "claim_open": bool(case.open_claims),
    }
    result: dict[str, str | int | bool] = {"paid_to": held.paid_to.isoformat()}
    if case.open_claims:
        result["open_claim"] = case.open_claims[0]
    against = tuple(code for code, holds in reasons.items() if holds)
    if against:
        return Verdict(against, result)
    months, fen = min(left, FLEXIBLE_MONTHS), held.monthly_fen * by.flexible_permille // 1000
    amount = f"{months * fen / 100:.2f}".removesuffix(".00")
    return Verdict((), {**result, "quarter_months": months, "amount": amount})


def approved(approval: Approved) -> None:
    held = insurance_of(approval.records)
    if held is not None:
        held.subsidised_months += int(approval.result["quarter_months"])
    approval.records.person.bank_account = approval.form["bank_account"]
