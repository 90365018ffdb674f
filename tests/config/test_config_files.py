"""Files that a configuration names: there, a file, readable, and where secret nobody else's."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.config import ConfigError, check_config_command, load
from tests.config.config_files import right_files

ROOT = Path(__file__).parents[2]
FULL = ROOT / "config" / "full.toml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    text = FULL.read_text("utf-8").replace("/etc/hrss-kiosk/", "").replace("/var/lib/hrss-kiosk", "state")
    (tmp_path / "kiosk.toml").write_text(text, "utf-8")
    right_files(tmp_path, "central-ca.pem")
    (tmp_path / "state").mkdir()
    return tmp_path / "kiosk.toml"


def directory(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


CASES: dict[str, tuple[str, Callable[[Path], object], str, str, str]] = {
    "no certificate": ("central-ca.pem", Path.unlink, "central.ca_file", "no file", "没有此文件"),
    "a folder for a certificate": ("central-ca.pem", directory, "central.ca_file", "a folder", "是文件夹"),
    "no code": ("enrolment-code", Path.unlink, "central.enrolment_code_file", "no file", "没有此文件"),
    "an open code": (
        "enrolment-code",
        lambda path: path.chmod(0o640),
        "central.enrolment_code_file",
        "(0640)",
        "其他用户也能访问",
    ),
    "no PIN": ("staff-pin", Path.unlink, "staff.pin_file", "no file", "没有此文件"),
    "an open PIN": ("staff-pin", lambda path: path.chmod(0o644), "staff.pin_file", "(0644)", "其他用户也能访问"),
    "no certificate in it": (
        "central-ca.pem",
        lambda path: path.write_text("x"),
        "central.ca_file",
        "holds something else",
        "内容不对",
    ),
    "the PIN itself": (
        "staff-pin",
        lambda path: path.write_text("271828"),
        "staff.pin_file",
        "holds something else",
        "内容不对",
    ),
    "a pipe for a PIN": (
        "staff-pin",
        lambda path: (path.unlink(), os.mkfifo(path)),
        "staff.pin_file",
        "no regular file",
        "不是普通文件",
    ),
    "a link to itself": (
        "central-ca.pem",
        lambda path: (path.unlink(), path.symlink_to(path.name)),
        "central.ca_file",
        "no file",
        "没有此文件",
    ),
    "an open key": (
        "state/device-key.pem",
        lambda path: (path.write_text("k"), path.chmod(0o604)),
        "kiosk.state_dir",
        "(0604)",
        "其他用户也能访问",
    ),
    "a file for a folder": (
        "state",
        lambda path: (path.rmdir(), path.write_text("")),
        "kiosk.state_dir",
        "no folder",
        "不是文件夹",
    ),
}


def test_whole_and_private_files_are_accepted(file: Path) -> None:
    assert load(file).mode == "production"


@pytest.mark.parametrize("case", CASES)
def test_is_found_on_its_line(file: Path, case: str) -> None:
    name, change, key, en, zh = CASES[case]
    change(file.parent / name)
    with pytest.raises(ConfigError) as caught:
        load(file)
    (finding,) = caught.value.findings
    assert finding.key == key
    assert file.read_text("utf-8").split("\n")[finding.line - 1].startswith(key.rpartition(".")[2])
    assert en in finding.found
    assert zh in finding.message_zh


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_found(file: Path) -> None:
    (file.parent / "central-ca.pem").chmod(0)
    with pytest.raises(ConfigError) as caught:
        load(file)
    assert [each.key for each in caught.value.findings] == ["central.ca_file"]


def test_what_may_not_be_read_is_found_for_root_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unreadable = file.parent / "central-ca.pem"
    monkeypatch.setattr(os, "access", lambda path, mode: path != unreadable)
    with pytest.raises(ConfigError) as caught:
        load(file)
    (finding,) = caught.value.findings
    assert "may not read" in finding.found


@pytest.mark.parametrize("name", ["full", "countertop", "no-camera", "simulated"])
def test_each_ready_file_has_its_right_shape(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_config_command(ROOT / "config" / f"{name}.toml", shape=True) == 0
    assert "OK" in capsys.readouterr().out


@pytest.mark.skipif(Path("/etc/hrss-kiosk").exists(), reason="this machine is a kiosk")
@pytest.mark.parametrize("name", ["full", "countertop", "no-camera"])
def test_on_another_machine_a_ready_file_lacks_its_files_only(name: str) -> None:
    expected = {"central.ca_file", "central.enrolment_code_file", "staff.pin_file"}
    with pytest.raises(ConfigError) as caught:
        load(ROOT / "config" / f"{name}.toml")
    assert {each.key for each in caught.value.findings} == expected


@pytest.mark.parametrize(
    ("old", "new", "key", "en"),
    [
        ('"central-ca.pem"', f'"{"a" * 300}"', "central.ca_file", "too long"),
        ('"state"', '"central-ca.pem/state"', "kiosk.state_dir", "is no folder"),
        ('"state"', '"~/state"', "kiosk.state_dir", '"~/state"'),
        ('"staff-pin"', '"271828"', "staff.pin_file", "a secret written in (not shown)"),
    ],
)
def test_a_path_that_cannot_be(file: Path, old: str, new: str, key: str, en: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(file)
    (finding,) = caught.value.findings
    assert finding.key == key
    assert en in finding.found
    assert "271828" not in str(finding)
