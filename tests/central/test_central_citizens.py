"""The simulated citizens' stories end as they should: the records that they bring fit the central's rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from central_people import PHOTO
from kiosk_client import KioskClient
from running_central import Running

from central.seed import seed_people
from drivers_sim.people import load_citizens

CITIZENS = load_citizens()


@pytest.fixture(scope="module")
def seeded(central: Running) -> Running:
    people = [
        {
            "id_number": citizen.card.id_number,
            "name": citizen.card.name,
            "sex": citizen.card.sex,
            "birth_date": citizen.card.birth_date,
            "address": citizen.card.address,
            "records": msgspec.to_builtins(citizen.records),
            "reference_photo": PHOTO,
        }
        for citizen in CITIZENS.values()
        if citizen.records is not None
    ]
    assert seed_people(central.central.database, people) == len(people) >= 6
    return central


def filled_in(kiosk: KioskClient, item: str, session: str) -> dict[str, str]:
    """The form as a citizen leaves it who confirms all that is known, and adds nothing that is not asked for."""
    known: Mapping[str, Any] = kiosk.get(f"/v1/sessions/{session}/person").json()["known"]
    items = {each["code"]: each for each in kiosk.get("/v1/catalogue").json()["items"]}
    form = {}
    for question in items[item]["form"]:
        if question["kind"] == "confirm":
            form[question["id"]] = "yes"
        elif question["prefill"]:
            form[question["id"]] = known[question["prefill"]]["value"]
        elif question["required"]:
            form[question["id"]] = "19900000000"
    return form


@pytest.mark.parametrize(
    ("slug", "item", "state"),
    [
        ("wei-zhiqiang", "UNE-001", "ALLOCATED"),
        ("chen-guilan", "PEN-012", "CLOSED"),
        ("huang-xiaomei", "CRD-006", "CLOSED"),
        ("nguyen-thi-hoa", "CRD-006", "CLOSED"),
        ("huang-xiaomei", "UNE-001", None),
    ],
)
def test_story(seeded: Running, kiosk: KioskClient, slug: str, item: str, state: str | None) -> None:
    who = CITIZENS[slug].card.id_number, CITIZENS[slug].card.name
    session = kiosk.raise_to_l3(*who)
    if state is None:
        form = {"exit_reason": "agreed", "willing_to_work": "yes", "bank_account": "6" * 16, "phone": "19900000000"}
    else:
        form = filled_in(kiosk, item, session)
    answer = kiosk.submit(kiosk.content(item, *who, form, session, "L3"))
    assert answer.status_code == 201, answer.text
    assert answer.json()["state"] == (state or "NOT_ACCEPTED")
