"""The subsidy for who has improved a skill: a new certificate, a year of unemployment insurance. Reference figures."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import object_session

from central.proactive.figures import figures
from central.records import Records
from central.services.rules import Approved, Case, Verdict
from central.store.tables import SkillCertificate
from central.workdays import local_date

ITEM = "UNE-012"


def newest(records: Records) -> SkillCertificate | None:
    """The newest certificate that nothing was paid for, the highest of a day."""
    transaction = object_session(records.person)
    assert transaction is not None
    unpaid = select(SkillCertificate).where(
        SkillCertificate.person_id == records.person.id, SkillCertificate.subsidised_on.is_(None)
    )
    return transaction.scalar(unpaid.order_by(SkillCertificate.issued_on.desc(), SkillCertificate.level).limit(1))


def check(case: Case) -> Verdict:
    if case.records is None:
        return Verdict(("no_record",))
    by, insurance, held = figures(case.parameters, case.today), case.records.insurance, newest(case.records)
    months = insurance.contribution_months if insurance else 0
    reasons = {
        "no_certificate": held is None or not by.skill_from <= held.issued_on <= case.today,
        "contribution_short": months < by.skill_least_months,
        "claim_open": bool(case.open_claims),
    }
    result: dict[str, str | int | bool] = {"contribution_months": months, "least_months": by.skill_least_months}
    if case.open_claims:
        result["open_claim"] = case.open_claims[0]
    against = tuple(code for code, holds in reasons.items() if holds)
    if against or held is None:
        return Verdict(against, result)
    amount = f"{by.skill_fen.get(held.level, 0) / 100:.2f}".removesuffix(".00")
    result |= {"trade": held.trade, "issued_on": held.issued_on.isoformat(), "certificate": held.id}
    return Verdict((), {**result, "amount": amount})


def approved(approval: Approved) -> None:
    person = approval.records.person
    transaction = object_session(person)
    assert transaction is not None
    held = transaction.get_one(SkillCertificate, int(approval.result["certificate"]))
    held.subsidised_on = local_date(approval.now)
    person.bank_account = approval.form["bank_account"]
