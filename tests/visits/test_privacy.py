"""Nothing of a citizen is on the kiosk's disk or in its logs after a visit, by whichever door it was left."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers_sim.people import load_citizens
from kiosk import views
from play.hall import Hall
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-a")


@pytest.mark.parametrize("door", ["leave", "staff"])
def test_no_trace_is_left(hall: Hall, play: Play, door: str) -> None:
    visit = play("wei-zhiqiang")
    visitor = visit.visitor
    visit.begin()
    visit.identify("chip-reader")
    visitor.wait_for(views.FaceCheck)
    hall.dock.seat("wei-zhiqiang")
    visitor.wait_for(views.FaceCheck, lambda view: view.progress > 0, seconds=30)
    if door == "staff":
        visitor.touch("choice:staff")
        visitor.wait_for(views.Notice, lambda view: view.ticket != "")
        visitor.until(lambda: bool(visitor.view and visitor.view.chrome.strip), "the ticket was not settled", 30)
        visitor.touch("primary")
        visitor.wait_for(views.Farewell)
        visit.take_card()
        visitor.touch("primary")
        visitor.wait_for(views.Attract)
    else:
        visit.leave()
    card = load_citizens()["wei-zhiqiang"].card
    canaries = [text.encode() for text in (card.name, card.id_number, card.address or card.name, "19900000025")]
    kiosk = [hall.processes.log("kiosk"), *everything_below(hall.state), *everything_below(hall.state / "run")]
    for file in kiosk:
        content = file.read_bytes()
        assert not any(canary in content for canary in canaries), file
    rings = [file for file in kiosk if file.suffix == ".ring"]
    assert all(not any(file.read_bytes()[4096:]) for file in rings), "a picture is left in a preview"


def everything_below(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]
