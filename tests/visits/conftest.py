"""Whole visits: central, simulated devices and core as processes, the real window in this one, over the real wires."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from play.hall import Hall
from play.visit import PlayedVisit
from play.visitor import Visitor

Play = Callable[[str], PlayedVisit]


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    changes = {"take_card_s = 20.0": "take_card_s = 5.0", "heartbeat_s = 30.0": "heartbeat_s = 2.0"}
    with Hall(tmp_path_factory.mktemp("hall"), changes) as hall:
        yield hall


@pytest.fixture
def visitor(hall: Hall, qapp: object) -> Iterator[Visitor]:
    """A window on the hall's kiosk, every device whole and nobody there."""
    hall.tidy()
    visitor = Visitor(hall.ui_socket)
    yield visitor
    visitor.close()  # core ends the visit when its window is gone, whatever is shown


@pytest.fixture
def play(hall: Hall, visitor: Visitor) -> Play:
    return lambda citizen: PlayedVisit(visitor, hall.dock, citizen)
