"""Machine-readable zones: the standard's own examples, what is misread, and what is only settled by its place."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identity.mrz import Zone, ZoneLine, check_digit, looks_like_zone, parse_zone
from kiosk.identity.reading import SURE

TODAY = date(2026, 11, 24)

TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")


def zone(*lines: str, probability: float = 0.99) -> Zone | None:
    return parse_zone([ZoneLine.of(line, (probability,) * len(line)) for line in lines], TODAY)


def values(found: Zone | None) -> dict[str, str]:
    assert found is not None
    return {name: field.value for name, field in found.fields.items()}


@pytest.mark.parametrize(
    ("lines", "form", "number"), [(TD3, "TD3", "L898902C3"), (TD2, "TD2", "D23145890"), (TD1, "TD1", "D23145890")]
)
def test_the_standards_examples(lines: tuple[str, ...], form: str, number: str) -> None:
    found = zone(*lines)
    assert found is not None
    assert (found.format, found.problems) == (form, ())
    assert values(found) == {
        "latin_name": "ERIKSSON, ANNA MARIA",
        "document_number": number,
        "nationality": "UTO",
        "issuing_state": "UTO",
        "birth_date": "1974-08-12",
        "sex": "女",
        "valid_to": "2012-04-15",
    }


@pytest.mark.parametrize("lines", [TD3, TD2, TD1])
@pytest.mark.parametrize("more", [-4, -1, 2])
def test_a_miscounted_run_of_fillers_does_not_matter(lines: tuple[str, ...], more: int) -> None:
    def recounted(line: str) -> str:
        run = max(line.replace("<", " ").split(" "), key=len) and "<" * 5
        at = line.find(run)
        return line if at < 0 else line[:at] + "<" * (5 + more) + line[at + 5 :]

    found = zone(*(recounted(line) for line in lines))
    assert values(found) == values(zone(*lines))
    assert found is not None
    assert found.problems == ()


def test_a_wrong_digit_is_told_and_not_mended() -> None:
    found = zone(TD3[0], TD3[1].replace("740812", "740813"))
    assert found is not None
    assert found.problems == ("bad_check_digit",)
    assert found.fields["birth_date"].value == "1974-08-13"
    assert found.fields["birth_date"].confidence < SURE
    assert found.fields["document_number"].confidence > SURE


def test_letters_and_digits_that_their_place_settles_are_named() -> None:
    found = zone(TD3[0].replace("ERIKSSON", "ERIKSS0N"), TD3[1].replace("740812", "74O8I2"))
    assert found is not None
    assert found.problems == ("by_place:latin_name", "by_place:birth_date")
    assert values(found)["latin_name"] == "ERIKSSON, ANNA MARIA"
    assert values(found)["birth_date"] == "1974-08-12"


def test_a_number_may_hold_both_and_is_left_alone() -> None:
    found = zone(TD3[0], TD3[1].replace("L898902C3", "L8989O2C3"))
    assert found is not None
    assert found.fields["document_number"].value == "L8989O2C3"
    assert "bad_check_digit" in found.problems


def test_a_long_number_goes_on_in_the_optional_part() -> None:
    number = "D23145890734"
    first = f"I<UTO{number[:9]}<{number[9:]}{check_digit(number)}".ljust(30, "<")
    body = first[5:] + TD1[1][:7] + TD1[1][8:15] + TD1[1][18:29]
    found = zone(first, TD1[1][:29] + check_digit(body), TD1[2])
    assert values(found)["document_number"] == number
    assert found is not None
    assert found.problems == ()


def test_years_of_two_digits() -> None:
    old = zone(TD3[0], TD3[1].replace("7408122", "271231" + check_digit("271231")))
    assert values(old)["birth_date"] == "1927-12-31"
    assert values(zone(TD3[0], TD3[1].replace("1204159", "340415" + check_digit("340415"))))["valid_to"] == "2034-04-15"


@pytest.mark.parametrize("text", ["姓名韦志强", "P<UTOERIKSSON", "外国人永久居留身份证 FOREIGN PERMANENT", ""])
def test_other_print_is_no_zone(text: str) -> None:
    assert not looks_like_zone(text)


@given(st.lists(st.text("ABCKLMOPZ0123456789<", max_size=46), max_size=4))
def test_no_lines_crash(lines: list[str]) -> None:
    found = zone(*lines)
    assert found is None or found.fields


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<", min_size=1, max_size=30), st.data())
def test_every_single_wrong_digit_is_noticed(text: str, data: st.DataObject) -> None:
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    if not digits:
        return
    at = data.draw(st.sampled_from(digits))
    other = str((int(text[at]) + data.draw(st.sampled_from((1, 2, 3, 4, 6, 7, 8, 9)))) % 10)
    if (int(other) - int(text[at])) % 5:
        assert check_digit(text[:at] + other + text[at + 1 :]) != check_digit(text)


def test_fillers_read_as_other_glyphs() -> None:
    names = "ERIKSSON<<ANNA<MARIA".ljust(30, "<").replace("<", "Λ")
    assert looks_like_zone(names)
    assert values(zone(TD1[0].replace("<", "く"), TD1[1], names)) == values(zone(*TD1))


def test_greek_and_cyrillic_look_alikes_are_the_zones_letters() -> None:
    greek = TD1[0].replace("T", "Τ").replace("O", "О")
    assert greek != TD1[0]
    assert values(zone(greek, *TD1[1:])) == values(zone(*TD1))
