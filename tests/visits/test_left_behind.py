"""What a citizen leaves behind is called for, kept, and never the next citizen's way in."""

from __future__ import annotations

import pytest

from kiosk import views
from play.hall import Hall
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-b")


def test_a_forgotten_card_is_kept_and_the_next_visit_begins(hall: Hall, play: Play) -> None:
    visit = play("chen-guilan")
    visitor = visit.visitor
    visit.begin("en")
    visitor.wait_for(views.PlaceCard, lambda view: "card" in view.ways)
    hall.dock.place("card-reader", "chen-guilan", side="back")
    visitor.wait_for(views.PlaceCard, lambda view: view.guidance.id == "identify.social_card_mute", seconds=30)
    visitor.until(lambda: hall.dock.device("card-reader")["card"] == "gate", "the card was not given back")
    hall.dock.remove("card-reader")
    visit.identify("card-reader")
    visitor.wait_for(views.FaceCheck)
    visitor.touch("leave")
    shown = visitor.wait_for(views.TakeBack)
    assert shown.things == ("social_card",)
    assert shown.chrome.language == "en"
    assert "陈桂兰" not in " ".join(visitor.texts())
    visitor.wait_for(views.TakeBack, lambda view: view.alarm)
    visitor.until(lambda: hall.dock.device("contacts")["lights"]["alarm"], "there was no alarm")
    attract = visitor.wait_for(views.Attract, seconds=30)
    assert "attract.card_kept" in [each.id for each in attract.notices]
    reader = hall.dock.device("card-reader")
    assert (reader["card"], reader["box"]) == ("none", 1)
    found = (hall.state / "day" / "found.json").read_text()
    assert '"retained"' in found
    assert not any(word in found for word in ("陈桂兰", "450104195803129981"))
    visitor.touch("primary")
    visitor.wait_for(views.ChooseLanguage)


def test_the_next_visit_does_not_begin_with_the_card_that_lies_there(hall: Hall, play: Play) -> None:
    visit = play("wei-zhiqiang")
    visitor = visit.visitor
    visit.begin()
    visit.identify("chip-reader")
    visitor.wait_for(views.FaceCheck)
    visitor.touch("leave")
    assert visitor.wait_for(views.TakeBack).things == ("card",)
    visitor.touch("primary")  # who says so has not taken it
    second = play("chen-guilan")
    second.begin()
    visitor.wait_for(views.PlaceCard, lambda view: view.guidance.id == "identify.lift_first")
    visit.take_card()
    second.identify("chip-reader")
    visitor.wait_for(views.FaceCheck)
    second.leave()
