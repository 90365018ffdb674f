"""Who gets what: equal in work by the day on duty, never to whom it must not go, to be made again from the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from central_people import CLAIM, jobless
from hypothesis import given
from hypothesis import strategies as st
from kiosk_client import KioskClient
from running_central import Running
from sqlalchemy import select, update

from central.allocation import BUCKET_MIN, Candidate, choose, jain, staffing
from central.store.tables import Allocation, Application, Staff, StaffConflict, StaffDay
from central.workdays import local_date

CANDIDATES = st.lists(
    st.builds(
        Candidate,
        id=st.integers(0, 99).map("s-{}".format),
        backlog=st.integers(0, 200),
        given=st.integers(0, 2000),
        days=st.integers(0, 20),
        skills=st.integers(1, 8),
    ),
    max_size=12,
    unique_by=lambda each: each.id,
)


@given(CANDIDATES, st.integers(0, 2**32 - 1))
def test_the_choice_is_among_the_least_and_the_same_again(candidates: list[Candidate], seed: int) -> None:
    chosen = choose(candidates, seed)
    assert chosen == choose(list(reversed(candidates)), seed)
    if not candidates:
        assert chosen is None
        return
    by_name = {each.id: each for each in candidates}
    won = by_name[str(chosen)]
    assert won.backlog // BUCKET_MIN == min(each.backlog // BUCKET_MIN for each in candidates)
    peers = [each for each in candidates if each.backlog // BUCKET_MIN == won.backlog // BUCKET_MIN]
    assert won.a_day == min(each.a_day for each in peers)
    equal = [each for each in peers if each.a_day == won.a_day]
    assert won.skills == min(each.skills for each in equal)


def test_a_draw_decides_between_equals() -> None:
    equal = [Candidate(name, 0, 0, 1, 1) for name in "abcd"]
    assert {choose(equal, seed) for seed in range(40)} == set("abcd")


@given(st.lists(st.integers(0, 500), min_size=1, max_size=30))
def test_jains_index_is_between_one_nth_and_one(work: list[int]) -> None:
    assert 1 / len(work) - 1e-9 <= jain(work) <= 1 + 1e-9


def test_jains_index_of_known_sharings() -> None:
    assert jain([3, 3, 3]) == 1
    assert jain([9, 0, 0]) == pytest.approx(1 / 3)
    assert jain([0, 0]) == 1


@pytest.fixture
def running(start: Callable[..., Running]) -> Running:
    return start()


def claim(running: Running, kiosk: KioskClient, someone: dict[str, Any]) -> Application:
    who = someone["id_number"], someone["name"]
    answer = kiosk.submit(kiosk.content("UNE-001", *who, CLAIM, kiosk.raise_to_l3(*who), "L3"))
    assert answer.status_code == 201, answer.text
    with running.central.database.begin() as transaction:
        number = answer.json()["application_number"]
        return transaction.scalars(select(Application).where(Application.number == number)).one()


def test_each_choice_can_be_made_again_from_its_log(running: Running) -> None:
    people = [jobless(serial) for serial in range(500, 508)]
    running.seed(*people)
    kiosk = running.kiosk()
    given_to = [claim(running, kiosk, someone).handler for someone in people]
    with running.central.database.begin() as transaction:
        logged = list(transaction.scalars(select(Allocation).order_by(Allocation.id)))
        assert [staffing.replay(each) for each in logged] == given_to
        days = list(transaction.scalars(select(StaffDay)))
        open_minutes = dict(transaction.execute(select(Staff.id, Staff.open_minutes)).all())
    assert sum(day.items for day in days) == len(people)
    assert {day.staff_id: day.minutes for day in days if day.minutes} == {
        name: n for name, n in open_minutes.items() if n
    }
    assert jain([day.minutes for day in days if day.minutes]) > 0.95


def test_nobody_handles_their_own_or_a_relatives(running: Running) -> None:
    someone = jobless(520)
    running.seed(someone)
    with running.central.database.begin() as transaction:
        transaction.execute(update(Staff).where(Staff.id == "s-101").values(id_number=someone["id_number"]))
        declared = {"kind": "relative", "declared_at": running.central.now()}
        transaction.add(StaffConflict(staff_id="s-102", id_number=someone["id_number"], **declared))
    application = claim(running, running.kiosk(), someone)
    assert application.handler == "s-103"
    with running.central.database.begin() as transaction:
        excluded = transaction.scalars(select(Allocation.excluded)).one()
    assert excluded == {"s-101": "applicant", "s-102": "relative"}


def test_the_second_reviewer_is_never_the_first(running: Running) -> None:
    someone = jobless(521)
    running.seed(someone)
    application = claim(running, running.kiosk(), someone)
    for _ in range(6):
        with running.central.database.begin() as transaction:
            held = transaction.get_one(Application, application.id)
            at = running.central.now()
            second = staffing.pick(transaction, held, "unemployment", at, role=staffing.SECOND)
        assert second is not None
        assert second != application.handler


def test_where_nobody_may_take_it_it_waits(running: Running) -> None:
    someone = jobless(522)
    running.seed(someone)
    with running.central.database.begin() as transaction:
        transaction.execute(update(Staff).values(on_duty=False))
    application = claim(running, running.kiosk(), someone)
    assert (application.state, application.handler) == ("ACCEPTED", None)
    with running.central.database.begin() as transaction:
        assert transaction.scalars(select(Allocation.chosen)).one() is None


def test_work_is_made_equal_by_the_day_on_duty(running: Running) -> None:
    """Who was there on five days and was given as much as who was there on one gets the next."""
    someone = jobless(523)
    running.seed(someone)
    today = local_date(running.central.now())
    with running.central.database.begin() as transaction:
        transaction.execute(update(Staff).where(Staff.id == "s-103").values(on_duty=False))
        for back in range(1, 6):
            day = today - timedelta(days=back)
            staffing.give(transaction, "s-102", day, minutes=20, items=1)
        staffing.give(transaction, "s-101", today - timedelta(days=1), minutes=100, items=5)
    assert claim(running, running.kiosk(), someone).handler == "s-102"
