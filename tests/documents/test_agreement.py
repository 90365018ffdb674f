"""Print against chip."""

from __future__ import annotations

from copy import copy
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.identity.agreement import differences
from kiosk.journey import identify
from kiosk.visit import Person

PRINTED = {"id_number": "45010319850312123X", "name": "黃志强", "sex": "男", "valid_to": "长期", "address": "旧址"}


@pytest.mark.parametrize(
    ("chip", "doubtful", "found"),
    [
        ({**PRINTED, "name": "黄志强", "id_number": "45010319850312123x"}, (), ()),
        ({**PRINTED, "address": "新址"}, (), ()),
        ({**PRINTED, "sex": "女", "name": "黄志明"}, (), ("name", "sex")),
        ({**PRINTED, "name": "黄志明"}, ("name",), ()),
        ({"name": "", "id_number": PRINTED["id_number"]}, (), ()),
        ({**PRINTED, "id_number": "450103198503121248"}, (), ("id_number",)),
    ],
)
def test_only_what_both_say_surely_counts(
    chip: dict[str, str], doubtful: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert differences(PRINTED, chip, frozenset(doubtful)) == found


def person(document: str, **fields: str) -> Person:
    said = {"name": "黄志强", "id_number": "45010319850312123X", "sex": "男"} | fields
    return Person(document, said["name"], said["id_number"], said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "differs"),
    [
        (person("print"), person("chip"), False),
        (person("print"), person("chip", sex="女"), True),
        (person("chip"), person("print", id_number="450103198503121248"), True),
        (person("print"), person("chip", name="陈桂兰", id_number="450103195003121248"), False),
        (person("print"), person("print", sex="女"), False),
    ],
)
def test_a_visit_that_read_both_goes_to_staff_where_they_differ(first: Person, second: Person, differs: bool) -> None:
    visit: Any = SimpleNamespace(read={})
    for each in (copy(first), now := copy(second)):
        identify._compare(visit, each)
    assert ("print_differs" in now.warnings) is differs
    assert "print_differs" in identify.FOR_STAFF
