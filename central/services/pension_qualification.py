"""The yearly confirmation that a pensioner may go on drawing the pension: by face, at once."""

from __future__ import annotations

from datetime import date

from central.services.rules import Approved, Case, Verdict
from central.workdays import local_date

ITEM = "PEN-012"


def next_due(due: date | None, today: date) -> date:
    """A year after the present due date; a year from today where that has passed; unchanged where a year is left."""
    if due is None or due < today:
        return _year_later(today)
    return due if due > _year_later(today) else _year_later(due)


def check(case: Case) -> Verdict:
    if case.records is None:
        return Verdict(("no_record",))
    pension = case.records.pension
    if pension is None or not pension.receiving:
        return Verdict(("not_pensioner",))
    return Verdict((), {"next_due": next_due(pension.qualification_due, case.today).isoformat()})


def approved(approval: Approved) -> None:
    pension, person = approval.records.pension, approval.records.person
    if pension is not None:
        pension.qualified_on = local_date(approval.now)
        pension.qualification_due = date.fromisoformat(str(approval.result["next_due"]))
    person.contact_address = approval.form["contact_address"]
    person.phone = approval.form["phone"]


def _year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
