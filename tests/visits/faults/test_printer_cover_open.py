"""The printer's cover is open when the kiosk wants to print a ticket."""

from __future__ import annotations

import pytest

from kiosk import views
from play.hall import Hall
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-b")


def test_attract_says_that_no_receipt_comes_and_that_all_else_works(hall: Hall, play: Play) -> None:
    visitor = play("wei-zhiqiang").visitor
    visitor.wait_for(views.Attract, lambda view: not view.notices, seconds=60)
    hall.dock.fault("receipt-printer", "cover_open")
    told = visitor.wait_for(views.Attract, lambda view: [each.id for each in view.notices] == ["attract.no_receipt"])
    assert told.open
    hall.dock.fault("receipt-printer", "cover_closed")
    visitor.wait_for(views.Attract, lambda view: not view.notices)
