"""The real socket: views in, intents out, lost and found again."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from kiosk import views
from ui.channel import SocketChannel
from ui.samples import sample


class FarEnd:
    """Core's end of the socket, in blocking calls."""

    def __init__(self, path: Path) -> None:
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        self.listener.listen()
        self.listener.settimeout(5)

    def accept(self) -> socket.socket:
        connection, _ = self.listener.accept()
        connection.settimeout(5)
        return connection


@pytest.fixture
def far_end(tmp_path: Path) -> Iterator[FarEnd]:
    end = FarEnd(tmp_path / "core.sock")
    yield end
    end.listener.close()


@pytest.fixture
def channel(qapp: QCoreApplication, tmp_path: Path) -> Iterator[SocketChannel]:
    made = SocketChannel(tmp_path / "core.sock")
    yield made
    made.close()


def test_views_come_in_however_the_bytes_are_cut(far_end: FarEnd, channel: SocketChannel, qtbot: QtBot) -> None:
    arrived: list[views.AnyView] = []
    channel.arrived.connect(arrived.append)
    channel.open()
    core = far_end.accept()
    line = views.encode(sample("privacy")) + b"\n"
    core.sendall(line[:9])
    core.sendall(line[9:] + line + line[:40])
    qtbot.waitUntil(lambda: len(arrived) == 2)
    core.sendall(line[40:])
    qtbot.waitUntil(lambda: len(arrived) == 3)
    assert arrived == [sample("privacy")] * 3


def test_what_is_no_view_is_passed_over_without_being_logged(
    far_end: FarEnd, channel: SocketChannel, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    arrived: list[views.AnyView] = []
    channel.arrived.connect(arrived.append)
    channel.open()
    core = far_end.accept()
    core.sendall(b'{"screen": "privacy", "name": "\xe9\x9f\xa6"}\n' + views.encode(sample("busy")) + b"\n")
    qtbot.waitUntil(lambda: len(arrived) == 1)
    assert "no view" in caplog.text
    assert "韦" not in caplog.text


def test_intents_go_out_one_a_line(far_end: FarEnd, channel: SocketChannel, qtbot: QtBot) -> None:
    channel.open()
    core = far_end.accept()
    channel.send(views.Choose(view=4, choice="agree"))
    received = b""

    def read() -> bool:
        nonlocal received
        core.settimeout(0.05)
        try:
            received += core.recv(4096)
        except TimeoutError:
            return False
        return received.endswith(b"\n")

    qtbot.waitUntil(read)
    assert views.decode_from_ui(received) == views.Choose(view=4, choice="agree")


def test_a_lost_core_is_found_again(far_end: FarEnd, channel: SocketChannel, qtbot: QtBot) -> None:
    arrived: list[views.AnyView] = []
    channel.arrived.connect(arrived.append)
    channel.open()
    core = far_end.accept()
    with qtbot.waitSignal(channel.lost):
        core.close()
    accepted: list[socket.socket] = []
    waiting = threading.Thread(target=lambda: accepted.append(far_end.accept()))
    waiting.start()
    qtbot.waitUntil(lambda: len(accepted) == 1)
    waiting.join()
    accepted[0].sendall(views.encode(sample("attract")) + b"\n")
    qtbot.waitUntil(lambda: len(arrived) == 1)


async def test_the_ui_process_ends_on_sigterm(tmp_path: Path) -> None:
    """Start the whole process on a socket, wait until it has painted a view, end it."""
    painted: asyncio.Future[views.FromUi] = asyncio.get_running_loop().create_future()

    async def core(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(views.encode(sample("attract")) + b"\n")
        painted.set_result(views.decode_from_ui(await reader.readline()))
        await reader.read()
        writer.close()

    path = tmp_path / "core.sock"
    async with await asyncio.start_unix_server(core, path):
        code = f"import sys, pathlib, ui.app; sys.exit(ui.app.run(pathlib.Path({str(path)!r}), width=540, height=960))"
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            code,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stderr=asyncio.subprocess.PIPE,
        )
        assert isinstance(await asyncio.wait_for(painted, 30), views.Painted)
        process.terminate()
        _, said = await asyncio.wait_for(process.communicate(), 10)
    assert (process.returncode, said) == (0, b"")
