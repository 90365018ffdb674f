"""The chip reader says nothing any more: the scanner is offered instead, and the reader again once it is back."""

from __future__ import annotations

import pytest

from kiosk import views
from play.hall import Hall
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-b")


@pytest.mark.parametrize("kind", ["silent", "garbage", "unplug"])
def test_what_still_works_is_offered(hall: Hall, play: Play, kind: str) -> None:
    visit = play("wei-zhiqiang")
    visitor = visit.visitor
    visit.begin()
    visitor.wait_for(views.PlaceCard, lambda view: "chip" in view.ways)
    hall.dock.fault("chip-reader", kind)
    visitor.wait_for(views.PlaceCard, lambda view: "chip" not in view.ways and "scan" in view.ways, seconds=30)
    hall.dock.fault("chip-reader", "replug" if kind == "unplug" else "clear")
    visitor.wait_for(views.PlaceCard, lambda view: "chip" in view.ways, seconds=30)
