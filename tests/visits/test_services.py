"""Services, from the attract screen to the state at the central and the paper in the hand."""

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


def test_the_yearly_pension_qualification_and_its_tracking_in_one_visit(hall: Hall, play: Play) -> None:
    visit = play("chen-guilan")
    visitor = visit.visitor
    visit.begin()
    visit.identify("chip-reader")
    visit.show_face()
    visit.choose("retirement", "PEN-012")
    visit.fill()
    visit.submit()
    assert visit.played.printing == "printed"
    assert hall.application(visit.played.application)["state"] == "CLOSED"
    visitor.touch("choice:more")
    visitor.wait_for(views.Services)
    visitor.touch("choice:track")
    listed = visitor.wait_for(views.Track)
    assert visit.played.application in [each.number for each in listed.applications]
    visitor.touch(f"choice:{visit.played.application}")
    detail = visitor.wait_for(views.TrackDetail)
    assert detail.application == visit.played.application
    assert detail.timeline
    visitor.touch("choice:print")
    visitor.wait_for(views.TrackDetail, lambda view: view.printing == "printed")


def test_an_applications_course_is_printed_on_a4(hall: Hall, play: Play) -> None:
    visit = play("chen-guilan")
    visitor = visit.visitor
    visit.begin()
    visit.identify("chip-reader")
    visit.show_face()
    visit.choose("retirement", "PEN-012")
    visit.fill()
    visit.submit()
    visitor.touch("choice:more")
    visitor.wait_for(views.Services)
    visitor.touch("choice:track")
    visitor.wait_for(views.Track)
    visitor.touch(f"choice:{visit.played.application}")
    visitor.wait_for(views.TrackDetail, lambda view: "print_pages" in [action.id for action in view.actions])
    before = len(hall.dock.documents("document-printer"))
    visitor.touch("choice:print_pages")
    detail = visitor.wait_for(views.TrackDetail, lambda view: view.pages not in ("none", "printing"), seconds=60)
    assert detail.pages == "printed"
    (printed,) = hall.dock.documents("document-printer")[before:]
    assert (printed["pages"], printed["out"], printed["complete"]) == (1, 1, True)
    assert printed["title"].startswith("kiosk-")
    assert hall.dock.document_pdf("document-printer", printed["number"]).startswith(b"%PDF-")
    visitor.touch("choice:finish")
    assert {"receipt", "documents"} <= {*visitor.wait_for(views.Farewell).reminders}
