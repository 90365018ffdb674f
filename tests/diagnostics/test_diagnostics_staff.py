"""The PIN file and the lock: a try is counted before it is judged, no plug or clock shortens a wait."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from diagnostics_clock import MovedClock

from kiosk.staff import pin_file
from kiosk.staff.lock import FILE_NAME, Lock, unlock


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pin_file, "_MEMORY_KIB", 64)
    monkeypatch.setattr(pin_file, "_ITERATIONS", 1)


def wrong(lock: Lock, clock: MovedClock, times: int) -> None:
    """Guess wrong, waiting as long as asked each time."""
    for _ in range(times):
        clock.seconds += lock.state().wait_s
        assert lock.count()


def test_a_pin_is_known_by_its_hash_alone(tmp_path: Path) -> None:
    path = tmp_path / "pin"
    pin_file.save(path, pin_file.made_from("482915"))
    assert b"482915" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    kept = pin_file.load(path)
    assert kept.is_pin("482915")
    assert not kept.is_pin("482916")
    assert not kept.is_pin("")


@pytest.mark.parametrize("bad", ["12345", "abcdef", "111111", "123456", "987654", "4829151234567", "４８２９１５", ""])
def test_what_is_no_pin_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="PIN"):
        pin_file.made_from(bad)


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pin"
    pin_file.save(path, pin_file.made_from("482915"))
    path.chmod(0o640)
    with pytest.raises(pin_file.PinFileError):
        pin_file.load(path)


@pytest.mark.parametrize("content", [b"", b"482915", b'{"pin": 5}', b"\xff\xfe"])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pin"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(pin_file.PinFileError):
        pin_file.load(path)


def test_a_staff_card_is_known_by_its_hash(tmp_path: Path) -> None:
    kept = pin_file.made_from("482915").with_card("A0001").with_card("A0002")
    assert kept.is_card("A0002")
    assert not kept.is_card("A0003")
    assert not pin_file.made_from("482915").is_card("A0001")


def test_five_tries_are_free_then_the_wait_doubles_until_it_is_locked(tmp_path: Path) -> None:
    clock = MovedClock()
    lock = Lock(tmp_path, clock)
    waits = []
    for _ in range(15):
        wrong(lock, clock, 1)
        waits.append(lock.state().wait_s)
    assert waits == [0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 0]
    assert lock.state().locked
    clock.seconds += 1e9
    assert not lock.count()


def test_no_try_counts_within_a_wait(tmp_path: Path) -> None:
    clock = MovedClock()
    lock = Lock(tmp_path, clock)
    wrong(lock, clock, 5)
    clock.seconds += 14.9
    assert not lock.count()
    clock.seconds += 0.2
    assert lock.count()


def test_a_right_pin_begins_anew(tmp_path: Path) -> None:
    clock = MovedClock()
    lock = Lock(tmp_path, clock)
    wrong(lock, clock, 6)
    clock.seconds += 60
    assert lock.count()
    lock.right()
    assert lock.state().wrong == 0
    assert Lock(tmp_path, clock).state().may_try


def test_a_restart_forgets_neither_tries_nor_waits(tmp_path: Path) -> None:
    clock = MovedClock()
    wrong(Lock(tmp_path, clock), clock, 6)
    rebooted = MovedClock()
    lock = Lock(tmp_path, rebooted)
    assert lock.state().wrong == 6
    assert lock.state().wait_s == pytest.approx(30, abs=0.1)


def test_what_was_waited_is_kept_over_a_restart(tmp_path: Path) -> None:
    clock = MovedClock()
    lock = Lock(tmp_path, clock)
    wrong(lock, clock, 8)
    for _ in range(100):
        clock.seconds += 1
        lock.state()
    left = Lock(tmp_path, MovedClock()).state().wait_s
    assert 20 <= left <= 25


def test_setting_the_clock_forward_changes_nothing(tmp_path: Path) -> None:
    clock = MovedClock()
    lock = Lock(tmp_path, clock)
    wrong(lock, clock, 5)
    clock.wall += 10 * 365 * 86400
    os.utime(tmp_path / FILE_NAME, (0, 0))
    assert lock.state().wait_s == 15
    assert Lock(tmp_path, MovedClock()).state().wait_s == 15


def test_power_lost_while_a_try_is_judged_leaves_it_counted(tmp_path: Path) -> None:
    for expected in range(1, 5):
        lock = Lock(tmp_path, MovedClock())
        assert lock.count()
        assert Lock(tmp_path, MovedClock()).state().wrong == expected


def test_a_technician_unlocks_a_kiosk_that_runs(tmp_path: Path) -> None:
    clock = MovedClock()
    lock = Lock(tmp_path, clock)
    wrong(lock, clock, 15)
    assert lock.state().locked
    unlock(tmp_path)
    assert lock.state().may_try
    assert lock.state().wrong == 0


def test_a_damaged_file_gives_neither_all_tries_nor_none(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"\x00\x00")
    clock = MovedClock()
    lock = Lock(tmp_path, clock)
    assert lock.state().wait_s == 15
    clock.seconds += 15
    assert lock.count()


def test_a_try_that_cannot_be_counted_is_none(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "gone", MovedClock())
    assert not lock.count()
