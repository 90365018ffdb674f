"""The central cannot be reached: a loss report is kept safely and arrives later; what needs the central is closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import views
from play.hall import Hall
from play.visit import PlayedVisit
from play.visitor import Visitor

pytestmark = pytest.mark.xdist_group("visits-b")


@pytest.fixture
def own_hall(tmp_path: Path) -> Iterator[Hall]:
    with Hall(tmp_path) as hall:
        yield hall


def test_a_report_of_loss_is_kept_and_arrives_when_the_central_is_back(own_hall: Hall, qapp: object) -> None:
    visitor = Visitor(own_hall.ui_socket)
    try:
        visit = PlayedVisit(visitor, own_hall.dock, "huang-xiaomei")
        visitor.wait_for(views.Attract, seconds=60)
        own_hall.processes.wait_until("kiosk", (own_hall.state / "catalogue.json").exists, 30)
        own_hall.processes.wait_until("kiosk", (own_hall.state / "seal-key.json").exists, 30)
        own_hall.processes.stop("central")
        visit.begin()
        visit.identify("scanner")
        visit.show_face()
        visitor.touch("choice:lost_job")
        tiles = visitor.wait_for(views.Services, lambda view: any(tile.id == "UNE-001" for tile in view.tiles)).tiles
        assert all(tile.closed is not None for tile in tiles)
        visitor.touch("back")
        visit.choose("social_card", "CRD-006")
        visit.fill()
        visit.submit()
        done = visitor.wait_for(views.Done)
        assert not done.received
        assert done.reference
        assert visit.played.printing == "printed"
        slip = own_hall.dock.slips("receipt-printer")[-1]["text"]
        assert done.reference in slip
        own_hall.start_central()
        own_hall.processes.wait_until("central", own_hall.central_ready, 60)
        visitor.until(lambda: own_hall.items_at_central() == ["CRD-006"], "the kept report did not arrive", 60)
    finally:
        visitor.close()
