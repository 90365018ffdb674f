"""The scanner's cable is pulled while a card is asked for: the chip reader is offered alone."""

from __future__ import annotations

import pytest

from kiosk import views
from play.hall import Hall
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-b")


def test_the_chip_reader_is_offered_alone(hall: Hall, play: Play) -> None:
    visit = play("wei-zhiqiang")
    visitor = visit.visitor
    visit.begin()
    visitor.wait_for(views.PlaceCard, lambda view: "scan" in view.ways)
    hall.dock.fault("scanner", "unplug")
    visitor.wait_for(views.PlaceCard, lambda view: "scan" not in view.ways and "chip" in view.ways, seconds=30)
    hall.dock.fault("scanner", "replug")
    visitor.wait_for(views.PlaceCard, lambda view: "scan" in view.ways, seconds=30)
