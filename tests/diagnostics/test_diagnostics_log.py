"""The device log: kept over restarts, ordered by sequence, bounded, and never in the way of a kiosk that starts."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from kiosk.devicelog import CheckRecord, DeviceLog, StatusEvent
from kiosk.devicelog import log as module


def event(wall: float = 1000.0, device: str = "printer", reason: str = "ok") -> StatusEvent:
    return StatusEvent(wall, device, "receipt_printer", "online", reason, "none")


def check(wall: float = 1000.0) -> CheckRecord:
    return CheckRecord(wall, "printer", "receipt_printer", "external", "passed", "ok", 12.5, "screen")


async def test_events_checks_and_statistics_outlast_a_restart(tmp_path: Path) -> None:
    log = DeviceLog(tmp_path / "devices.db")
    log.note(event())
    log.note_check(check())
    log.keep_statistics({"printer": {"HoursPoweredCount": 3, "CommunicationErrorCount": 1}})
    log.close()
    log = DeviceLog(tmp_path / "devices.db")
    assert [each.reason for each in await log.events("printer")] == ["ok"]
    assert (await log.checks())[0].verdict == "passed"
    assert await log.statistics() == {"printer": {"HoursPoweredCount": 3, "CommunicationErrorCount": 1}}
    log.close()


async def test_the_order_is_that_of_writing_whatever_the_clock_said(tmp_path: Path) -> None:
    log = DeviceLog(tmp_path / "devices.db")
    for wall in (2000.0, 1000.0, 3000.0):
        log.note_check(check(wall))
    assert [each.wall for each in await log.checks()] == [3000.0, 1000.0, 2000.0]
    log.close()


async def test_a_flapping_device_fills_no_disk_and_pushes_out_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT_EVENTS", 20)
    monkeypatch.setattr(module, "PRUNE_EVERY", 10)
    log = DeviceLog(tmp_path / "devices.db")
    log.note(event(device="camera"))
    for number in range(101):
        log.note(event(wall=float(number)))
    kept = await log.events("printer", limit=1000)
    assert 20 <= len(kept) < 31
    assert kept[0].wall == 100.0
    assert len(await log.events("camera")) == 1
    log.close()


@pytest.mark.parametrize("damage", [b"not a database at all" * 300, b""])
async def test_a_damaged_file_is_set_aside(tmp_path: Path, damage: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "devices.db"
    path.write_bytes(damage)
    log = DeviceLog(path)
    log.note(event())
    assert len(await log.events()) == 1
    log.close()
    aside = path.with_name("devices.db.damaged-1")
    assert aside.exists() == bool(damage)
    said = capsys.readouterr()
    assert ("devicelog.set_aside" in said.out + said.err) == bool(damage)


async def test_damage_found_while_running_begins_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "devices.db"
    log = DeviceLog(path)
    for number in range(300):
        log.note(event(wall=float(number)))
    await log.events()
    log.close()
    whole = path.read_bytes()
    page = 4096
    log = DeviceLog(path)
    path.write_bytes(whole[: 2 * page] + b"\xff" * (len(whole) - 2 * page))
    log.note(event(reason="paper_out"))
    kept = await log.events(limit=1)
    log.note(event(reason="ok"))
    assert (await log.events(limit=1))[0].reason == "ok"
    assert kept
    log.close()


async def test_a_file_of_a_later_program_is_set_aside_too(tmp_path: Path) -> None:
    path = tmp_path / "devices.db"
    connection = apsw.Connection(str(path))
    connection.pragma("user_version", 99)
    connection.close()
    log = DeviceLog(path)
    assert await log.events() == ()
    log.close()
    assert path.with_name("devices.db.damaged-1").exists()


def test_only_the_last_damaged_files_stay(tmp_path: Path) -> None:
    path = tmp_path / "devices.db"
    for _ in range(6):
        path.write_bytes(b"rubbish" * 1000)
        DeviceLog(path).close()
    assert sorted(each.name for each in tmp_path.glob("*.damaged-*")) == [
        "devices.db.damaged-4",
        "devices.db.damaged-5",
        "devices.db.damaged-6",
    ]


async def test_where_no_file_can_be_made_the_kiosk_runs_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "devices.db").mkdir()
    log = DeviceLog(tmp_path / "devices.db")
    log.note(event())
    assert len(await log.events()) == 1
    log.close()
