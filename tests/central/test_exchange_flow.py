"""An application while departments answer, differ, or are cut off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from central_people import CLAIM, jobless
from running_central import Running, serving
from running_departments import RunningDepartments, departments
from sqlalchemy import select

from central.background import drain
from central.exchange import flow
from central.store.tables import Application, SmsMessage


@pytest.fixture
def far_end(tmp_path: Path) -> Iterator[RunningDepartments]:
    with departments(tmp_path) as running:
        yield running


@pytest.fixture
def central(tmp_path: Path, far_end: RunningDepartments) -> Iterator[Running]:
    with serving(tmp_path, departments=far_end.connections, background=False) as running:
        yield running


def agreeing(far_end: RunningDepartments, someone: dict[str, Any], **more: Any) -> None:
    answers = {
        "tax/wages": {"months_paid": 0},
        "market/owner": {"active_businesses": 0},
        "bank/account": {"owner_matches": True, "status": "active"},
        **more,
    }
    far_end.put(someone["id_number"], name=someone["name"], answers=answers)


def claimed(central: Running, someone: dict[str, Any]) -> str:
    central.seed(someone)
    kiosk = central.kiosk()
    session = kiosk.raise_to_l3(someone["id_number"], someone["name"])
    answer = kiosk.submit(kiosk.content("UNE-001", someone["id_number"], someone["name"], CLAIM, session, "L3"))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["application_number"])


def application(central: Running, number: str) -> Application:
    with central.central.database.begin() as transaction:
        return transaction.scalars(select(Application).where(Application.number == number)).one()


def told(central: Running) -> list[str]:
    with central.central.database.begin() as transaction:
        return [message.template for message in transaction.scalars(select(SmsMessage).order_by(SmsMessage.id))]


def test_an_application_waits_for_the_answers_and_goes_on(central: Running, far_end: RunningDepartments) -> None:
    someone = jobless(1)
    agreeing(far_end, someone)
    number = claimed(central, someone)
    assert application(central, number).state == "SUBMITTED"
    drain(central.central)
    held = application(central, number)
    assert held.state == "ALLOCATED"
    assert held.result.get("notes", []) == []
    compared = central.staff("GET", "/v1/comparisons", params={"application": number}).json()["comparisons"]
    assert {each["rule"]: each["outcome"] for each in compared} == {
        "BNK-ACCOUNT-OWNER": "agrees",
        "MKT-NOT-OWNER": "agrees",
        "PSB-IDENTITY": "agrees",
        "TAX-NO-WAGES": "agrees",
    }


def test_what_differs_is_for_staff_to_look_at(central: Running, far_end: RunningDepartments) -> None:
    someone = jobless(2)
    agreeing(far_end, someone, **{"tax/wages": {"months_paid": 2}})
    number = claimed(central, someone)
    drain(central.central)
    held = application(central, number)
    assert held.state == "ALLOCATED"
    assert "differs:TAX-NO-WAGES" in held.result["notes"]


def test_a_department_cut_off_makes_the_flow_wait_with_its_clock_paused(
    central: Running, far_end: RunningDepartments
) -> None:
    someone = jobless(3)
    agreeing(far_end, someone)
    far_end.fault("tax", "down")
    number = claimed(central, someone)
    due = application(central, number).due_on
    drain(central.central)
    held = application(central, number)
    assert held.state == "WAITING_EXTERNAL"
    assert held.paused_at is not None
    assert held.events[-1].detail["waits_for"] == ["tax"]
    assert "waiting" in told(central)
    asked = far_end.asked("tax/wages")
    flow.ask_again(central.central)
    drain(central.central)
    assert far_end.asked("tax/wages") == asked + 1, "it is tried again while it is down"
    assert application(central, number).state == "WAITING_EXTERNAL"
    far_end.clear("tax")
    flow.ask_again(central.central)
    drain(central.central)
    held = application(central, number)
    assert held.state == "ALLOCATED"
    assert held.paused_at is None
    assert held.due_on is not None
    assert due is not None
    assert due <= held.due_on <= due + timedelta(days=4)


def test_a_department_that_stays_down_is_tried_by_one_application_for_all(
    central: Running, far_end: RunningDepartments
) -> None:
    far_end.fault("market", "down")
    for serial in (11, 12, 13):
        someone = jobless(serial)
        agreeing(far_end, someone)
        claimed_by = central.kiosk(f"nn-test-{serial}")
        central.seed(someone)
        session = claimed_by.raise_to_l3(someone["id_number"], someone["name"])
        content = claimed_by.content("UNE-001", someone["id_number"], someone["name"], CLAIM, session, "L3")
        assert claimed_by.submit(content).status_code == 201
        drain(central.central)
    asked = far_end.asked("market/owner")
    flow.ask_again(central.central)
    drain(central.central)
    assert far_end.asked("market/owner") == asked + 1


def test_where_the_item_says_so_the_paper_is_asked_for_instead(central: Running, far_end: RunningDepartments) -> None:
    someone = jobless(4)
    agreeing(far_end, someone)
    far_end.fault("bank", "wrong_signature")
    number = claimed(central, someone)
    drain(central.central)
    held = application(central, number)
    assert held.state == "NEEDS_CORRECTION"
    assert [each["zh"] for each in held.result["missing"]] == ["银行卡复印件"]
    assert "correction" in told(central)


def test_evidence_that_stalls_makes_applications_wait(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("stalled")
    someone = jobless(5)
    with (
        departments(folder) as far_end,
        serving(
            folder, departments=far_end.connections, background=False, evidence=False, evidence_stall=timedelta(0)
        ) as running,
    ):
        agreeing(far_end, someone)
        number = claimed(running, someone)
        drain(running.central)
        held = application(running, number)
        assert (held.state, held.events[-1].detail["waits_for"]) == ("WAITING_EXTERNAL", ["exchange"])
        assert far_end.asked("psb/identity") == 0


def test_without_departments_an_application_goes_to_staff_as_it_is(tmp_path: Path) -> None:
    with serving(tmp_path, background=False) as running:
        assert application(running, claimed(running, jobless(6))).state == "ALLOCATED"
