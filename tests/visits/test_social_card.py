"""Visits by social security card and by its electronic form: as sure as the central's photograph, or a ticket."""

from __future__ import annotations

import pytest

from kiosk import views
from play.hall import Hall
from play.visit import electronic_card
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-a")


def test_a_pension_is_confirmed_with_the_social_security_card(hall: Hall, play: Play) -> None:
    visit = play("chen-guilan")
    visit.begin()
    visit.identify("card-reader")
    assert hall.dock.device("card-reader")["card"] == "inside", "it is held while it is in use"
    visit.show_face()
    visit.choose("retirement", "PEN-012")
    visit.fill()
    visit.submit()
    application = hall.application(visit.played.application)
    assert application["state"] == "CLOSED"
    assert application["assurance"]["level"] == "L3"
    assert application["assurance"]["document"] == "social_card"
    visit.visitor.touch("primary")
    farewell = visit.visitor.wait_for(views.Farewell, lambda view: "social_card" in view.lying)
    assert "social_card" in farewell.reminders
    visit.take_card()
    visit.visitor.wait_for(views.Farewell, lambda view: view.lying == ())
    visit.visitor.touch("primary")
    visit.visitor.wait_for(views.Attract)


def test_the_code_on_a_telephone_says_who_it_is_and_other_codes_say_why_not(hall: Hall, play: Play) -> None:
    visit = play("wei-zhiqiang")
    visitor = visit.visitor
    visit.begin()
    visitor.wait_for(views.PlaceCard, lambda view: "code" in view.ways)
    hall.dock.show_code("code-scanner", electronic_card("lu-daming"))
    visitor.wait_for(views.PlaceCard, lambda view: view.guidance.id == "identify.code_expired")
    hall.dock.show_code("code-scanner", "HRSS1;N=NN2611240000010;R=K0123456789ABC$")
    visitor.wait_for(views.PlaceCard, lambda view: view.guidance.id == "identify.code_is_receipt")
    hall.dock.show_code("code-scanner", electronic_card("wei-zhiqiang"))
    shown = visitor.wait_for(views.ConfirmIdentity)
    assert [row.value.zh for row in shown.rows] == ["韦*强", "450*************7X"]
    visitor.touch("primary")
    visitor.wait_for(views.FaceCheck)
    visit.leave()
