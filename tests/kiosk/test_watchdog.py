"""A ui that froze is killed; systemd hears that core lives."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
from pathlib import Path

import pytest

from kiosk import views
from kiosk.child import Child
from kiosk.display import UiDisplay
from kiosk.watchdog import watch

FROZEN_S = 1.0
TALKER = """
import socket, sys, time
line = socket.socket(socket.AF_UNIX)
line.connect(sys.argv[1])
while True:
    line.send(sys.argv[2].encode() + b"\\n")
    time.sleep(0.1)
"""


@pytest.fixture
async def display(tmp_path: Path):
    display = UiDisplay(tmp_path / "ui.sock")
    await display.channel.listen()
    yield display
    await display.channel.close()


async def test_a_frozen_ui_is_started_anew_and_a_talking_one_is_left_alone(display: UiDisplay) -> None:
    lost = asyncio.Event()
    display.on_lost = lost.set
    alive = views.encode(views.Alive()).decode()
    ui = Child("ui", [sys.executable, "-c", TALKER, str(display.channel.path), alive])
    ui.start()
    watching = asyncio.create_task(watch(display, ui, frozen_s=FROZEN_S, period_s=0.1))
    try:
        async with asyncio.timeout(30):
            while display.heard_at is None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(lost.wait(), 2 * FROZEN_S)
            assert not lost.is_set()
            before = ui.pid
            ui._process.send_signal(signal.SIGSTOP)
            await lost.wait()
            while ui.pid in (None, before):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    finally:
        watching.cancel()
        await ui.stop()


async def test_systemd_hears_that_core_lives(
    display: UiDisplay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(path)
        heard.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", path)
        watching = asyncio.create_task(watch(display, None, period_s=0.05))
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(10):
                assert await loop.sock_recv(heard, 64) == b"READY=1"
                assert await loop.sock_recv(heard, 64) == b"WATCHDOG=1"
        finally:
            watching.cancel()
