"""The preview ring: what a reader gets is whole, newest, or nothing."""

from __future__ import annotations

import multiprocessing
import stat
import struct
from pathlib import Path

import numpy as np
import pytest

from kiosk.vision.ring import RingReader, RingWriter, erase

WIDTH, HEIGHT = 64, 48


def plain(value: int) -> np.ndarray:
    return np.full((HEIGHT, WIDTH, 3), value, np.uint8)


def test_reader_gets_the_newest_frame_as_rgb(tmp_path: Path) -> None:
    writer = RingWriter(tmp_path / "face.ring", WIDTH, HEIGHT)
    reader = RingReader(tmp_path / "face.ring")
    assert reader.latest() is None
    frame = plain(0)
    frame[0, 0] = (10, 20, 30)
    writer.put(plain(9))
    writer.put(frame)
    got = reader.latest()
    assert got is not None
    assert (got.width, got.height) == (WIDTH, HEIGHT)
    assert got.pixels[:3] == bytes((30, 20, 10))
    assert len(got.pixels) == WIDTH * HEIGHT * 3


def test_sequences_grow_over_frames_and_wipes(tmp_path: Path) -> None:
    writer = RingWriter(tmp_path / "r", WIDTH, HEIGHT)
    reader = RingReader(tmp_path / "r")
    seen = []
    for round_ in range(3):
        for value in range(5):
            writer.put(plain(value))
            got = reader.latest()
            assert got is not None
            assert got.pixels[0] == value
            seen.append(got.sequence)
        writer.wipe()
        assert reader.latest() is None, round_
    assert seen == sorted(set(seen))


def test_wipe_leaves_no_pixel_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "r"
    writer = RingWriter(path, WIDTH, HEIGHT)
    for _ in range(4):
        writer.put(plain(0xA7))
    assert b"\xa7" * 64 in path.read_bytes()
    writer.wipe()
    assert b"\xa7" not in path.read_bytes()[4096:]


def test_close_removes_the_file_and_the_reader_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "r"
    writer = RingWriter(path, WIDTH, HEIGHT)
    writer.put(plain(1))
    reader = RingReader(path)
    assert reader.latest() is not None
    writer.close()
    writer.close()
    assert not path.exists()
    assert reader.latest() is None
    with pytest.raises(ValueError, match="closed"):
        writer.put(plain(1))


def test_reader_follows_a_new_writer_at_the_same_path(tmp_path: Path) -> None:
    path = tmp_path / "r"
    reader = RingReader(path)
    assert reader.latest() is None
    first = RingWriter(path, WIDTH, HEIGHT)
    first.put(plain(1))
    assert reader.latest() is not None
    second = RingWriter(path, WIDTH * 2, HEIGHT)
    assert reader.latest() is None
    second.put(np.full((HEIGHT, WIDTH * 2, 3), 2, np.uint8))
    got = reader.latest()
    assert got is not None
    assert (got.width, got.pixels[0]) == (WIDTH * 2, 2)


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    RingWriter(tmp_path / "r", WIDTH, HEIGHT)
    assert stat.S_IMODE((tmp_path / "r").stat().st_mode) == 0o600


def test_a_frame_of_another_size_is_refused(tmp_path: Path) -> None:
    writer = RingWriter(tmp_path / "r", WIDTH, HEIGHT)
    with pytest.raises(ValueError, match="does not fit"):
        writer.put(np.zeros((HEIGHT, WIDTH + 1, 3), np.uint8))


def test_a_file_that_is_no_ring_is_no_frame(tmp_path: Path) -> None:
    (tmp_path / "r").write_bytes(bytes(5000))
    assert RingReader(tmp_path / "r").latest() is None
    (tmp_path / "r").write_bytes(b"FRMRING1" + struct.pack("<IIII", 9, 9, 3, 0) + bytes(5000))
    assert RingReader(tmp_path / "r").latest() is None


def test_a_copy_overtaken_by_the_writer_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The writer laps the reader in the middle of its copy: the torn copy must not come out."""
    writer = RingWriter(tmp_path / "r", WIDTH, HEIGHT)
    reader = RingReader(tmp_path / "r")
    writer.put(plain(1))
    whole = RingReader._copy
    laps = [2, 3, 4]

    def lapped(self: RingReader, slot: int) -> bytes:
        pixels = whole(self, slot)
        while laps:
            writer.put(plain(laps.pop(0)))
        return pixels

    monkeypatch.setattr(RingReader, "_copy", lapped)
    got = reader.latest()
    assert got is not None
    assert set(got.pixels) == {4}


def test_a_reader_beside_a_lapping_writer_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = RingWriter(tmp_path / "r", WIDTH, HEIGHT)
    reader = RingReader(tmp_path / "r")
    writer.put(plain(1))

    def always_lapped(self: RingReader, slot: int) -> bytes:
        for _ in range(3):
            writer.put(plain(7))
        return b"torn"

    monkeypatch.setattr(RingReader, "_copy", always_lapped)
    assert reader.latest() is None


def _hammer(path: str, ready, stop) -> None:  # type: ignore[no-untyped-def]
    writer = RingWriter(Path(path), WIDTH, HEIGHT)
    value = 0
    while not stop.is_set():
        value = (value + 1) % 256
        writer.put(plain(value))
        ready.set()


def test_no_torn_frame_beside_a_hammering_process(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, stop = context.Event(), context.Event()
    process = context.Process(target=_hammer, args=(str(tmp_path / "r"), ready, stop))
    process.start()
    try:
        assert ready.wait(20)
        reader = RingReader(tmp_path / "r")
        whole = 0
        for _ in range(2000):
            got = reader.latest()
            if got is not None:
                assert len(set(got.pixels)) == 1
                whole += 1
        assert whole > 0
    finally:
        stop.set()
        process.join(10)


def test_erase_overwrites_and_removes_what_a_killed_writer_left(tmp_path: Path) -> None:
    path = tmp_path / "r"
    writer = RingWriter(path, WIDTH, HEIGHT)
    writer.put(plain(0xA7))
    with path.open("rb") as held:
        erase(path)
        assert b"\xa7" not in held.read()
    assert not path.exists()
    erase(path)
