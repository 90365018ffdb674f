"""The camera goes dead in the middle of the face check: said kindly, with staff as the other way."""

from __future__ import annotations

import pytest

from kiosk import views
from play.hall import Hall
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-b")


@pytest.mark.parametrize("kind", ["unplug", "frozen"])
def test_the_visit_goes_on_without_the_camera(hall: Hall, play: Play, kind: str) -> None:
    visit = play("chen-guilan")
    visitor = visit.visitor
    visit.begin()
    visit.identify("chip-reader")
    visitor.wait_for(views.FaceCheck)
    hall.dock.seat("chen-guilan")
    visitor.wait_for(views.FaceCheck, lambda view: view.progress > 0, seconds=30)
    hall.dock.fault("face-camera", kind)
    notice = visitor.wait_for(views.Notice, seconds=30)
    assert {action.id for action in notice.actions} >= {"staff"}
    visitor.touch("choice:staff")
    visitor.wait_for(views.Notice, lambda view: view.ticket != "")
