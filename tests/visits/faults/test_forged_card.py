"""One citizen's photograph on another's card, and a photograph held up: neither gets the other's benefit."""

from __future__ import annotations

import pytest

from kiosk import views
from play.hall import Hall
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-a")


def test_a_card_with_anothers_photograph_does_not_open_the_benefit(hall: Hall, play: Play) -> None:
    """lu-daming's card carries another's picture: the face does not match it."""
    visit = play("lu-daming")
    visitor = visit.visitor
    visit.begin()
    visit.identify("scanner")
    visitor.wait_for(views.FaceCheck)
    hall.dock.seat("lu-daming")
    notice = visitor.wait_for(views.Notice, seconds=90)
    assert notice.title.id == "notice.no_match.title"


def test_my_photograph_on_your_card_does_not_give_me_your_claim(hall: Hall, play: Play) -> None:
    """The print and the face agree, the central's photograph does not: a payment stays closed."""
    visit = play("wei-zhiqiang")
    visitor = visit.visitor
    visit.begin()
    visit.identify("scanner", condition="wrong_photo")
    visitor.wait_for(views.FaceCheck)
    hall.dock.seat(wrong_photo_of("wei-zhiqiang"), "live")
    seen = visitor.wait_for(views.Notice, seconds=90)
    assert seen.title.id == "notice.no_match.title"


@pytest.mark.parametrize("mode", ["photograph", "screen_replay"])
def test_a_photograph_or_a_recording_held_up_is_not_a_person_and_ends_with_a_number_for_the_desk(
    hall: Hall, play: Play, mode: str
) -> None:
    visit = play("liang-fei")
    visitor = visit.visitor
    visit.begin()
    visit.identify("scanner")
    visitor.wait_for(views.FaceCheck)
    hall.dock.seat("liang-fei", mode)
    notice = visitor.wait_for(views.Notice, seconds=90)
    assert notice.title.id in ("notice.not_live.title", "notice.timed_out.title", "notice.no_match.title")
    visitor.touch("choice:staff")
    visitor.wait_for(views.Notice, lambda view: view.title.id == "notice.staff_ticket.title" and view.ticket)


def wrong_photo_of(slug: str) -> str:
    """Whose picture a card of `slug` carries in the condition wrong_photo."""
    from drivers_sim.people import load_citizens
    from drivers_sim.people.documents import pictured

    citizens = load_citizens()
    return pictured(citizens[slug], citizens, "wrong_photo").slug
