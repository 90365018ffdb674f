"""No paper: the application is sent all the same, its number shown, and a receipt comes once there is paper."""

from __future__ import annotations

import pytest

from kiosk import views
from play.hall import Hall
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-a")


def test_no_paper_is_said_kindly_and_the_receipt_comes_later(hall: Hall, play: Play) -> None:
    visit = play("chen-guilan")
    visitor = visit.visitor
    visit.begin()
    visit.identify("chip-reader")
    visit.show_face()
    visit.choose("retirement", "PEN-012")
    hall.dock.fault("receipt-printer", "paper_out")
    visit.fill()
    visit.submit()
    assert visit.played.printing == "failed"
    done = visitor.wait_for(views.Done)
    assert done.printer is not None
    assert done.printer.id == "print.paper_out"
    assert hall.application_at_central(done.application)
    hall.dock.fault("receipt-printer", "paper_ok")
    visitor.until(lambda: hall.dock.device("receipt-printer")["paper"] == "ok", "the paper did not come back")
    visitor.pump(1.5)
    visitor.touch("choice:reprint")
    visitor.wait_for(views.Done, lambda view: view.printing in ("printed", "failed"), seconds=30)
    while visitor.view.printing == "failed":  # type: ignore[union-attr]
        visitor.touch("choice:reprint")
        visitor.pump(0.5)
        visitor.wait_for(views.Done, lambda view: view.printing != "printing", seconds=30)
    slips = [slip for slip in hall.dock.slips("receipt-printer") if done.application in slip["text"].replace(" ", "")]
    assert len(slips) == 1
