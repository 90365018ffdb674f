"""`devices test` and `devices find` as commands, on simulated hardware."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest

from drivers_sim.sdt.device import ChipReaderDevice
from kiosk.starting import only_one
from kiosk.technician.testing import test_device as try_device

ROOT = Path(__file__).parents[2]
SIMULATED = ROOT / "config" / "simulated.toml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    text = SIMULATED.read_text("utf-8").replace("../var/sim/", "").replace("../var/kiosk", "state")
    (tmp_path / "kiosk.toml").write_text(text, "utf-8")
    return tmp_path / "kiosk.toml"


async def test_a_device_that_works_is_said_with_times(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reader = ChipReaderDevice(file.parent / "chip-reader", quick=True)
    await reader.start()
    try:
        code = await asyncio.to_thread(try_device, file, "chip-reader", "internal", as_json=True)
    finally:
        await reader.stop()
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert [(each["step"], each["passed"]) for each in said[:2]] == [("configuration", True), ("connection", True)]
    assert (said[2]["device"], said[2]["verdict"]) == ("chip-reader", "passed")
    assert all("milliseconds" in each for each in said)
    assert not (file.parent / "state").exists(), "a dry run makes nothing"


def test_a_port_that_is_not_there_is_said_with_what_is(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert try_device(file, "chip-reader", "internal", as_json=False) == 1
    said = capsys.readouterr().out
    assert "chip-reader is not there" in said
    assert "kiosk.toml" in said


def test_a_device_that_does_not_answer_fails(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(file.read_text("utf-8").replace("port = 9100", "port = 1"), "utf-8")
    assert try_device(file, "receipt-printer", "internal", as_json=False) == 1
    assert "not_connected" in capsys.readouterr().out


def test_an_unknown_id_or_a_wrong_file_is_2(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert try_device(file, "toaster", "internal", as_json=False) == 2
    assert "face-camera, scanner" in capsys.readouterr().err
    file.write_text("schema = 2\nmode = 3\n")
    assert try_device(file, "chip-reader", "internal", as_json=False) == 2
    assert "mode" in capsys.readouterr().err


def test_beside_a_running_kiosk_it_is_3(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with only_one(file.parent / "state"):
        assert try_device(file, "chip-reader", "internal", as_json=False) == 3
    assert "main.py diagnose" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["devices", "list"], ["devices", "find", "--only"], ["devices", "--help"]])
async def test_the_commands_are_there(arguments: list[str]) -> None:
    made = await asyncio.create_subprocess_exec(
        *(sys.executable, "main.py", *arguments), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await made.communicate()
    assert made.returncode == 0
    assert out
