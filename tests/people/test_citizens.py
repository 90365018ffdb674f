from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from drivers_sim.people import Citizen, CitizenError, load_citizen, load_citizens
from drivers_sim.people.citizen import DEFAULT_FOLDER
from drivers_sim.people.numbers import company_check_character
from tests.people.conftest import SEVENTH, Write

TODAY = date(2026, 11, 23)


def test_the_eight_are_here() -> None:
    assert list(load_citizens()) == [
        "chen-guilan",
        "huang-xiaomei",
        "lee-kayan",
        "liang-fei",
        "lu-daming",
        "nguyen-thi-hoa",
        "weber-markus",
        "wei-zhiqiang",
    ]


def test_a_ninth_needs_only_a_file(tmp_path: Path) -> None:
    for file in (*DEFAULT_FOLDER.glob("*.toml"), SEVENTH):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert load_citizens(tmp_path)["meng-lanhua"].card.name == "蒙兰花"
    assert len(load_citizens(tmp_path)) == 9


def test_nobody_real_can_have_their_numbers(citizens: dict[str, Citizen]) -> None:
    """Sequences from 996 on are kept for people over a hundred, and 199 0000 is no exchange."""
    for citizen in citizens.values():
        assert citizen.records is not None
        number = citizen.card.id_number
        # Until 2023 a foreigner's number ended in a sequence of one digit and a check digit: none begins with 9.
        assert number[13] == "9" if citizen.card.kind == "foreigner_2017" else 996 <= int(number[14:17]) <= 999
        assert citizen.records.phone.startswith("1990000")
        assert citizen.records.bank_account.startswith("620000")


def test_no_number_occurs_twice(citizens: dict[str, Citizen]) -> None:
    records = [c.records for c in citizens.values() if c.records is not None]
    for values in (
        [c.card.id_number for c in citizens.values()],
        [r.bank_account for r in records],
        [r.phone for r in records],
        [r.social_card.number for r in records],
    ):
        assert len(set(values)) == len(citizens)


def test_employers_have_sound_codes(citizens: dict[str, Citizen]) -> None:
    codes = [c.records.employment.employer_code for c in citizens.values() if c.records and c.records.employment]
    assert len(codes) >= 4
    assert all(company_check_character(code[:17]) == code[17] for code in codes)


def test_stories_hold_today(citizens: dict[str, Citizen]) -> None:
    pensioner, unemployed = citizens["chen-guilan"].records, citizens["wei-zhiqiang"].records
    assert pensioner is not None
    assert pensioner.pension is not None
    assert pensioner.pension.qualification_due is not None
    assert date.fromisoformat(pensioner.pension.qualification_due) > TODAY
    assert unemployed is not None
    assert unemployed.employment is not None
    assert unemployed.employment.exit_date is not None
    assert date.fromisoformat(unemployed.employment.exit_date) < TODAY
    assert unemployed.employment.involuntary
    assert unemployed.employment.contribution_months >= 72
    assert citizens["lu-daming"].photo_of == "wei-zhiqiang"
    assert citizens["liang-fei"].presence == "photograph"
    assert citizens["nguyen-thi-hoa"].card.kind == "foreigner_permanent"
    assert citizens["nguyen-thi-hoa"].card.id_number.startswith("9")
    assert citizens["lee-kayan"].card.id_number.startswith("810000")


def test_cards_are_valid_today(citizens: dict[str, Citizen]) -> None:
    now = TODAY.strftime("%Y%m%d")
    for citizen in citizens.values():
        assert citizen.card.valid_from <= now
        assert citizen.card.valid_to == "长期" or now <= citizen.card.valid_to


def test_a_repr_tells_no_personal_data(citizens: dict[str, Citizen]) -> None:
    assert repr(citizens["wei-zhiqiang"]) == "Citizen('wei-zhiqiang')"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('presence = "live"', 'presense = "live"', "presense: unknown key, allowed: slug, story, card, face"),
        ('presence = "live"', 'presence = "ghost"', "presence: found 'ghost', allowed:"),
        ("[face.head]", "[face.skull]", "face.skull: unknown key, allowed: seed, sex, head, eyes"),
        ('kind = "resident"', 'kind = "driver"', "card.kind: found 'driver', allowed:"),
        ('name = "蒙兰花"\n', "", "card.name: missing"),
        ('sex = "女"', 'sex = "男"', "card.sex: found '男', allowed: 男 where the number's 17th digit is odd"),
        ('birth_date = "19740109"', 'birth_date = "19740110"', "card.birth_date: found '19740110', allowed: the date"),
        ('valid_from = "20210118"', 'valid_from = "20210231"', "card.valid_from: found '20210231', allowed: a date"),
        ('valid_to = "长期"', 'valid_to = "soon"', "card.valid_to: found 'soon', allowed: a date as YYYYMMDD, or 长期"),
        ('phone = "19900000070"', 'phone = "110"', "records.phone: found '110', allowed: an 11-digit mobile number"),
        ('ethnicity = "瑶"\n', "", "card.ethnicity: found None, allowed: a text (needed for kind = 'resident')"),
        ('slug = "meng-lanhua"', 'slug = "meng"', "slug: found 'meng', allowed: the file's name, 'meng-lanhua'"),
        ("[card]", "[card", "not TOML:"),
    ],
)
def test_a_mistake_is_told_with_file_key_and_what_is_allowed(altered: Write, old: str, new: str, said: str) -> None:
    path = altered(old, new)
    with pytest.raises(CitizenError) as refused:
        load_citizen(path)
    assert str(refused.value).startswith(f"{path}: {said}")


def test_a_number_out_of_range_is_told(altered: Write) -> None:
    width = next(line for line in SEVENTH.read_text(encoding="utf-8").splitlines() if line.startswith("half_depth"))
    with pytest.raises(CitizenError, match=r"face\.head\.half_depth: found 3\.0, allowed: float <= 0\.95"):
        load_citizen(altered(width, "half_depth = 3.0"))


def test_a_wrong_check_digit_is_told(altered: Write, citizens: dict[str, Citizen]) -> None:
    number = citizens["meng-lanhua"].card.id_number
    wrong = number[:17] + ("0" if number[17] != "0" else "1")
    with pytest.raises(CitizenError, match=r"card\.id_number: found .* check digit is right"):
        load_citizen(altered(number, wrong))


def test_an_unknown_photograph_is_told(altered: Write) -> None:
    path = altered('presence = "live"', 'presence = "live"\nphoto_of = "nobody"')
    with pytest.raises(CitizenError, match=r"meng-lanhua\.toml: photo_of: found 'nobody', allowed: meng-lanhua"):
        load_citizens(path.parent)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CitizenError, match="no citizens here"):
        load_citizens(tmp_path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CitizenError, match="cannot be read"):
        load_citizen(tmp_path / "nobody.toml")
