"""A kiosk whose file is broken or gone starts on the last good one, and says so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.config import ConfigError, in_force, keep, load
from kiosk.config import writing as writing_module
from kiosk.starting import in_force_or_exit

SHIPPED = Path(__file__).parents[2] / "config" / "simulated.toml"
SHIPPED_STATE = 'state_dir = "../var/kiosk"'


@pytest.fixture(autouse=True)
def own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A kiosk's file with every kind of value, and a state folder beside it."""
    text = SHIPPED.read_text("utf-8").replace(SHIPPED_STATE, 'state_dir = "state"')
    text += '\n[day.hours]\nmon = ["09:00-12:00", "13:00-17:00"]\n'
    text = text.replace("self_test_min = 30", "closed_on = [2026-10-01]")
    path = tmp_path / "kiosk.toml"
    path.write_text(text, "utf-8")
    (tmp_path / "state").mkdir()
    return path


def kept(file: Path) -> Path:
    keep(load(file, require_files=False), file)
    return file.parent / "state" / "config-last-good.toml"


def test_a_copy_is_the_same_configuration_wherever_it_is_read_from(file: Path) -> None:
    copy = kept(file)
    assert load(copy, require_files=False) == load(file, require_files=False)
    assert copy.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "breaking",
    [
        lambda file: file.unlink(),
        lambda file: file.write_text(""),
        lambda file: file.write_bytes(b"\xff\xfe"),
        lambda file: file.write_text(file.read_text("utf-8").replace("width = 1080", "width = "), "utf-8"),
        lambda file: file.write_text(file.read_text("utf-8").replace("width = 1080", 'width = "wide"'), "utf-8"),
        lambda file: file.write_text(file.read_text("utf-8").replace('state_dir = "state"', ""), "utf-8"),
        lambda file: file.write_text(file.read_text("utf-8").replace("schema = 2", "schema = 9"), "utf-8"),
    ],
    ids=["gone", "empty", "not UTF-8", "no TOML", "wrong value", "no state folder", "newer version"],
)
def test_a_broken_file_is_replaced_by_the_copy_with_a_notice(file: Path, breaking: object) -> None:
    good, copy = load(file, require_files=False), kept(file)
    assert callable(breaking)
    breaking(file)
    found = in_force(file, require_files=False)
    assert (found.config, found.file) == (good, copy)
    assert found.notice is not None
    assert found.notice.file == file
    assert found.notice.findings
    assert "last good" in found.notice.en
    assert "上次可用" in found.notice.zh


def test_without_the_pointer_the_state_folder_is_read_from_the_broken_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept(file)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
    file.write_text(file.read_text("utf-8").replace("width = 1080", "width = "), "utf-8")
    assert in_force(file, require_files=False).notice is not None


def test_without_a_good_one_the_fault_is_the_files(file: Path) -> None:
    file.write_text("schema = 2\nmode = 3\n")
    with pytest.raises(ConfigError) as caught:
        in_force(file, require_files=False)
    assert {each.file for each in caught.value.findings} == {file}


def test_a_copy_of_another_file_is_not_taken(file: Path) -> None:
    kept(file)
    other = file.with_name("other.toml")
    other.write_text(file.read_text("utf-8").replace("width = 1080", "width = "), "utf-8")
    with pytest.raises(ConfigError):
        in_force(other, require_files=False)


def test_a_broken_copy_is_not_taken(file: Path) -> None:
    copy = kept(file)
    copy.write_text(copy.read_text("utf-8").replace("1080", '"wide"').replace("schema = 2", "schema = 3"), "utf-8")
    file.unlink()
    with pytest.raises(ConfigError):
        in_force(file, require_files=False)


def test_power_lost_while_the_copy_is_written_leaves_the_old_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept(file).read_bytes()
    file.write_text(file.read_text("utf-8").replace("attempts = 3", "attempts = 5"), "utf-8")

    def lost(_: int) -> None:
        raise OSError(5, "power lost")

    monkeypatch.setattr(writing_module.os, "fsync", lost)
    with pytest.raises(OSError, match="power lost"):
        kept(file)
    state = file.parent / "state"
    assert (state / "config-last-good.toml").read_bytes() == before
    assert [each.name for each in state.iterdir()] == ["config-last-good.toml"]


def test_the_copy_is_on_the_disk_before_it_takes_the_name(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    fsync, rename = os.fsync, Path.replace
    monkeypatch.setattr(writing_module.os, "fsync", lambda handle: (done.append("fsync"), fsync(handle))[1])
    monkeypatch.setattr(Path, "replace", lambda self, to: (done.append("rename"), rename(self, to))[1])
    kept(file)
    assert done[:3] == ["fsync", "rename", "fsync"]


def test_an_unchanged_configuration_is_not_written_again(file: Path) -> None:
    copy = kept(file)
    before = copy.stat().st_ino
    assert kept(file).stat().st_ino == before


def test_pointers_to_kiosks_that_are_gone_are_forgotten(file: Path, tmp_path: Path) -> None:
    kept(file)
    folder = tmp_path / "xdg" / "hrss-kiosk" / "state-of"
    (folder / "gone").write_text(f"{tmp_path / 'gone'}\n")
    kept(file)
    assert [each.read_text() for each in folder.iterdir()] == [f"{tmp_path / 'state'}\n"]


def test_starting_says_it_loudly(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(file)
    file.write_text(file.read_text("utf-8").replace("width = 1080", 'width = "wide"'), "utf-8")
    assert in_force_or_exit(file, require_files=False).notice is not None
    said = capsys.readouterr().err
    assert "screen.width" in said
    assert "running on the last good configuration" in said
    assert "正在使用上次可用的配置" in said


def test_starting_ends_with_2_where_nothing_is_good(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.unlink()
    with pytest.raises(SystemExit) as ended:
        in_force_or_exit(file)
    assert ended.value.code == 2
    assert "No such file" in capsys.readouterr().err
