"""Card readers under their workers: lost and back, with what a visit needs unharmed."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from devices.interfaces import CardPosition
from devices.model import DeviceError
from devices.registry import create_worker
from devices.worker import DeviceWorker
from drivers_sim.card.chip import SocialChip
from drivers_sim.card.contents import Contents
from drivers_sim.crt.device import CardReaderDevice
from drivers_sim.vpcd.card import VpcdSlot
from drivers_sim.vpcd.daemon import SOCKET_VARIABLE, Pcscd, PcscdError

DEADLINE = 30.0
POLL_S = 0.1
CONTENTS = Contents(
    version="3.00",
    region="450100",
    card_number="C00452038",
    id_number="450122199702140025",
    name="黄小梅",
    sex="女",
    birth_date="19970214",
    issued="20190805",
    pin="314159",
)


async def comes(condition: Callable[[], object], what: str) -> None:
    async with asyncio.timeout(DEADLINE):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in other threads
            await asyncio.sleep(0.01)


def shows(worker: DeviceWorker[Any], reason: str) -> Callable[[], bool]:
    return lambda: worker.status.observation.reason == reason


async def called(worker: DeviceWorker[Any], command: str, wanted: object) -> None:
    """Until the command gives what is wanted; a device that comes back may refuse it meanwhile."""
    async with asyncio.timeout(DEADLINE):
        while True:
            with contextlib.suppress(DeviceError):
                if await worker.call(command) == wanted:
                    return
            await asyncio.sleep(0.02)


@contextlib.asynccontextmanager
async def standing(config: dict[str, Any]) -> AsyncIterator[DeviceWorker[Any]]:
    worker = create_worker({"id": "card-reader", "class": "card_reader", **config}, poll_s=POLL_S)
    worker.start()
    try:
        yield worker
    finally:
        await worker.stop()


async def test_a_motorised_reader_that_is_power_cycled_with_a_card_inside(tmp_path: Path) -> None:
    far = CardReaderDevice(tmp_path / "reader", quick=True)
    await far.start()
    wire = {"kind": "serial", "port": str(tmp_path / "reader")}
    try:
        async with standing({"driver": "crt", "transport": wire}) as worker:
            await comes(shows(worker, "ok"), "the reader")
            await worker.enable()
            far.offer(SocialChip(CONTENTS))
            await called(worker, "position", CardPosition.INSIDE)
            far.suffer("power_cycle")
            assert not far.mechanism.initialised
            await comes(lambda: far.mechanism.initialised, "the reader, set up again")
            await called(worker, "position", CardPosition.INSIDE)
            await comes(lambda: worker.status.observation.detail.get("card") == "inside", "its status")
            assert (await worker.call("read_card")).name == "黄小梅"
            await worker.call("eject")
            assert far.mechanism.take()
            await comes(lambda: far.mechanism.entry, "entry, as before the loss")
            await worker.disable()
            assert not far.mechanism.entry
    finally:
        await far.stop()


@pytest.mark.xdist_group("pcsc")
async def test_pcscd_goes_and_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        daemon = Pcscd(tmp_path, "Hall Reader")
        await asyncio.to_thread(daemon.start)
    except PcscdError as why:
        pytest.skip(str(why))
    monkeypatch.setenv(SOCKET_VARIABLE, str(daemon.place.socket))
    monkeypatch.setattr("drivers_sim.vpcd.card.SWAP_SECONDS", 0.6)
    slot = VpcdSlot("127.0.0.1", daemon.place.port)
    config = {
        "driver": "pcsc",
        "transport": {"kind": "pcsc", "reader": "Hall Reader"},
        "budgets": {"between_bytes": 0.5},
    }
    try:
        async with standing(config) as worker:
            await comes(shows(worker, "ok"), "the reader")
            await asyncio.to_thread(daemon.stop)
            await comes(shows(worker, "pcscd_down"), "the loss")
            await asyncio.to_thread(daemon.start)
            await comes(shows(worker, "ok"), "the return")
            await slot.put_in(SocialChip(CONTENTS))
            await called(worker, "position", CardPosition.INSIDE)
            assert (await worker.call("read_card")).name == "黄小梅"
            slot.fault = "card_hung"
            with pytest.raises(DeviceError) as raised:
                await worker.call("read_card")
            assert raised.value.reason == "hung"
            slot.fault = ""
            await slot.put_in(SocialChip(CONTENTS))
            await comes(shows(worker, "ok"), "the return")
            await called(worker, "tries_left", 6)
        assert not _children_of_this_process()
    finally:
        await slot.pull()
        await asyncio.to_thread(daemon.stop)


def _children_of_this_process() -> list[str]:
    """The drivers' processes that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if b"pcsc/child.py\0Hall Reader" in stat.read_bytes():
                parent = stat.with_name("stat").read_text().rpartition(")")[2].split()[1]
                if int(parent) == os.getpid():
                    found.append(stat.parent.name)
    return found
