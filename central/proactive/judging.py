"""Whether somebody is still entitled to what is offered, by the service's own check, and what to tell them of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from central import exit_reasons, records
from central.catalogue import Service, forms
from central.parts import Central
from central.problems import Problem
from central.records import Records
from central.services import RULES
from central.services.rules import Case
from central.store.database import Transaction
from central.store.tables import Offer, Person
from central.workdays import local_date


@dataclass(frozen=True, slots=True, repr=False)
class Judged:
    """`against`: the codes of the item's reasons, or `form` where what an application needs is not on record; none:
    still entitled. `values` are for the words."""

    against: tuple[str, ...]
    form: Mapping[str, str]
    values: Mapping[str, str]
    records: Records


def judge(central: Central, transaction: Transaction, offer: Offer) -> Judged:
    person = transaction.get_one(Person, offer.person_id)
    held = records.load(transaction, person.id_number)
    assert held is not None
    service, today = central.catalogue.services[offer.item], local_date(central.now())
    form = _form(service, held)
    verdict = RULES[offer.item].check(Case(held, form, today, central.parameters))
    values = {key: str(value) for key, value in verdict.result.items()} | _values(held)
    return Judged(verdict.reasons or _wrong_form(service, form), form, values, held)


def _form(service: Service, held: Records) -> dict[str, str]:
    """The item's form, filled from the records: nothing is asked."""
    employment = held.employment
    known = {
        "exit_reason": exit_reasons.code_of(employment.exit_reason) if employment else "",
        "willing_to_work": "yes",
        "bank_account": held.person.bank_account,
        "phone": held.person.phone,
        "contact_address": held.person.contact_address,
    }
    return {field.id: known.get(field.id, "") for field in service.item.form if known.get(field.id)}


def _wrong_form(service: Service, form: Mapping[str, str]) -> tuple[str, ...]:
    try:
        forms.check(service.item, form)
    except Problem:
        return ("form",)
    return ()


def _values(held: Records) -> dict[str, str]:
    values: dict[str, str] = {}
    if (employment := held.employment) is not None and employment.exit_date is not None:
        declared = employment.exit_reason
        english = {reason.words.zh: reason.words.en for reason in exit_reasons.REASONS.values()}
        values |= {
            "employer": employment.employer,
            "exit_date": employment.exit_date.isoformat(),
            "exit_reason": declared,
            "exit_reason.en": english.get(declared, "as declared"),
        }
    if held.pension is not None and held.pension.qualification_due is not None:
        values["qualification_due"] = held.pension.qualification_due.isoformat()
    return values
