"""What the central knows of a person, and what of it may be shown at which level of assurance."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from central.exit_reasons import code_of
from central.store.database import Transaction
from central.store.tables import Employment, Pension, Person, ReferencePhoto, SocialCard, UnemploymentInsurance
from central.words import Text

SOCIAL_INSURANCE = Text(zh="社保经办机构", en="Social insurance agency")
EMPLOYER = Text(zh="用人单位申报", en="Employer's declaration")
EMPLOYMENT_SERVICE = Text(zh="就业服务机构", en="Public employment service")
CARD_CENTRE = Text(zh="社会保障卡中心", en="Social security card centre")


@dataclass(frozen=True, slots=True, repr=False)
class Records:
    """A person's rows; the newest employment, and the card that is not expired."""

    person: Person
    employment: Employment | None
    insurance: UnemploymentInsurance | None
    pension: Pension | None
    card: SocialCard | None


@dataclass(frozen=True, slots=True, repr=False)
class KnownValue:
    """`masked` is what may stand on a screen that others can see."""

    value: str
    masked: str
    source: Text
    level: int


def load(transaction: Transaction, id_number: str, *, lock: bool = False) -> Records | None:
    """A person's records; with `lock`, nobody else changes or claims on them until the transaction's end."""
    wanted = select(Person).where(Person.id_number == id_number)
    person = transaction.scalar(wanted.with_for_update() if lock else wanted)
    if person is None:
        return None
    employment = (
        select(Employment)
        .where(Employment.person_id == person.id)
        .order_by(func.coalesce(Employment.exit_date, date.max).desc(), Employment.id.desc())
        .limit(1)
    )
    card = select(SocialCard).where(SocialCard.person_id == person.id, SocialCard.status != "expired").limit(1)
    return Records(
        person=person,
        employment=transaction.scalar(employment),
        insurance=transaction.get(UnemploymentInsurance, person.id),
        pension=transaction.get(Pension, person.id),
        card=transaction.scalar(card),
    )


def reference_photo(transaction: Transaction, person_id: int) -> bytes | None:
    return transaction.scalar(select(ReferencePhoto.jpeg).where(ReferencePhoto.person_id == person_id))


def same_name(person: Person, printed: str) -> bool:
    """Whether a printed name is one that is on record, whatever its spacing, dots, case or width."""
    return _plain(printed) in {_plain(name) for name in (person.name, *person.other_names)}


def known(records: Records, level: int) -> dict[str, KnownValue]:
    """By key, only what the level allows; what is empty is left out."""
    return {key: value for key, value in _all(records).items() if value.value and value.level <= level}


def _all(records: Records) -> dict[str, KnownValue]:
    person = records.person
    values = {
        "phone": KnownValue(person.phone, mask(person.phone, 3, 4), SOCIAL_INSURANCE, 3),
        "bank_account": KnownValue(person.bank_account, mask(person.bank_account, 4, 4), SOCIAL_INSURANCE, 3),
        "contact_address": KnownValue(person.contact_address, mask(person.contact_address, 6, 0), SOCIAL_INSURANCE, 3),
    }
    if records.card:
        number = records.card.number
        values["social_card_no"] = KnownValue(number, mask(number, 1, 3), CARD_CENTRE, 2)
        values["social_card_status"] = _open(records.card.status, CARD_CENTRE, 2)
    if records.employment and records.employment.exit_date:
        values["employer"] = _open(records.employment.employer, EMPLOYER, 2)
        values["exit_date"] = _open(records.employment.exit_date.isoformat(), EMPLOYER, 2)
        values["exit_reason"] = KnownValue(
            code_of(records.employment.exit_reason), records.employment.exit_reason, EMPLOYER, 2
        )
    if records.insurance:
        values["contribution_months"] = _open(str(records.insurance.contribution_months), SOCIAL_INSURANCE, 2)
        registered = records.insurance.registered_on
        values["unemployment_registered_on"] = _open(
            registered.isoformat() if registered else "", EMPLOYMENT_SERVICE, 2
        )
    if records.pension and records.pension.receiving:
        due = records.pension.qualification_due
        values["pension_monthly"] = _open(f"{records.pension.monthly_fen / 100:.2f}", SOCIAL_INSURANCE, 3)
        values["qualification_due"] = _open(due.isoformat() if due else "", SOCIAL_INSURANCE, 2)
    return values


def mask(value: str, head: int, tail: int) -> str:
    """The first and last characters, the rest as stars; nothing but stars where there is too little to hide."""
    hidden = len(value) - head - tail
    if hidden <= 0:
        return "*" * len(value)
    return value[:head] + "*" * min(hidden, 8) + (value[-tail:] if tail else "")


def _open(value: str, source: Text, level: int) -> KnownValue:
    return KnownValue(value, value, source, level)


def _plain(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in plain if character.isalnum())
