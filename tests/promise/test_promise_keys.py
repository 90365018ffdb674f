"""The device's key: made once, readable by its user alone."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.outbox.keys import KeyFileError, load_or_create, public_bytes


def test_made_once_with_mode_600(tmp_path: Path) -> None:
    state = tmp_path / "state"
    first = public_bytes(load_or_create(state))
    assert public_bytes(load_or_create(state)) == first
    (file,) = state.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_starting_twice_at_once_makes_one_key(tmp_path: Path) -> None:
    from kiosk.outbox import keys

    path = tmp_path / "device-key.pem"
    keys._create(path)
    before = path.read_bytes()
    keys._create(path)
    assert path.read_bytes() == before
    with ThreadPoolExecutor(4) as pool:
        assert len({public_bytes(key) for key in pool.map(load_or_create, [tmp_path] * 8)}) == 1


def test_refuses_a_key_that_others_may_read(tmp_path: Path) -> None:
    load_or_create(tmp_path)
    (tmp_path / "device-key.pem").chmod(0o640)
    with pytest.raises(KeyFileError, match="600"):
        load_or_create(tmp_path)


def test_refuses_what_is_no_key(tmp_path: Path) -> None:
    load_or_create(tmp_path)
    (tmp_path / "device-key.pem").write_text("nothing")
    with pytest.raises(KeyFileError, match="no key"):
        load_or_create(tmp_path)
