"""Faults of the wire, the same for every simulated device: seen from the kiosk's end of a pty and of a socket."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import time
import tty
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from simulated_hall import free_port

from drivers_sim.line import STRANGER, Line
from drivers_sim.wires import SerialWire

ANSWER = b"0123456789"
Ask = Callable[[], Awaitable[bytes]]


class Echo:
    """A device that answers every message with ANSWER."""

    def __init__(self, port: Path) -> None:
        self.heard = bytearray()
        self.resets = 0
        self.line = Line(self.take, reset=self.power_lost, slow_s=0.2).on_serial(port)

    def take(self, data: bytes) -> None:
        self.heard += data
        self.line.send(ANSWER)

    def power_lost(self) -> None:
        self.resets += 1
        self.heard.clear()


@pytest_asyncio.fixture
async def echo(tmp_path: Path) -> AsyncIterator[Echo]:
    device = Echo(tmp_path / "port")
    device.line.plug()
    yield device
    device.line.unplug()


@contextlib.contextmanager
def opened(port: Path):
    descriptor = os.open(port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    tty.setraw(descriptor)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


async def read(descriptor: int, count: int, within: float = 10.0) -> bytes:
    """`count` bytes, or what came before the line broke or the time was up."""
    got, end = b"", time.monotonic() + within
    while len(got) < count and time.monotonic() < end:
        try:
            data = os.read(descriptor, 4096)
        except BlockingIOError:
            await asyncio.sleep(0.002)
            continue
        except OSError:
            break
        if not data:
            break
        got += data
    return got


async def come(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what is waited for tells nobody
            await asyncio.sleep(0.005)


async def ask(echo: Echo, count: int = len(ANSWER), within: float = 10.0) -> bytes:
    with opened(echo.line.wire.link) as line:  # type: ignore[attr-defined]
        os.write(line, b"?")
        return await read(line, count, within)


async def test_without_a_fault_all_passes(echo: Echo) -> None:
    assert await ask(echo) == ANSWER


async def test_silent_hears_and_says_nothing(echo: Echo) -> None:
    echo.line.suffer("silent")
    assert await ask(echo, within=0.1) == b""
    assert echo.heard


async def test_slow_answers_come_whole_and_late(echo: Echo) -> None:
    echo.line.suffer("slow")
    assert await ask(echo, within=0.05) == b""
    with opened(echo.line.wire.link) as line:  # type: ignore[attr-defined]
        assert await read(line, 10) == ANSWER


async def test_noise_is_as_long_as_the_answer_and_none_of_it(echo: Echo) -> None:
    echo.line.suffer("garbage")
    noise = await ask(echo)
    assert len(noise) == len(ANSWER)
    assert all(byte >= 0x80 for byte in noise)


async def test_truncated(echo: Echo) -> None:
    echo.line.suffer("truncated")
    assert await ask(echo, within=0.2) == ANSWER[:5]


async def test_a_checksum_that_is_wrong(echo: Echo) -> None:
    echo.line.suffer("bad_checksum")
    assert await ask(echo) == ANSWER[:-1] + bytes((ANSWER[-1] ^ 0xFF,))


async def test_another_device_on_the_cable(echo: Echo) -> None:
    echo.line.suffer("wrong_device")
    assert await ask(echo, len(STRANGER)) == STRANGER
    assert not echo.heard


async def test_busy_reads_only_once_it_is_cleared(echo: Echo) -> None:
    echo.line.suffer("busy")
    with opened(echo.line.wire.link) as line:  # type: ignore[attr-defined]
        os.write(line, b"?")
        assert await read(line, 1, 0.1) == b""
        assert not echo.heard
        echo.line.suffer("clear")
        assert await read(line, 10) == ANSWER


@pytest.mark.parametrize("at", [0, 1, 2, 5, 10])
async def test_pulled_at_a_byte(echo: Echo, at: int) -> None:
    """One byte goes to the device, so that `at` − 1 come back."""
    with opened(echo.line.wire.link) as line:  # type: ignore[attr-defined]
        echo.line.suffer(f"disconnect_at:{at}")
        with contextlib.suppress(OSError):
            os.write(line, b"?")
        assert await read(line, 10) == ANSWER[: max(0, at - 1)]
    await come(lambda: not echo.line.plugged)
    assert not echo.line.wire.link.exists()  # type: ignore[attr-defined]
    echo.line.plug()
    assert await ask(echo) == ANSWER


async def test_a_power_cycle_forgets_and_returns(echo: Echo) -> None:
    await ask(echo)
    echo.line.suffer("power_cycle")
    assert not echo.line.plugged
    assert (echo.resets, bytes(echo.heard)) == (1, b"")
    await come(lambda: echo.line.plugged)
    assert await ask(echo) == ANSWER


async def test_flapping_until_it_is_cleared(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers_sim.line.FLAP_S", 0.01)
    seen: list[bool] = []
    echo.line._changed = lambda: seen.append(echo.line.plugged)
    echo.line.suffer("flapping")
    await come(lambda: len(seen) > 6)
    echo.line.suffer("clear")
    assert {True, False} <= set(seen)
    assert await ask(echo) == ANSWER


async def test_bytes_take_their_time_on_a_line_with_a_speed(tmp_path: Path) -> None:
    heard = bytearray()
    wire = SerialWire(tmp_path / "port", heard.extend, baud=9600)
    wire.plug()
    began = time.monotonic()
    wire.send(bytes(96))
    with opened(wire.link) as line:
        os.write(line, bytes(range(192)))
        assert await read(line, 96) == bytes(96)
        assert time.monotonic() - began >= 0.099
        await come(lambda: len(heard) == 192)
        assert time.monotonic() - began >= 0.199
    assert bytes(heard) == bytes(range(192))
    wire.unplug()


async def test_tcp_serves_one_after_the_other_and_resets_when_pulled() -> None:
    port, heard = free_port(), bytearray()
    connections: list[str] = []
    line = Line(lambda data: heard.extend(data) or line.send(ANSWER), connected=lambda: connections.append("in"))
    line.on_tcp("127.0.0.1", port).plug()
    loop = asyncio.get_running_loop()
    first, second = socket.create_connection(("127.0.0.1", port)), socket.create_connection(("127.0.0.1", port))
    for each in (first, second):
        each.setblocking(False)
        await loop.sock_sendall(each, b"?")
    assert await loop.sock_recv(first, 100) == ANSWER
    assert connections == ["in"]
    first.close()
    assert await loop.sock_recv(second, 100) == ANSWER
    line.unplug()
    with pytest.raises(ConnectionResetError):
        await loop.sock_recv(second, 100)
    second.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
    line.plug()
    socket.create_connection(("127.0.0.1", port)).close()
    line.unplug()
