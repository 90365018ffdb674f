"""Back, cancel, start over, help and the language, anywhere in a visit; what was known of the citizen is gone."""

from __future__ import annotations

import pytest

from kiosk import views
from play.hall import Hall
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-b")
WAYS = {"scan", "chip", "card", "code"}
STARTS_S = 60.0


def all_ways(view: views.PlaceCard) -> bool:
    """Every device is there: one that comes later makes the screen anew, and takes help off it."""
    return set(view.ways) == WAYS


def test_back_goes_one_step_back_and_leave_ends(play: Play) -> None:
    visit = play("wei-zhiqiang")
    visitor = visit.visitor
    visit.begin()
    visitor.wait_for(views.PlaceCard)
    visitor.touch("back")
    visitor.wait_for(views.Privacy)
    visitor.touch("back")
    visitor.wait_for(views.ChooseLanguage)
    visitor.touch("choice:en")
    visitor.wait_for(views.Privacy)
    visitor.touch("leave")
    visitor.wait_for(views.Attract)


def test_the_language_changes_on_any_screen_and_is_forgotten(play: Play) -> None:
    visit = play("wei-zhiqiang")
    visitor = visit.visitor
    visit.begin("zh")
    visitor.wait_for(views.PlaceCard, all_ways, STARTS_S)
    chinese = visitor.texts()
    visitor.touch("language")
    visitor.wait_for(views.PlaceCard, lambda view: view.chrome.language == "en")
    assert not set(visitor.texts()) & {text for text in chinese if len(text) > 6 and not text.isascii()} - hall_names()
    visitor.touch("leave")
    assert visitor.wait_for(views.Attract).chrome.language == "zh"


def hall_names() -> set[str]:
    return {"南宁市民中心 社保服务大厅"}


def test_help_says_where_staff_are_and_goes_back(play: Play) -> None:
    visit = play("wei-zhiqiang")
    visitor = visit.visitor
    visit.begin()
    visitor.wait_for(views.PlaceCard, all_ways, STARTS_S)
    visitor.touch("help")
    visitor.wait_for(views.Notice)
    visitor.touch("primary")
    visitor.wait_for(views.PlaceCard)
    visitor.touch("leave")
    visitor.wait_for(views.Attract)


def test_nothing_of_a_citizen_is_shown_to_the_next(hall: Hall, play: Play) -> None:
    visit = play("wei-zhiqiang")
    visitor = visit.visitor
    visit.begin()
    visit.identify("chip-reader")
    visitor.wait_for(views.FaceCheck)
    visit.leave()
    seen = " ".join(visitor.texts())
    assert "韦志强" not in seen
    second = play("chen-guilan")
    second.begin()
    visitor.wait_for(views.PlaceCard)
    assert "韦志强" not in " ".join(visitor.texts())
    visitor.touch("leave")
    visitor.wait_for(views.Attract)


def test_without_the_face_check_there_is_a_ticket_for_staff(hall: Hall, play: Play) -> None:
    visit = play("chen-guilan")
    visitor = visit.visitor
    visit.begin(face=False)
    visit.identify("chip-reader")
    visitor.wait_for(views.Services)
    visitor.touch("choice:retirement")
    visitor.wait_for(views.Services, lambda view: any(tile.id == "PEN-012" for tile in view.tiles))
    visitor.touch("choice:PEN-012")
    visitor.wait_for(views.Notice)
    before = len(hall.dock.slips("receipt-printer"))
    visitor.touch("primary")
    ticket = visitor.wait_for(views.Notice, lambda view: view.ticket != "").ticket
    visitor.until(lambda: len(hall.dock.slips("receipt-printer")) > before, "no ticket was printed")
    visitor.until(lambda: bool(hall.dock.slips("receipt-printer")[-1]["complete"]), "the ticket was not finished")
    assert ticket in hall.dock.slips("receipt-printer")[-1]["text"]
    visitor.until(lambda: bool(hall.drafts(ticket)), "the desk has nothing of the visit")
    draft = hall.drafts(ticket)[0]
    assert (draft["item"], draft["name"], draft["assurance"]["level"]) == ("PEN-012", "陈桂兰", "L0")
    visitor.touch("primary")
    visitor.wait_for(views.Farewell)
    visit.take_card()
    visitor.touch("primary")
    visitor.wait_for(views.Attract)
