"""Who a paper is of, with all that papers say of people; from a simulated citizen or made up."""

from __future__ import annotations

from dataclasses import dataclass

from drivers_sim.people.citizen import Citizen


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Dates as YYYYMMDD. `surname` and `given` in Latin letters as ICAO 9303 writes them; `nationality` has three."""

    name: str
    surname: str
    given: str
    sex: str
    birth_date: str
    id_number: str
    nationality: str
    valid_from: str
    valid_to: str
    passport_number: str = "ES0000000"
    passport_expires: str = "20320614"
    issuer: str = ""
    address: str = ""
    permit_number: str = ""
    issue_count: str = "01"
    former_number: str = ""
    card_number: str = ""
    card_issued: str = ""
    card_expires: str = ""
    bank: str = ""
    bank_account: str = ""
    region: str = "广西壮族自治区"


def holder_of(citizen: Citizen) -> Holder:
    """A citizen's papers; of those that they do not have, numbers that nobody can have."""
    card, records = citizen.card, citizen.records
    surname, given = _latin(citizen)
    social = records.social_card if records is not None else None
    issued = social.issued.replace("-", "") if social is not None else "20200401"
    return Holder(
        name=card.name,
        surname=surname,
        given=given,
        sex=card.sex,
        birth_date=card.birth_date,
        id_number=card.id_number,
        nationality=card.nationality or "CHN",
        valid_from=card.valid_from,
        valid_to=card.valid_to,
        passport_number=f"ES{card.birth_date[1:]}",
        issuer=card.issuer,
        address=card.address or "",
        permit_number=card.permit_number or f"H{card.birth_date}",
        issue_count=card.issue_count or "01",
        former_number=f"{card.nationality or 'ZZZ'}4500{card.birth_date[2:]}99",
        card_number=social.number if social is not None else "A00000000",
        card_issued=issued,
        card_expires=f"{int(issued[:4]) + 10}{issued[4:]}",
        bank=social.bank if social is not None else "桂样银行",
        bank_account=records.bank_account if records is not None else "6200000000000000",
    )


def _latin(citizen: Citizen) -> tuple[str, str]:
    """Surname and given names; the file's name is the citizen's in Latin letters."""
    written = citizen.card.english_name or citizen.slug.replace("-", " ").upper()
    if "," in written:
        surname, given = written.split(",", 1)
        return surname.strip(), given.strip()
    surname, _, given = written.partition(" ")
    return surname, given
