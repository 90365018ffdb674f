"""Documents that cannot be taken: the citizen is told what to do, and a good card is read right after."""

from __future__ import annotations

import pytest

from kiosk import views
from play.hall import Hall
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-b")

TOLD = {
    "not_a_card": {"not_a_card"},
    "bad_check_digit": {"bad_check_digit"},
}


@pytest.mark.parametrize("condition", list(TOLD))
def test_the_citizen_is_told_and_a_good_card_is_read(hall: Hall, play: Play, condition: str) -> None:
    visit = play("wei-zhiqiang")
    visitor = visit.visitor
    visit.begin()
    visitor.wait_for(views.PlaceCard, lambda view: "scan" in view.ways)
    hall.dock.place("scanner", "wei-zhiqiang", condition=condition)
    wanted = {f"document.{code}" for code in TOLD[condition]}
    visitor.wait_for(views.PlaceCard, lambda view: view.guidance.id in wanted, seconds=30)
    hall.dock.remove("scanner")
    hall.dock.place("scanner", "wei-zhiqiang")
    visitor.wait_for(views.ConfirmIdentity, seconds=30)


def test_a_card_upside_down_is_read_all_the_same(hall: Hall, play: Play) -> None:
    visit = play("wei-zhiqiang")
    visit.begin()
    visit.visitor.wait_for(views.PlaceCard, lambda view: "scan" in view.ways)
    hall.dock.place("scanner", "wei-zhiqiang", condition="upside_down")
    seen = visit.visitor.wait_for(views.ConfirmIdentity, seconds=30)
    assert "韦志强" in [row.value.zh for row in seen.rows]


def test_an_expired_card_is_for_staff(hall: Hall, play: Play) -> None:
    visit = play("wei-zhiqiang")
    visitor = visit.visitor
    visit.begin()
    visitor.wait_for(views.PlaceCard, lambda view: "chip" in view.ways)
    hall.dock.place("chip-reader", "wei-zhiqiang", condition="expired")  # a card's front does not say until when
    seen = visitor.wait_for(views.ConfirmIdentity, seconds=30)
    assert "document.expired" in [warning.id for warning in seen.warnings]
    visitor.touch("primary")
    visitor.wait_for(views.Notice, lambda view: view.ticket != "")
