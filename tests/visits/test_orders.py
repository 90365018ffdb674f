"""What the central orders of a kiosk: done between visits, seen on its screen, told back."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from kiosk import views
from play.hall import Hall
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-b")
KIOSK = "nn-demo-01"
LONG = 40.0


def order(hall: Hall, **command: Any) -> str:
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    answer = hall.as_staff(f"/v1/kiosks/{KIOSK}/commands", "POST", json={"command": command}, headers=headers)
    return str(answer["id"])


def state(hall: Hall, number: str) -> str:
    return str(hall.as_staff(f"/v1/kiosks/{KIOSK}/commands/{number}")["state"])


def test_a_message_and_out_of_service_between_visits(hall: Hall, play: Play) -> None:
    visit = play("wei-zhiqiang")
    visitor = visit.visitor
    visit.begin("zh")
    visitor.wait_for(views.PlaceCard)
    until = "2099-01-01T00:00:00+08:00"
    said = order(hall, kind="message", zh="下午三点停电", en="Power cut at three", until=until)
    out = order(hall, kind="out_of_service")
    visitor.until(lambda: state(hall, out) == "fetched", "not fetched", LONG)
    assert isinstance(visitor.view, views.PlaceCard), "a visit is not broken off"
    visitor.touch("leave")
    shown = visitor.wait_for(views.Attract, lambda view: view.service == "out_of_service", seconds=LONG)
    assert shown.title is not None
    assert shown.title.id == "attract.withdrawn.title"
    texts = " ".join(visitor.texts())
    assert "本机暂停服务" in texts
    assert "下午三点停电" in texts
    assert visitor.window.find("primary") is None
    back = order(hall, kind="in_service")
    visitor.wait_for(views.Attract, lambda view: view.service != "out_of_service", seconds=LONG)
    assert "下午三点停电" in " ".join(visitor.texts())
    order(hall, kind="message", zh="旧", en="old", until="2026-01-01T00:00:00+08:00")
    visitor.wait_for(views.Attract, lambda view: view.announcement is None, seconds=LONG)
    visitor.until(lambda: {state(hall, each) for each in (said, out, back)} == {"done"}, "not told", LONG)
