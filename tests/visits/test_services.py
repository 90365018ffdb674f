"""Three services, from the attract screen to the state at the central and the paper in the hand."""

from __future__ import annotations

import pytest

from kiosk import views
from play.hall import Hall
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-a")


@pytest.mark.parametrize(
    ("citizen", "card", "language", "life_event", "service", "state"),
    [
        ("wei-zhiqiang", "scanner", "zh", "lost_job", "UNE-001", "ALLOCATED"),
        ("chen-guilan", "chip-reader", "zh", "retirement", "PEN-012", "CLOSED"),
        ("huang-xiaomei", "scanner", "en", "social_card", "CRD-006", "CLOSED"),
    ],
)
def test_a_service_from_card_to_receipt(
    hall: Hall, play: Play, citizen: str, card: str, language: str, life_event: str, service: str, state: str
) -> None:
    visit = play(citizen)
    visit.begin(language)
    visit.identify(card)
    visit.show_face()
    visit.choose(life_event, service)
    visit.fill()
    visit.submit()
    assert visit.played.printing == "printed"
    assert visit.played.application
    at_central = hall.application(visit.played.application)
    assert at_central["state"] == state
    slip = hall.dock.slips("receipt-printer")[-1]
    assert slip["complete"]
    assert visit.played.application in slip["text"].replace(" ", "")
    visit.finish()


def test_an_application_is_tracked_afterwards(hall: Hall, play: Play) -> None:
    visit = play("chen-guilan")
    visit.begin()
    visit.identify("chip-reader")
    visit.show_face()
    visit.visitor.touch("choice:track")
    listed = visit.visitor.wait_for(views.Track)
    assert listed.applications
    visit.visitor.touch(f"choice:{listed.applications[0].number}")
    detail = visit.visitor.wait_for(views.TrackDetail)
    assert detail.application == listed.applications[0].number
    assert detail.timeline
    visit.visitor.touch("choice:print")
    visit.visitor.wait_for(views.TrackDetail, lambda view: view.printing == "printed")
