"""Where a request's fields come from: the person, their employment, the form, the item, the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from central.exchange.contracts import ServiceContract
from central.records import Records


@dataclass(frozen=True, slots=True, repr=False)
class Subject:
    """Whom a comparison is about, and for what. `values` are the named sources of a request's fields."""

    id_number: str
    person_id: int | None
    values: Mapping[str, str]


def subject(
    id_number: str,
    name: str,
    records: Records | None,
    form: Mapping[str, str],
    item: str,
    today: date,
    certificate: str = "",
) -> Subject:
    """`certificate`: the kind of certificate that the item is about, for whom it is about one."""
    employment = records.employment if records else None
    account = form.get("bank_account") or (records.person.bank_account if records else "")
    values = {
        "person.id_number": id_number,
        "person.name": name,
        "employment.exit_date": employment.exit_date.isoformat() if employment and employment.exit_date else "",
        "employment.employer_code": employment.employer_code if employment else "",
        "form.bank_account": account,
        "item.code": item,
        "item.certificate": certificate,
        "today": today.isoformat(),
    }
    return Subject(id_number, records.person.id if records else None, values)


SOURCES = frozenset(
    (
        "person.id_number",
        "person.name",
        "employment.exit_date",
        "employment.employer_code",
        "form.bank_account",
        "item.code",
        "item.certificate",
        "today",
    )
)


def request_of(service: ServiceContract, about: Subject) -> dict[str, str]:
    """The fields that a service is sent."""
    return {field: about.values[source] for field, source in service.request.items()}
