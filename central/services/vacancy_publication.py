"""An employer's vacancy, told by somebody whom it declares as employed; staff look at it before it is shown."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import object_session

from central.services.job_seeking import DISTRICT
from central.services.rules import Approved, Case, Verdict
from central.work import terms, vacancies
from central.workdays import local_date

ITEM = "EMP-002"
SHOWN_FOR = timedelta(days=30)


def check(case: Case) -> Verdict:
    if case.records is None:
        return Verdict(("no_record",))
    employment = case.records.employment
    employed = employment is not None and (employment.exit_date is None or employment.exit_date > case.today)
    if employment is None or not employed:
        return Verdict(("not_employed",))
    return Verdict((), {"employer": employment.employer})


def approved(approval: Approved) -> None:
    form, given = approval.form, terms.given()
    transaction = object_session(approval.records.person)
    employment = approval.records.employment
    assert transaction is not None
    assert employment is not None
    offered = vacancies.Offered(
        employer=employment.employer,
        employer_code=employment.employer_code,
        title=given.occupation[form["occupation"]].name.zh,
        occupation=form["occupation"],
        district=form["district"].removeprefix(DISTRICT),
        wage_from=int(form["wage"]),
        wage_to=int(form["wage"]),
        skills=(),
        openings=1,
        contact=form["phone"],
        expires_on=local_date(approval.now) + SHOWN_FOR,
    )
    vacancies.publish(transaction, given, offered, f"item:{ITEM}", approval.now)
