"""The folder in memory: private, one a kiosk, and nothing of a killed kiosk's pictures is left in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.runtime_folder import RuntimeFolder


@pytest.fixture
def state(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "memory").mkdir()
    return tmp_path


def test_it_is_private_linked_and_gone_at_the_end(state: Path) -> None:
    folder = RuntimeFolder(state / "a", state / "memory")
    assert folder.path.stat().st_mode & 0o777 == 0o700
    assert (state / "a" / "run").resolve() == folder.path
    folder.close()
    assert not folder.path.exists()


def test_what_a_killed_kiosk_left_is_removed_and_a_running_one_is_left_alone(state: Path) -> None:
    running = RuntimeFolder(state / "a", state / "memory")
    dead = next((state / "memory").iterdir()).with_name(running.path.name[:-8] + "00000000")
    (dead / "rings").mkdir(parents=True)
    ring = dead / "rings" / "face.ring"
    ring.write_bytes(b"a face")
    kept = state / "kept"
    kept.hardlink_to(ring)
    mine = RuntimeFolder(state / "b", state / "memory")
    assert not dead.exists()
    assert kept.read_bytes() == bytes(6)
    assert running.path.exists()
    mine.close()
    running.close()
