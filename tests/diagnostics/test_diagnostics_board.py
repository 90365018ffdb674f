"""The board: since when a state holds, what goes into the log, and statistics that a restart does not lose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from diagnostics_clock import MovedClock

from devices.model import DeviceClass, Health
from devices.statistics import Statistics
from devices.trace import Trace
from kiosk.day.model import DeviceState
from kiosk.devicelog import DeviceLog
from kiosk.diagnostics.board import STALE_S, Board
from kiosk.diagnostics.presenting import cannot_tell, device_lines, mark_of


class Room:
    def __init__(self, path: Path, counted: dict[str, dict[str, float]] | None = None) -> None:
        self.clock = MovedClock()
        self.log = DeviceLog(path)
        self.worker = SimpleNamespace(
            statistics=Statistics.of(DeviceClass.RECEIPT_PRINTER, (counted or {}).get("printer")),
            trace=Trace(),
            status=SimpleNamespace(observed_at=0.0),
        )
        self.board = Board(
            self.log,
            self.clock,
            {"printer": self.worker},  # type: ignore[dict-item]
            {"camera": DeviceClass.CAMERA},
            counted,
        )


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path / "devices.db")
    yield made
    made.log.close()


def printer(reason: str, health: Health = Health.ONLINE) -> DeviceState:
    return DeviceState("printer", DeviceClass.RECEIPT_PRINTER, health, reason)


def camera(reason: str, health: Health = Health.ONLINE) -> DeviceState:
    return DeviceState("camera", DeviceClass.CAMERA, health, reason)


async def test_each_change_is_kept_once_with_its_time(room: Room) -> None:
    room.board.note(printer("ok"))
    room.clock.seconds += 60
    room.board.note(printer("paper_out", Health.USER_ERROR))
    room.clock.seconds += 60
    room.board.note(printer("paper_out", Health.USER_ERROR))  # a sub-state changed, the reason did not
    seen = room.board.seen(printer("paper_out", Health.USER_ERROR))
    assert seen.since == room.clock.wall + 60
    assert seen.action.value == "maintenance"
    assert [each.reason for each in await room.log.events("printer")] == ["paper_out", "ok"]


async def test_a_vision_process_that_is_exchanged_after_a_visit_is_no_event(room: Room) -> None:
    for reason, health in (("ok", Health.ONLINE), ("starting", Health.STARTING), ("ok", Health.ONLINE)):
        room.board.note(camera(reason, health))
    assert [each.reason for each in await room.log.events("camera")] == ["ok"]
    room.board.note(camera("frozen", Health.HARDWARE_ERROR))
    assert room.board.statistics("camera")["FrozenPictureCount"] == 1


async def test_statistics_go_on_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "devices.db"
    first = Room(path)
    first.worker.statistics.add("PaperCutCount", 3)
    first.board.note(camera("frozen", Health.HARDWARE_ERROR))
    first.board.write()
    first.log.close()
    log = DeviceLog(path)
    counted = await log.statistics()
    log.close()
    second = Room(path, counted)
    second.worker.statistics.add("PaperCutCount")
    assert second.board.statistics("printer")["PaperCutCount"] == 4
    assert second.board.statistics("camera")["FrozenPictureCount"] == 1
    second.log.close()


async def test_only_what_changed_is_written(room: Room) -> None:
    room.board.write()
    before = await room.log.statistics()
    room.worker.statistics.add("PaperCutCount")
    room.board.write()
    after = await room.log.statistics()
    assert before["camera"] == after["camera"]
    assert after["printer"]["PaperCutCount"] == 1


def test_what_was_not_looked_at_is_not_shown_as_fine(room: Room) -> None:
    room.board.note(printer("ok"))
    assert device_lines((room.board.seen(printer("ok")),))[0].mark == "works"
    room.clock.seconds += STALE_S + 1
    assert device_lines((room.board.seen(printer("ok")),))[0].mark == "unknown"


def test_nothing_but_a_device_without_a_complaint_works() -> None:
    for health in Health:
        assert (mark_of(health, "ok") == "works") == (health is Health.ONLINE)
    assert mark_of(Health.ONLINE, "paper_low") == "attention"
    assert mark_of(Health.STARTING, "starting") == "starting"


def test_staff_see_beside_the_face_camera_what_its_check_cannot_tell() -> None:
    told = {each.id for each in cannot_tell(DeviceClass.CAMERA)}
    assert "liveness.not_covered.screen_that_moves_as_asked" in told
    assert cannot_tell(DeviceClass.DOCUMENT_CAMERA) == ()
