"""Drivers at one end of a wire, simulated devices at the other: what the tests of this folder wait for."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import TypeVar

import pytest

from devices.model import DeviceError
from devices.pace import Pace

T = TypeVar("T")
DEADLINE = 20.0
PACE = Pace(poll=0.05, first=0.03, longest=0.1, absent=0.2, path=0.03)


async def until(condition: Callable[[], object]) -> None:
    """Wait for what happens in other threads."""
    async with asyncio.timeout(DEADLINE):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def driven(command: Callable[..., T], *args: object) -> T:
    """Run a driver's command in a thread, while the far end lives in this loop."""
    return await asyncio.wait_for(asyncio.to_thread(command, *args), DEADLINE)


async def reason_of(command: Callable[..., object], *args: object) -> str:
    with pytest.raises(DeviceError) as raised:
        await driven(command, *args)
    return raised.value.reason


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
