"""One kiosk a state folder; a keeper that ends when it is asked to; a vision process that cannot start."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from devices.model import DeviceClass
from kiosk.equipment import Equipment
from kiosk.parent import ROOT
from kiosk.recognition import Recognition
from kiosk.starting import only_one
from kiosk.vision import messages

DYING = """
import sys
from kiosk import keeper
keeper.PAUSE_S = 60.0
keeper.main_command = lambda *_: [sys.executable, "-c", "print('born', flush=True); raise SystemExit(1)"]
raise SystemExit(keeper.keep_alive([]))
"""


def test_a_keeper_asked_to_end_starts_nothing_more() -> None:
    with subprocess.Popen([sys.executable, "-c", DYING], stdout=subprocess.PIPE, cwd=ROOT) as keeper:
        assert keeper.stdout is not None
        assert keeper.stdout.readline() == b"born\n"
        keeper.send_signal(signal.SIGTERM)
        rest, _ = keeper.communicate(timeout=10)
    assert (keeper.returncode, rest) == (0, b"")


def test_a_second_kiosk_with_the_same_state_folder_is_refused(tmp_path: Path) -> None:
    with only_one(tmp_path / "state"), pytest.raises(OSError, match="running already"):
        only_one(tmp_path / "state")
    only_one(tmp_path / "state").close()


def test_a_state_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    with pytest.raises(FileExistsError):
        only_one(tmp_path / "state")


async def until(holds: Any, seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.005)


async def test_a_vision_process_that_never_gets_ready_ends_one_visit_and_no_more(tmp_path: Path) -> None:
    told: list[messages.DeviceStatus] = []
    lost: list[bool] = []
    recognition = Recognition(lambda _socket, _rings: ["sleep", "600"], tmp_path, told.append)
    recognition.on_lost = lambda *, hopeless: lost.append(hopeless)
    await recognition.start()

    async def live(*events: messages.AnyEvent) -> None:
        _reader, writer = await asyncio.open_unix_connection(tmp_path / "vision-1.sock")
        for event in events:
            writer.write(messages.encode(event) + b"\n")
        await writer.drain()
        writer.close()

    online = messages.DeviceStatus(device="scanner", health="online", reason="ok")
    try:
        for number in range(1, 4):
            await live(online)
            await until(lambda number=number: len(lost) == number)
        assert lost == [False, True, True]
        assert len(told) == 1
        await live(online, messages.Ready(milliseconds=1.0))
        await until(lambda: len(lost) == 4)
        assert lost[3] is False
        assert len(told) == 2
    finally:
        await recognition.stop()


async def test_a_camera_that_goes_on_starting_for_too_long_is_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.equipment.STARTING_S", 0.05)
    equipment = Equipment({}, {"scanner": DeviceClass.DOCUMENT_CAMERA})
    await asyncio.wait_for(equipment.changed(), 5)
    assert not equipment.hopeful(DeviceClass.DOCUMENT_CAMERA)
