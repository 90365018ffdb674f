"""The made-up population, and screening it against a plain oracle."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from running_central import Running, serving
from sqlalchemy import select

from central import citizen_id
from central.exit_reasons import REASONS
from central.population.filling import fill, fill_if_absent, write_people
from central.proactive import screening
from central.proactive.figures import Figures, figures
from central.store.tables import (
    Employment,
    FlexibleInsurance,
    Offer,
    Pension,
    PensionAccount,
    Person,
    SkillCertificate,
    UnemploymentInsurance,
)
from central.workdays import LOCAL
from drivers_sim.departments.people import read
from drivers_sim.people.numbers import company_check_character, is_account_number

DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, tzinfo=LOCAL)
COUNT = 2_000
DIVISIONS = {"450102", "450103", "450105", "450107", "450108", "450109", "450110"}
COUNTIES = {"450123", "450124", "450125", "450126", "450181"}


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(tmp_path_factory.mktemp("population"), background=False, now=lambda: NOW) as running:
        assert fill(running.central.database, COUNT, 1, DAY) == COUNT
        yield running


def rows(central: Running, table: type[Any]) -> list[Any]:
    with central.central.database.begin() as transaction:
        return list(transaction.scalars(select(table)))


def by_person(central: Running, table: type[Any]) -> dict[int, Any]:
    return {row.person_id: row for row in rows(central, table)}


def test_numbers_are_right_and_everybodys_own(central: Running) -> None:
    people = rows(central, Person)
    assert len(people) == COUNT == len({person.id_number for person in people})
    assert {person.id_number[:6] for person in people} == DIVISIONS | COUNTIES
    for person in people:
        assert citizen_id.is_valid(person.id_number)
        assert citizen_id.birth_date(person.id_number) == person.birth_date
        assert (int(person.id_number[16]) % 2 == 1) == (person.sex == "男")
        assert is_account_number(person.bank_account)
        assert 15 <= (DAY - person.birth_date).days / 365.25 <= 91


def test_records_fit_together(central: Running) -> None:
    people = {person.id: person for person in rows(central, Person)}
    pensions, accounts = by_person(central, Pension), by_person(central, PensionAccount)
    insurance, flexible = by_person(central, UnemploymentInsurance), by_person(central, FlexibleInsurance)
    involuntary = {reason.words.zh: reason.involuntary for reason in REASONS.values()}
    employments = rows(central, Employment)
    assert len({row.person_id for row in employments}) == len(employments)
    for row in employments:
        assert company_check_character(row.employer_code[:17]) == row.employer_code[17]
        assert row.person_id in insurance
        assert row.person_id not in pensions
        assert row.person_id not in flexible
        assert row.start_date > people[row.person_id].birth_date
        if row.exit_date is None:
            assert (row.exit_reason, row.involuntary) == ("", None)
        else:
            assert row.start_date < row.exit_date < DAY
            assert row.involuntary == involuntary[row.exit_reason]
    assert not pensions.keys() & accounts.keys()
    for person, pension in pensions.items():
        years = (DAY - people[person].birth_date).days / 365.25
        assert years >= 50
        assert (pension.qualification_due - pension.qualified_on).days == 365
    for person, account in accounts.items():
        years = account.due_age_months / 12
        assert 50 <= years <= 63
        months = (account.due_on.year - people[person].birth_date.year) * 12
        months += account.due_on.month - people[person].birth_date.month
        assert months == account.due_age_months
        assert account.contribution_months / 12 <= (DAY - people[person].birth_date).days / 365.25 - 15


def test_the_same_seed_makes_the_same_people_however_many(central: Running, tmp_path: Path) -> None:
    few, many = tmp_path / "few.jsonl", tmp_path / "many.jsonl"
    write_people(few, 50, 1, DAY)
    write_people(many, COUNT, 1, DAY)
    assert many.read_text().startswith(few.read_text())
    known = {person.id_number: person.name for person in rows(central, Person)}
    written = read(many)
    assert {person.id_number: person.name for person in written} == known
    other = tmp_path / "other.jsonl"
    write_people(other, 50, 2, DAY)
    assert [json.loads(line)["name"] for line in other.open()] != [json.loads(line)["name"] for line in few.open()]


def test_a_population_is_put_in_once(central: Running) -> None:
    assert fill_if_absent(central.central.database, COUNT, 1, DAY) == 0
    with pytest.raises(ValueError, match="already"):
        fill(central.central.database, 10, 1, DAY)


def test_screening_finds_whom_a_plain_reading_finds(central: Running) -> None:
    found = screening.run(central.central, tell=False).found
    by = figures(central.central.parameters, DAY)
    expected = Counter(each[0] for each in oracle(central, by))
    assert found == {code: expected[code] for code in found}
    assert all(found[code] > 0 for code in found)
    offered = {(row.benefit, row.person_id, row.basis_on, row.months, row.amount_fen) for row in rows(central, Offer)}
    assert offered == set(oracle(central, by))
    assert sum(screening.run(central.central, tell=False).found.values()) == 0


Found = tuple[str, int, date, int, int]


def oracle(central: Running, by: Figures) -> Iterator[Found]:
    """The same rules once more, person by person, in plain Python."""
    pensions, accounts = by_person(central, Pension), by_person(central, PensionAccount)
    insurance, flexible = by_person(central, UnemploymentInsurance), by_person(central, FlexibleInsurance)
    jobs = by_person(central, Employment)
    certificates = rows(central, SkillCertificate)
    for person in rows(central, Person):
        job, insured = jobs.get(person.id), insurance.get(person.id)
        months = insured.contribution_months if insured else 0
        receiving = person.id in pensions
        left_on = job.exit_date if job and job.involuntary else None
        recent = left_on is not None and DAY - timedelta(days=365) <= left_on <= DAY
        if left_on and recent and months >= 12 and insured.entitled_months == 0:
            earned = 12 if months < 60 else 18 if months < 120 else 24
            yield "unemployment", person.id, left_on, earned, 176_000
        account = accounts.get(person.id)
        if account and account.due_on <= DAY and account.contribution_months >= 180 and not receiving:
            base = 692_500 * (1000 + account.index_permille) * account.contribution_months // (2000 * 1200)
            divisor = by.divisors[account.due_age_months // 12]
            yield "pension", person.id, account.due_on, 0, base + account.account_fen // divisor
        if receiving and pensions[person.id].qualification_due <= DAY + timedelta(days=60):
            yield "qualification", person.id, pensions[person.id].qualification_due, 0, 0
        yield from _skills(person.id, months, certificates)
        worker = flexible.get(person.id)
        since = worker.hard_to_employ_on if worker and worker.subsidised_months < 36 else None
        if since and since < date(2026, 10, 1) <= worker.paid_to:
            left = min(36 - worker.subsidised_months, 3)
            yield "flexible", person.id, date(2026, 10, 1), left, worker.monthly_fen * 667 // 1000


def _skills(person: int, months: int, certificates: list[SkillCertificate]) -> Iterator[Found]:
    fen = {5: 100_000, 4: 150_000, 3: 200_000, 2: 200_000, 1: 200_000}
    for held in certificates:
        recent = DAY - timedelta(days=365) <= held.issued_on <= DAY
        if held.person_id == person and recent and held.subsidised_on is None and months >= 12:
            yield "skill", person, held.issued_on, 0, fen[held.level]
