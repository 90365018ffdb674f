"""Putting people and their records into an empty or older central. What is there already is left as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from central.citizen_id import normalise
from central.sessions import code_hash
from central.store.database import Database, Transaction
from central.store.tables import (
    ElectronicCard,
    Employment,
    Pension,
    Person,
    ReferencePhoto,
    SocialCard,
    Staff,
    UnemploymentInsurance,
)


def seed_people(database: Database, people: Iterable[Mapping[str, Any]]) -> int:
    """How many people were added.

    Each mapping: id_number, name, sex, birth_date (YYYYMMDD or ISO), address, records, and reference_photo as JPEG
    bytes or a function that makes them (called only for people who are added). `other_names` is optional, and so is
    `ecard` {code, expires_at (aware datetime, or none)}.
    `records`: phone, bank_account, contact_address; social_card {number, state}; employment {employer, exit_date,
    exit_reason, involuntary, contribution_months, …}; unemployment {registered_on, unused_months}; pension
    {receiving, monthly (yuan), last_qualified, qualification_due}.
    """
    added = 0
    for mapping in people:
        with database.begin() as transaction:
            number = normalise(mapping["id_number"])
            person = transaction.scalar(select(Person.id).where(Person.id_number == number))
            if person is None:
                person = _add(transaction, number, mapping)
                added += 1
            _add_electronic_card(transaction, person, mapping.get("ecard"))
    return added


def _add_electronic_card(transaction: Transaction, person: int, card: Mapping[str, Any] | None) -> None:
    if card and transaction.get(ElectronicCard, code_hash(card["code"])) is None:
        expires = card.get("expires_at")
        transaction.add(ElectronicCard(token_hash=code_hash(card["code"]), person_id=person, expires_at=expires))


def seed_staff(database: Database, staff: Iterable[Mapping[str, Any]]) -> None:
    with database.begin() as transaction:
        for member in staff:
            if transaction.get(Staff, member["id"]) is None:
                skills = list(member.get("skills", ()))
                transaction.add(Staff(id=member["id"], name=member["name"], skills=skills, on_duty=bool(skills)))


def _add(transaction: Transaction, number: str, mapping: Mapping[str, Any]) -> int:
    records: Mapping[str, Any] = mapping.get("records") or {}
    person = Person(
        id_number=number,
        name=mapping["name"],
        other_names=list(mapping.get("other_names") or ()),
        sex=mapping["sex"],
        birth_date=_date(mapping["birth_date"]),
        address=mapping.get("address") or "",
        contact_address=records.get("contact_address") or mapping.get("address") or "",
        phone=records.get("phone") or "",
        bank_account=records.get("bank_account") or "",
    )
    transaction.add(person)
    transaction.flush()
    photo = mapping.get("reference_photo")
    if photo:
        transaction.add(ReferencePhoto(person_id=person.id, jpeg=photo() if callable(photo) else photo))
    transaction.add_all(_records(person.id, records))
    return person.id


def _records(person: int, records: Mapping[str, Any]) -> Iterable[Any]:
    if card := records.get("social_card"):
        yield SocialCard(number=card["number"], person_id=person, status=card.get("state", "in_use"))
    employment: Mapping[str, Any] = records.get("employment") or {}
    unemployment: Mapping[str, Any] = records.get("unemployment") or {}
    if employment:
        yield Employment(
            person_id=person,
            employer=employment["employer"],
            employer_code=employment.get("employer_code") or "",
            start_date=_date(employment.get("start_date")),
            exit_date=_date(employment.get("exit_date")),
            exit_reason=employment.get("exit_reason") or "",
            involuntary=employment.get("involuntary"),
        )
    if employment or unemployment:
        yield UnemploymentInsurance(
            person_id=person,
            contribution_months=employment.get("contribution_months", 0),
            registered_on=_date(unemployment.get("registered_on")) if unemployment.get("registered") else None,
            unused_months=unemployment.get("unused_months", 0),
        )
    if pension := records.get("pension"):
        yield Pension(
            person_id=person,
            receiving=pension["receiving"],
            monthly_fen=int((Decimal(str(pension.get("monthly", 0))) * 100).to_integral_value()),
            qualified_on=_date(pension.get("last_qualified")),
            qualification_due=_date(pension.get("qualification_due")),
        )


def _date(value: str | date | None) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value
