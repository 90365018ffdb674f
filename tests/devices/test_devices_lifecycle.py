"""A device's lifecycle through its worker: each step once, in order, backwards at the end, whatever fails."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from devices.lifecycle import Held, Lifecycle
from devices.model import Budgets, Completion, DeviceClass, DeviceError, Observation
from devices.owner import Owner
from devices.pace import Pace
from devices.reasons import observation
from devices.worker import DeviceWorker

DEADLINE = 20.0


class Noting:
    """A driver that notes its steps; `failing` names those that fail, with their reason."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.stuck = threading.Event()

    def _note(self, step: str) -> None:
        self.world.steps.append(step)
        reason = self.world.failing.get(step)
        if reason is not None:
            raise DeviceError(Completion.HARDWARE_ERROR, reason)

    def open(self) -> None:
        self._note("open")

    def claim(self) -> None:
        self._note("claim")

    def enable(self) -> None:
        self._note("enable")

    def disable(self) -> None:
        self._note("disable")

    def release(self) -> None:
        self._note("release")

    def close(self) -> None:
        self._note("close")

    def abort(self) -> None:
        self.world.steps.append("abort")
        self.stuck.set()

    def observe(self) -> Observation:
        self.world.observed += 1
        reason = self.world.failing.get("observe")
        if reason is not None:
            raise DeviceError(Completion.HARDWARE_ERROR, reason)
        return observation("ok")

    def hang(self) -> None:
        self.stuck.wait(DEADLINE)

    def misname(self) -> None:
        raise DeviceError(Completion.HARDWARE_ERROR, "no such reason")


class World:
    def __init__(self) -> None:
        self.steps: list[str] = []
        self.failing: dict[str, str] = {}
        self.observed = 0


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(DEADLINE):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in other threads
            await asyncio.sleep(0.002)


@pytest.fixture
def world() -> World:
    return World()


@pytest_asyncio.fixture
async def worker(world: World) -> AsyncIterator[DeviceWorker[Noting]]:
    budgets = Budgets(connect=1.0, whole=5.0)
    worker = DeviceWorker(
        "device-1", DeviceClass.CARD_READER, lambda: Noting(world), budgets=budgets, pace=Pace(poll=0.01)
    )
    worker.start()
    yield worker
    await worker.stop()


async def test_every_step_in_its_order(world: World, worker: DeviceWorker[Noting]) -> None:
    assert DeviceWorker("device-2", DeviceClass.CARD_READER, lambda: Noting(world)).lifecycle is Lifecycle.CLOSED
    await until(lambda: worker.status.usable)
    assert worker.lifecycle is Lifecycle.CLAIMED
    await worker.enable()
    await worker.enable()
    assert worker.lifecycle is Lifecycle.ENABLED
    await worker.disable()
    await worker.disable()
    assert worker.lifecycle is Lifecycle.CLAIMED
    await worker.enable()
    await worker.stop()
    assert worker.lifecycle is Lifecycle.CLOSED
    assert world.steps == ["open", "claim", "enable", "disable", "enable", "disable", "release", "close"]


async def test_a_device_that_comes_back_serves_people_again(world: World, worker: DeviceWorker[Noting]) -> None:
    await worker.enable()
    world.steps.clear()
    world.failing["observe"] = "unplugged"
    await until(lambda: worker.status.observation.reason == "unplugged")
    world.failing.clear()
    await until(lambda: worker.status.usable)
    assert worker.lifecycle is Lifecycle.ENABLED
    assert world.steps[:2] == ["release", "close"]
    assert world.steps[-3:] == ["open", "claim", "enable"]
    assert "disable" not in world.steps  # a lost device would not hear it


async def test_a_device_that_cannot_be_claimed_is_closed(world: World) -> None:
    world.failing["claim"] = "claimed"
    worker = DeviceWorker("device-1", DeviceClass.CARD_READER, lambda: Noting(world), pace=Pace(poll=0.01))
    worker.start()
    await until(lambda: len(world.steps) >= 6)
    assert worker.lifecycle is Lifecycle.CLOSED
    await until(lambda: worker.status.observation.reason == "claimed")
    await worker.stop()
    assert world.steps[:6] == ["open", "claim", "close", "open", "claim", "close"]
    assert "release" not in world.steps


async def test_what_cannot_serve_now_is_still_observed_and_asked_again(
    world: World, worker: DeviceWorker[Noting]
) -> None:
    await until(lambda: worker.status.usable)
    world.failing["enable"] = "reader_self_test"
    with pytest.raises(DeviceError) as raised:
        await worker.enable()
    assert raised.value.reason == "reader_self_test"
    seen = world.observed
    await until(lambda: world.observed > seen + 2)
    assert worker.status.usable
    assert worker.lifecycle is Lifecycle.CLAIMED
    world.failing.clear()
    await until(lambda: worker.lifecycle is Lifecycle.ENABLED)


async def test_a_hung_driver_is_released_and_closed_once_it_lets_go(world: World, worker: DeviceWorker[Noting]) -> None:
    await worker.enable()
    with pytest.raises(DeviceError):
        await worker.call("hang", budget=0.02)
    await until(lambda: "close" in world.steps)
    assert world.steps[:6] == ["open", "claim", "enable", "abort", "release", "close"]


async def test_closing_goes_on_when_a_step_fails(world: World) -> None:
    world.failing |= {"disable": "no_answer", "release": "no_answer", "close": "no_answer"}
    held = Held(Noting(world))
    held.take()
    held.enable()
    held.leave()
    assert world.steps == ["open", "claim", "enable", "disable", "release", "close"]
    assert held.step is Lifecycle.CLOSED


async def test_an_abort_that_fails_does_not_keep_the_thread(world: World) -> None:
    class Failing(Noting):
        def abort(self) -> None:
            raise OSError

    owner = Owner("device-1", Failing(world))
    owner.abandon()
    await until(lambda: not owner.alive)
    assert world.steps == ["close"]


async def test_a_reason_that_no_table_knows_is_not_shown(
    worker: DeviceWorker[Noting], caplog: pytest.LogCaptureFixture
) -> None:
    await until(lambda: worker.status.usable)
    with pytest.raises(DeviceError) as raised:
        await worker.call("misname")
    assert raised.value.reason == "internal_error"
    assert "driver failed" in caplog.messages
    assert "no such reason" not in caplog.text
