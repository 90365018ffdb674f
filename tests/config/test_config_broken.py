"""The production configuration broken in a hundred ways: each is said with its line, its key, in both languages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import ConfigError, check_config_command, load

FULL = Path(__file__).parents[2] / "config" / "full.toml"
CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "broken.toml").read_text("utf-8"))["cases"]


def broken(folder: Path, case: dict[str, Any]) -> tuple[Path, int]:
    """The file with the case's change, and the line on which the change begins."""
    text = FULL.read_text("utf-8")
    assert case["old"] in text
    path = folder / "kiosk.toml"
    path.write_text(text.replace(case["old"], case["new"], 1), "utf-8")
    return path, text[: text.index(case["old"])].count("\n") + 1


def test_there_are_fifty_and_more() -> None:
    assert len(CASES) > 100
    assert len({case["name"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_is_said_exactly(tmp_path: Path, case: dict[str, Any]) -> None:
    path, line = broken(tmp_path, case)
    with pytest.raises(ConfigError) as caught:
        load(path, require_files=False)
    said = [
        {"at": each.line - line, "key": each.key, "en": each.message_en, "zh": each.message_zh}
        for each in caught.value.findings
    ]
    assert said == case["said"]


SECRETS = [each for each in CASES if "hunter2" in each["new"] or "314159" in each["new"]]


@pytest.mark.parametrize("case", SECRETS, ids=[case["name"] for case in SECRETS])
def test_a_secret_is_never_repeated(tmp_path: Path, case: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = broken(tmp_path, case)
    assert check_config_command(path) == 2
    said = capsys.readouterr()
    assert "hunter2" not in said.out + said.err
    assert "314159" not in said.out + said.err


def test_the_unbroken_file_has_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(FULL.read_text("utf-8"), "utf-8")
    assert len(load(path, require_files=False).devices) == 9
