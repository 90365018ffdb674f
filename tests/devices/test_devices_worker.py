"""The worker: owning, observing, losing, finding again, giving up what hangs. The event loop is never held up."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from devices.interfaces import PrintOutcome, PrintState
from devices.lifecycle import Plain
from devices.model import Budgets, Completion, DeviceClass, DeviceError, Health, Observation, Status
from devices.printing import print_slip
from devices.reasons import observation
from devices.slip import Slip
from devices.worker import DeviceWorker

DEADLINE = 20.0


class HandClock:
    """Time that goes forward only when a test moves it."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def monotonic(self) -> float:
        return self.time

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.time, UTC)

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.sleepers.append((self.time + seconds, future))
        await future

    async def move(self, seconds: float) -> None:
        """Go forward once somebody sleeps."""
        await until(lambda: any(not future.done() for _, future in self.sleepers), "a sleeper")
        self.time += seconds
        for wake_at, future in self.sleepers:
            if wake_at <= self.time and not future.done():
                future.set_result(None)
        self.sleepers = [(at, future) for at, future in self.sleepers if not future.done()]


class Driver(Plain):
    """A driver whose troubles a test sets; shared by all instances that a worker makes."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.broken = threading.Event()
        world.made.append(self)

    def open(self) -> None:
        self.world.opened += 1
        if self.world.absent:
            raise DeviceError(Completion.DEVICE_NOT_READY, self.world.absent)

    def close(self) -> None:
        self.world.closed += 1

    def observe(self) -> Observation:
        self.world.observed += 1
        if self.world.fault:
            raise DeviceError(Completion.TIMED_OUT, self.world.fault)
        return self.world.observation

    def abort(self) -> None:
        self.world.aborted += 1
        if not self.world.deaf:
            self.broken.set()

    def double(self, number: int) -> int:
        return 2 * number

    def fail(self, completion: Completion, reason: str) -> None:
        raise DeviceError(completion, reason)

    def break_down(self) -> None:
        raise ValueError("黄小梅")

    def hang(self) -> str:
        self.world.hanging.set()
        (self.broken if not self.world.deaf else self.world.released).wait(DEADLINE)
        if self.broken.is_set():
            raise DeviceError(Completion.CANCELLED, "aborted")
        return "late"

    def print(self, slip: Slip) -> PrintOutcome:
        return self.world.outcome


class World:
    def __init__(self) -> None:
        self.made: list[Driver] = []
        self.opened = self.closed = self.observed = self.aborted = 0
        self.absent = self.fault = ""
        self.deaf = False
        self.observation = observation("ok")
        self.outcome = PrintOutcome(PrintState.CONFIRMED)
        self.hanging, self.released = threading.Event(), threading.Event()
        self.statuses: list[Status] = []
        self.clock = HandClock()

    def worker(self, **options: object) -> DeviceWorker[Driver]:
        return DeviceWorker(
            "device-1",
            DeviceClass.RECEIPT_PRINTER,
            lambda: Driver(self),
            on_status=self.statuses.append,
            **{"clock": self.clock, "budgets": Budgets(whole=5.0), **options},
        )

    @property
    def reasons(self) -> list[str]:
        return [status.observation.reason for status in self.statuses]


async def until(condition: Callable[[], object], what: str = "the condition") -> None:
    async with asyncio.timeout(DEADLINE):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in other threads
            await asyncio.sleep(0.002)


@pytest.fixture
def world() -> World:
    return World()


@pytest_asyncio.fixture
async def worker(world: World) -> AsyncIterator[DeviceWorker[Driver]]:
    worker = world.worker()
    worker.start()
    yield worker
    world.released.set()
    await worker.stop()


async def online(world: World, worker: DeviceWorker[Driver]) -> None:
    await until(lambda: worker.status.usable, "online")


async def test_is_starting_until_first_observed(world: World) -> None:
    worker = world.worker()
    assert worker.status.observation.health is Health.STARTING
    worker.start()
    await online(world, worker)
    await worker.stop()
    assert world.reasons == ["ok", "stopped"]
    assert world.closed >= 1


async def test_commands_by_name_and_by_function(worker: DeviceWorker[Driver]) -> None:
    assert await worker.call("double", 4) == 8
    assert await worker.call(lambda driver: driver.double(5)) == 10
    assert await worker.call(lambda driver, number: driver.double(number), 6) == 12


async def test_one_thread_runs_commands_in_their_order(worker: DeviceWorker[Driver]) -> None:
    threads: list[tuple[int, str]] = []

    def note(_driver: Driver, number: int) -> None:
        threads.append((number, threading.current_thread().name))

    await asyncio.gather(*(worker.call(note, number) for number in range(10)))
    assert [number for number, _ in threads] == list(range(10))
    assert {name for _, name in threads} == {"device device-1"}


async def test_observes_about_every_second_when_idle(world: World, worker: DeviceWorker[Driver]) -> None:
    await online(world, worker)
    for seen in range(2, 6):
        await world.clock.move(1.0)
        await until(lambda seen=seen: world.observed >= seen)
    assert world.observed == 5
    assert worker.status.observed_at == world.clock.time
    assert worker.status.wall == world.clock.time
    assert worker.status.since == 1000.0


async def test_a_change_that_the_device_tells_is_shown_at_once(world: World, worker: DeviceWorker[Driver]) -> None:
    await online(world, worker)
    world.observation = observation("paper_out")
    await world.clock.move(1.0)
    await until(lambda: world.reasons == ["ok", "paper_out"])
    world.observation = observation("ok")
    await world.clock.move(1.0)
    await until(lambda: world.reasons == ["ok", "paper_out", "ok"])


async def test_two_misses_are_no_loss(world: World, worker: DeviceWorker[Driver]) -> None:
    await online(world, worker)
    world.fault = "no_answer"
    for _ in range(2):
        seen = world.observed
        await world.clock.move(1.0)
        await until(lambda seen=seen: world.observed > seen)
    world.fault = ""
    await world.clock.move(1.0)
    await until(lambda: world.opened >= 3)
    await until(lambda: worker.status.observed_at == world.clock.time)
    assert world.reasons == ["ok"]


async def test_the_third_miss_is_a_loss_and_two_sightings_a_return(
    world: World, worker: DeviceWorker[Driver], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await online(world, worker)
    world.fault = "no_answer"
    for miss in range(6):
        seen = world.observed
        await world.clock.move(5.0)
        await until(lambda seen=seen: world.observed > seen)
        if miss < 2:
            assert worker.status.usable
    assert world.reasons == ["ok", "no_answer"]
    world.fault = ""
    seen = world.observed
    await world.clock.move(5.0)
    await until(lambda: world.observed > seen)
    assert not worker.status.usable
    await world.clock.move(0.25)
    await online(world, worker)
    told = [record.message for record in caplog.records if record.name.startswith("devices")]
    assert told == ["device usable", "device not usable", "device usable"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [(None, [0.25, 0.5, 1.0, 1.0, 1.0]), ("absent", [0.25, 0.5, 1.0, 2.0, 4.0, 5.0, 5.0])],
    ids=["unannounced", "its coming is seen"],
)
async def test_backoff_doubles_up_to_what_its_return_allows(
    world: World, tmp_path: Path, path: str | None, expected: list[float]
) -> None:
    world.absent = "not_connected"
    worker = world.worker(hotplug_path=None if path is None else tmp_path / path)
    worker.start()
    waits: list[float] = []
    for attempt in range(1, len(expected) + 1):
        await until(lambda attempt=attempt: world.opened == attempt)
        began = world.clock.time
        while world.opened == attempt:
            await until(lambda: any(not future.done() for _, future in world.clock.sleepers) or world.opened > attempt)  # noqa: B023
            if world.opened == attempt:
                await world.clock.move(0.25)
        waits.append(world.clock.time - began)
    assert waits == expected
    await worker.stop()


async def test_plugging_in_ends_the_backoff(world: World, tmp_path: Path) -> None:
    port = tmp_path / "port"
    world.absent = "not_found"
    worker = world.worker(hotplug_path=port)
    worker.start()
    for attempt in range(1, 6):
        await until(lambda attempt=attempt: world.opened >= attempt)
        for _ in range(20):
            if world.opened > attempt:
                break
            await world.clock.move(0.25)
            await asyncio.sleep(0.002)
    world.absent = ""
    port.touch()
    await world.clock.move(0.25)
    await until(lambda: worker.status.observation.reason in ("ok", "not_found") and world.observed >= 1)
    await world.clock.move(0.25)
    await online(world, worker)
    await worker.stop()


async def test_what_is_not_known_of_a_lost_device_is_unknown(world: World, worker: DeviceWorker[Driver]) -> None:
    assert worker.status.observation.detail == {"paper": "unknown", "cover": "unknown", "cutter": "unknown"}
    world.observation = observation("ok", {"paper": "ok", "cover": "closed", "cutter": "ok", "buffer": "ok"})
    await online(world, worker)
    assert worker.status.observation.detail["paper"] == "ok"
    with pytest.raises(DeviceError):
        await worker.call("fail", Completion.HARDWARE_ERROR, "unplugged")
    lost = worker.status.observation.detail
    assert lost == {"paper": "unknown", "cover": "unknown", "cutter": "unknown", "buffer": "unknown"}


async def test_a_commands_own_failure_tells_at_once(world: World, worker: DeviceWorker[Driver]) -> None:
    await online(world, worker)
    with pytest.raises(DeviceError) as raised:
        await worker.call("fail", Completion.HARDWARE_ERROR, "unplugged")
    assert raised.value.reason == "unplugged"
    assert world.reasons == ["ok", "unplugged"]


async def test_a_citizens_error_says_nothing_about_the_device(world: World, worker: DeviceWorker[Driver]) -> None:
    await online(world, worker)
    with pytest.raises(DeviceError) as raised:
        await worker.call("fail", Completion.USER_ERROR, "card_moved")
    assert raised.value.completion is Completion.USER_ERROR
    assert await worker.call("double", 1) == 2
    assert world.reasons == ["ok"]


async def test_a_print_that_lost_its_wire_tells_at_once(world: World, worker: DeviceWorker[Driver]) -> None:
    await online(world, worker)
    world.outcome = PrintOutcome(PrintState.SENT_UNCONFIRMED, "unplugged")
    assert (await print_slip(worker, Slip(()))).reason == "unplugged"
    assert world.reasons == ["ok", "unplugged"]


async def test_a_print_that_failed_for_paper_shows_what_the_printer_says_now(
    world: World, worker: DeviceWorker[Driver]
) -> None:
    await online(world, worker)
    world.outcome = PrintOutcome(PrintState.FAILED, "paper_out")
    world.observation = observation("paper_out")
    assert (await print_slip(worker, Slip(()))).state is PrintState.FAILED
    await until(lambda: world.reasons == ["ok", "paper_out"])


async def test_a_command_on_a_lost_device_tries_at_once_to_connect(world: World) -> None:
    world.absent = "not_connected"
    worker = world.worker()
    worker.start()
    await until(lambda: world.opened == 1)
    with pytest.raises(DeviceError) as raised:
        await worker.call("double", 1)
    assert (raised.value.completion, raised.value.reason) == (Completion.DEVICE_NOT_READY, "not_connected")
    world.absent = ""
    world.clock.time += 0.25
    assert await worker.call("double", 1) == 2
    await worker.stop()


async def test_a_print_to_an_absent_printer_was_not_sent(world: World) -> None:
    world.absent = "not_connected"
    worker = world.worker()
    worker.start()
    assert await print_slip(worker, Slip(())) == PrintOutcome(PrintState.NOT_SENT, "not_connected")
    await worker.stop()
    assert await print_slip(worker, Slip(())) == PrintOutcome(PrintState.NOT_SENT, "stopped")


async def test_a_bug_in_a_driver_is_told_without_its_message(
    world: World, worker: DeviceWorker[Driver], caplog: pytest.LogCaptureFixture
) -> None:
    await online(world, worker)
    with pytest.raises(DeviceError) as raised:
        await worker.call("break_down")
    assert raised.value.reason == "internal_error"
    assert "黄" not in str(raised.value)
    assert "黄" not in caplog.text
    world.clock.time += 0.25
    assert await worker.call("double", 1) == 2


@pytest.mark.parametrize("deaf", [False, True], ids=["ends when aborted", "never ends"])
async def test_a_hung_command_is_given_up_and_the_next_one_served(
    world: World, worker: DeviceWorker[Driver], deaf: bool
) -> None:
    await online(world, worker)
    world.deaf = deaf
    with pytest.raises(DeviceError) as raised:
        await worker.call("hang", budget=0.05)
    assert (raised.value.completion, raised.value.reason) == (Completion.TIMED_OUT, "hung")
    assert world.reasons == ["ok", "hung"]
    assert world.aborted == 1
    assert await worker.call("double", 3) == 6
    assert len(world.made) == 2


async def test_the_loop_runs_on_while_a_command_hangs(world: World, worker: DeviceWorker[Driver]) -> None:
    await online(world, worker)
    hanging = asyncio.ensure_future(worker.call("hang"))
    await until(world.hanging.is_set)
    for _ in range(100):
        await asyncio.sleep(0)
    assert not hanging.done()
    hanging.cancel()
    world.made[0].broken.set()


async def test_threads_that_never_end_do_not_pile_up(world: World) -> None:
    world.deaf = True
    worker = world.worker()
    worker.start()
    await online(world, worker)
    for _ in range(6):
        with pytest.raises(DeviceError) as raised:
            await worker.call("hang", budget=0.02)
        assert raised.value.reason == "hung"
        world.clock.time += 1.0
    assert len(world.made) == 4
    world.released.set()
    await worker.stop()


async def test_a_hung_print_may_have_come_out(world: World) -> None:
    world.deaf = True
    worker = world.worker(budgets=Budgets(whole=0.1))
    worker.start()
    await online(world, worker)
    Driver.print, original = (lambda self, slip: self.hang()), Driver.print
    try:
        assert await print_slip(worker, Slip(())) == PrintOutcome(PrintState.SENT_UNCONFIRMED, "hung")
    finally:
        Driver.print = original
        world.released.set()
        await worker.stop()


async def test_a_cancelled_caller_is_rid_of_its_command(world: World, worker: DeviceWorker[Driver]) -> None:
    await online(world, worker)
    running = asyncio.ensure_future(worker.call("hang"))
    await until(world.hanging.is_set)
    began: list[int] = []
    waiting = asyncio.ensure_future(worker.call(lambda driver: began.append(1)))
    await asyncio.sleep(0)
    for task in (running, waiting):
        task.cancel()
    await asyncio.gather(running, waiting, return_exceptions=True)
    assert running.cancelled()
    assert waiting.cancelled()
    world.made[0].broken.set()
    assert await worker.call("double", 2) == 4
    assert not began


async def test_quiet_at_once_when_idle(world: World, worker: DeviceWorker[Driver]) -> None:
    await online(world, worker)
    assert await worker.quiet(1.0)


async def test_quiet_waits_for_a_command_that_ends_in_time(world: World, worker: DeviceWorker[Driver]) -> None:
    await online(world, worker)
    task = asyncio.ensure_future(worker.call("hang"))
    await until(world.hanging.is_set)
    task.cancel()
    leaving = asyncio.ensure_future(worker.quiet(DEADLINE))
    await asyncio.sleep(0)
    world.made[0].broken.set()
    assert await leaving
    assert len(world.made) == 1


async def test_quiet_breaks_off_what_does_not_end_in_time(world: World, worker: DeviceWorker[Driver]) -> None:
    await online(world, worker)
    world.deaf = True
    task = asyncio.ensure_future(worker.call("hang"))
    await until(world.hanging.is_set)
    task.cancel()
    assert not await worker.quiet(0.02)
    assert await worker.call("double", 2) == 4
    assert len(world.made) == 2


async def test_quiet_leaves_a_promised_print_alone(world: World, worker: DeviceWorker[Driver]) -> None:
    await online(world, worker)
    promised = asyncio.ensure_future(worker.call("hang"))
    await until(world.hanging.is_set)
    world.deaf = True
    assert await worker.quiet(0.02)
    assert not promised.done()
    assert world.aborted == 0
    promised.cancel()
    world.made[0].broken.set()


async def test_stopping_answers_everyone_who_waits(world: World) -> None:
    worker = world.worker()
    worker.start()
    await online(world, worker)
    running = asyncio.ensure_future(worker.call("hang"))
    await until(world.hanging.is_set)
    waiting = asyncio.ensure_future(worker.call("double", 1))
    await asyncio.sleep(0)
    world.made[0].broken.set()
    await worker.stop()
    answers = await asyncio.gather(running, waiting, return_exceptions=True)
    assert all(isinstance(answer, DeviceError) for answer in answers)
    assert worker.status.observation.reason == "stopped"
    with pytest.raises(DeviceError):
        await worker.call("double", 1)
