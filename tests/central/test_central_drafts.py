"""What a kiosk hands to the desk: kept as it is, opened by the ticket, taken up with the citizen there."""

from __future__ import annotations

import uuid
from itertools import count
from typing import Any

import pytest
from central_people import LOSS, person
from kiosk_client import KioskClient
from running_central import Running
from sqlalchemy import func, select

from central.store.tables import Application, Staff

SERIALS = count(700)


@pytest.fixture
def holder(central: Running) -> dict[str, Any]:
    someone = person(next(SERIALS))
    central.seed(someone)
    return someone


def draft(kiosk: KioskClient, someone: dict[str, Any], ticket: str, **changes: Any) -> dict[str, Any]:
    content = kiosk.content("CRD-006", someone["id_number"], someone["name"], {"how_lost": "lost"}, None, "L0")
    content["assurance"]["face"] = None
    return content | {"ticket": ticket} | changes


def staff_id(central: Running) -> str:
    with central.central.database.begin() as transaction:
        return str(transaction.scalar(select(Staff.id).limit(1)))


def test_a_draft_is_kept_whatever_its_level_and_taken_up_at_the_desk(
    central: Running, kiosk: KioskClient, holder: dict[str, Any]
) -> None:
    key = uuid.uuid4().hex
    body = kiosk.seal(draft(kiosk, holder, "B017"), key=key)
    answer = kiosk.send(body, key)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["state"], answer.json()["application_number"]) == ("AT_THE_DESK", "")
    assert kiosk.send(body, key).json() == answer.json()
    (found,) = central.staff("GET", "/v1/drafts?ticket=B017").json()["drafts"]
    assert (found["name"], found["form"], found["item"]) == (holder["name"], {"how_lost": "lost"}, "CRD-006")
    with central.central.database.begin() as transaction:
        own = select(func.count()).where(Application.id_number == holder["id_number"])
        assert transaction.scalar(own) == 0, "a draft is no application"
    path = f"/v1/drafts/{found['id']}/application"
    taken = {"handler": staff_id(central), "identity_checked": True, "form": found["form"]}
    assert central.staff("POST", path, json=taken).json()["type"] == "/problems/form-invalid"
    made = central.staff("POST", path, json=taken | {"form": LOSS})
    assert made.status_code == 200, made.text
    assert central.staff("GET", f"/v1/applications/{made.json()['number']}").json()["assurance"]["level"] == "desk"
    assert central.staff("GET", "/v1/drafts?ticket=B017").json()["drafts"] == []
    assert central.staff("POST", path, json=taken).status_code == 404


def test_a_draft_is_for_staff_alone_and_taken_up_only_with_the_person_seen(
    central: Running, kiosk: KioskClient, holder: dict[str, Any]
) -> None:
    assert kiosk.submit(draft(kiosk, holder, "B018")).status_code == 201
    assert kiosk.get("/v1/drafts?ticket=B018").status_code == 401
    (found,) = central.staff("GET", "/v1/drafts?ticket=B018").json()["drafts"]
    unseen = {"handler": staff_id(central), "identity_checked": False, "form": LOSS}
    assert central.staff("POST", f"/v1/drafts/{found['id']}/application", json=unseen).status_code in (400, 422)


@pytest.mark.parametrize("ticket", ["", "17", "B0017", "b017", "B017'"])
def test_what_is_no_ticket_is_refused(kiosk: KioskClient, holder: dict[str, Any], ticket: str) -> None:
    answer = kiosk.submit(draft(kiosk, holder, ticket))
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/envelope-invalid")
