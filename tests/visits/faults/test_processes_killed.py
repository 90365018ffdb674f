"""Any of the three processes dies in a visit: the attract screen is back, the visit wiped (times: bench/killed)."""

from __future__ import annotations

import os
import signal

import pytest

from kiosk import views
from play.hall import Hall
from play.processes import named
from play.visitor import Visitor
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-b")
BACK_S = 30.0


def test_vision_killed(hall: Hall, play: Play) -> None:
    visit = play("wei-zhiqiang")
    visit.begin()
    visit.identify("chip-reader")
    visit.visitor.wait_for(views.FaceCheck)
    os.kill(named(hall.config, "kiosk.vision"), signal.SIGKILL)
    visit.visitor.wait_for(views.Attract, seconds=BACK_S)
    assert "韦" not in "".join(visit.visitor.texts())


def test_core_killed(hall: Hall, play: Play) -> None:
    visit = play("wei-zhiqiang")
    visit.begin()
    visit.identify("chip-reader")
    visit.visitor.wait_for(views.FaceCheck)
    os.kill(named(hall.config, "run"), signal.SIGKILL)
    visit.visitor.until(lambda: isinstance(visit.visitor.view, views.Attract), "no attract screen", BACK_S)
    assert "韦" not in "".join(visit.visitor.texts())


def test_ui_killed(hall: Hall, play: Play, qapp: object) -> None:
    """The window of this test is the ui process here; the next one finds the attract screen."""
    visit = play("wei-zhiqiang")
    visit.begin()
    visit.identify("chip-reader")
    visit.visitor.wait_for(views.FaceCheck)
    visit.visitor.close()
    second = Visitor(hall.ui_socket)
    try:
        second.wait_for(views.Attract, seconds=BACK_S)
    finally:
        second.close()
