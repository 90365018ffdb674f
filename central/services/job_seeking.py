"""Registering as a job seeker: with consent, a profile that vacancies are matched to."""

from __future__ import annotations

from sqlalchemy.orm import object_session

from central.services.rules import Approved, Case, Verdict
from central.work import profiles, terms

ITEM = "EMP-003"
DISTRICT = "d"
"""An option's name begins with a letter; a district's code does not."""


def check(case: Case) -> Verdict:
    return Verdict(("no_record",)) if case.records is None else Verdict()


def approved(approval: Approved) -> None:
    person, form = approval.records.person, approval.form
    transaction = object_session(person)
    assert transaction is not None
    wage = int(form.get("least_wage") or 0)
    wanted = profiles.Wanted(form["occupation"], form["district"].removeprefix(DISTRICT), wage)
    profiles.consent(transaction, terms.given(), person.id, wanted, f"item:{ITEM}", approval.now)
