"""The simulator as a program: its one line, its end, and configurations it cannot use."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from simulated_hall import free_port

from drivers_sim.settings import SettingsError, read_settings
from drivers_sim.simulate import run
from drivers_sim.stage import AGAIN_SECONDS, Screen, Stage

ROOT = Path(__file__).resolve().parents[2]
CONFIG = """
mode = "simulation"
[kiosk]
id = "test-01"
[simulation]
dock = "127.0.0.1:{dock}"
[[devices]]
id = "face"
class = "camera"
driver = "opencv"
transport = {{ kind = "mjpeg", url = "http://127.0.0.1:{camera}/face.mjpg" }}
[[devices]]
id = "reader"
class = "chip_reader"
driver = "sdt"
transport = {{ kind = "serial", port = "sim/reader", baud = 115200 }}
[[devices]]
id = "printer"
class = "receipt_printer"
driver = "escpos"
transport = {{ kind = "serial", port = "sim/printer", baud = 115200 }}
paper_mm = 58
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "kiosk.toml"
    file.write_text(CONFIG.format(dock=free_port(), camera=free_port()))
    return file


def test_one_line_when_ready_and_nothing_left_behind(config: Path) -> None:
    program = "import sys; from drivers_sim.simulate import run; run(sys.argv[1])"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(config)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            ready = json.loads(process.stdout.readline())
            assert set(ready["devices"]) == {"face", "reader", "printer"}
            assert (config.parent / "sim" / "reader").is_symlink()
            assert ready["devices"]["reader"] == str(config.parent / "sim" / "reader")
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert process.stdout.read() == ""
    assert list((config.parent / "sim").iterdir()) == []


def test_only_some_devices(config: Path) -> None:
    assert [device.id for device in read_settings(config, ("printer",)).devices] == ["printer"]
    with pytest.raises(SettingsError, match=r"toaster.*face, reader, printer"):
        read_settings(config, ("toaster",))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('mode = "simulation"', 'mode = "production"', "mode: found 'production'"),
        ("[kiosk]", "[kiosk", "not TOML"),
        ('dock = "127', 'dock = "', "simulation.dock"),
        ('kind = "mjpeg"', 'kind = "usb"', r"devices\[0\].transport.kind: found 'usb'"),
        ("paper_mm = 58", "paper_mm = 60", r"devices\[2\].paper_mm: found 60, allowed: 58 or 80"),
        ('port = "sim/reader"', "port = 3", r"devices\[1\].transport.port: found 3, allowed: a text"),
    ],
)
def test_a_configuration_that_cannot_be_simulated(config: Path, old: str, new: str, message: str) -> None:
    text = config.read_text()
    broken = text.replace(old, new)
    if old.startswith("dock"):
        broken = text.replace('dock = "127.0.0.1:', 'dock = "')
    assert broken != text
    config.write_text(broken)
    with pytest.raises(SettingsError, match=message):
        read_settings(config)


def test_bad_configuration_ends_with_two(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text("mode = 1")
    with pytest.raises(SystemExit) as ended:
        run(config)
    assert ended.value.code == 2
    assert str(config) in capsys.readouterr().err


async def test_the_same_screen_again_does_not_start_a_movement_anew() -> None:
    acted: asyncio.Queue[str] = asyncio.Queue()
    slept: list[float] = []

    async def act(action: str) -> float:
        acted.put_nowait(action)
        return 30.0

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if seconds > 30 + AGAIN_SECONDS / 2:
            await asyncio.Event().wait()

    async def next_act() -> str:
        return await asyncio.wait_for(acted.get(), 60)

    stage = Stage(act, sleep=sleep)
    for sentence in ("请向左转头", "再多一点"):
        stage.show(Screen("face", "turn_left", sentence))
    assert await next_act() == "turn_left"
    assert 0.3 <= slept[0] <= 0.9
    stage.show(Screen("face", "turn_left", "很好"))
    stage.show(Screen("face", "none", ""))
    stage.show(Screen("face", "blink", ""))
    assert await next_act() == "blink"
    assert acted.empty()
    assert slept[2] > 25, "a movement that has begun is ended before the next"
    await stage.close()
