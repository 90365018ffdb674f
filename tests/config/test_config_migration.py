"""A file of version 1 still runs, and can be rewritten with its comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.config import ConfigError, check_config_command, load, migrate_config_command, read

SHIPPED = Path(__file__).parents[2] / "config" / "simulated.toml"


def of_version(folder: Path, version: str) -> Path:
    path = folder / "kiosk.toml"
    path.write_text(SHIPPED.read_text("utf-8").replace("schema = 2", f"schema = {version}"), "utf-8")
    return path


def test_version_1_is_understood_with_a_notice(tmp_path: Path) -> None:
    found = read(of_version(tmp_path, "1"), require_files=False)
    assert found.config.schema_version == 2
    (notice,) = found.notices
    assert "migrate-config" in notice.en
    assert "版本 1" in notice.zh
    assert read(SHIPPED, require_files=False).notices == ()


@pytest.mark.parametrize("version", ["3", "99", "0", "-1"])
def test_an_unknown_version_is_one_finding(tmp_path: Path, version: str) -> None:
    path = of_version(tmp_path, version)
    with pytest.raises(ConfigError) as caught:
        load(path, require_files=False)
    (finding,) = caught.value.findings
    assert finding.key == "schema"
    assert path.read_text("utf-8").split("\n")[finding.line - 1].startswith("schema =")
    assert finding.found.startswith(f"version {version}")


@pytest.mark.parametrize("version", ["true", '"1"', "1.0"])
def test_what_is_no_version_is_one_finding(tmp_path: Path, version: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(of_version(tmp_path, version), require_files=False)
    assert [each.key for each in caught.value.findings] == ["schema"]


def test_rewriting_shows_first_and_writes_when_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = of_version(tmp_path, "1    # the file's version = 1")
    path.chmod(0o640)
    before = path.read_text("utf-8")
    assert migrate_config_command(path, write=False) == 0
    assert "+schema = 2    # the file's version = 1" in capsys.readouterr().out
    assert path.read_text("utf-8") == before
    assert migrate_config_command(path, write=True) == 0
    assert path.read_text("utf-8") == before.replace("schema = 1", "schema = 2")
    assert path.stat().st_mode & 0o777 == 0o640
    assert migrate_config_command(path, write=True) == 0
    assert "nothing to do" in capsys.readouterr().out


def test_line_ends_and_a_link_stay(tmp_path: Path) -> None:
    path = of_version(tmp_path, "1")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    assert migrate_config_command(link, write=True) == 0
    assert link.is_symlink()
    assert path.read_bytes().startswith(SHIPPED.read_bytes().replace(b"\n", b"\r\n")[:40])


def test_what_cannot_be_rewritten_safely_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = of_version(tmp_path, "0x1")
    before = path.read_bytes()
    assert migrate_config_command(path, write=True) == 1
    assert path.read_bytes() == before
    assert "by hand" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["schema = 7\n", "schema = ", ""])
def test_what_is_no_known_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(text)
    assert migrate_config_command(path, write=True) == (0 if text == "" else 2)
    assert path.read_text() == text


def test_checking_a_file_of_version_1_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_config_command(of_version(tmp_path, "1"), shape=True) == 0
    said = capsys.readouterr()
    assert "--write rewrites it" in said.err
    assert "OK" in said.out
