"""What any driver must keep to, checked over its real wire: the suite for drivers of this and of other packages.

A test module derives a class from `DriverConformance` and gives a pytest fixture `far_end`; pytest then runs every
check (docs/adding-a-device.md). Nothing here needs pytest itself.
"""

from __future__ import annotations

import contextlib
import gc
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from devices import registry
from devices.interfaces import SUB_STATES, Device, PrintOutcome, PrintState
from devices.model import Budgets, Completion, DeviceClass, DeviceError, Health, Observation
from devices.reasons import REASONS, is_wire, observation

ABORT_S = 1.0
"""What a command may go on for once it is aborted."""
SLACK_S = 2.0
"""What a busy machine may take on top of any budget."""
POLL_S = 0.02


class FarEnd(Protocol):
    """The other end of a device's wire. It stands, plugged in, when a check gets it; used from one thread.

    `device` is the configuration's entry by which a driver reaches it, best with short budgets.
    """

    @property
    def device(self) -> Mapping[str, Any]: ...

    def plug(self) -> None: ...
    def unplug(self) -> None:
        """As a pulled cable."""

    def suffer(self, fault: str) -> None:
        """silent: it answers nothing any more. garbage: noise instead of answers. clear: it is well again."""

    def command(self, driver: Any) -> object:
        """A command of the device's class that needs its answer; what it gave."""

    def effects(self) -> object:
        """What was done to the device or came out of it, to be compared: observing must not change it."""


class DriverConformance:
    """Derive from this, and give a fixture `far_end`."""

    cycles = 10
    """How often a device is opened anew, in search of what leaks."""
    moments_s: tuple[float, ...] = (0.0, 0.02, 0.15)
    """How long after its begin a command is cut off."""

    def make_driver(self, far_end: FarEnd) -> Device:
        """A new driver, as the kiosk makes it."""
        return registry.create(far_end.device)

    def test_serves_through_a_whole_lifecycle(self, far_end: FarEnd) -> None:
        driver = self.make_driver(far_end)
        with _taken(driver, far_end) as first:
            assert first.health is Health.ONLINE, f"a healthy device is shown as {first}"
            driver.enable()
            assert _look(driver, far_end).health is Health.ONLINE
            far_end.command(driver)
            driver.disable()
            assert _look(driver, far_end).health is Health.ONLINE

    def test_opens_again_after_it_was_closed(self, far_end: FarEnd) -> None:
        driver = self.make_driver(far_end)
        for _ in range(3):
            with _taken(driver, far_end) as seen:
                assert seen.health is Health.ONLINE

    def test_disabling_and_enabling_twice_is_no_error(self, far_end: FarEnd) -> None:
        driver = self.make_driver(far_end)
        with _taken(driver, far_end):
            for step in (driver.disable, driver.enable, driver.enable, driver.disable, driver.disable):
                step()
            assert _look(driver, far_end).health is Health.ONLINE

    def test_releasing_and_closing_never_raise(self, far_end: FarEnd) -> None:
        driver = self.make_driver(far_end)
        driver.close()
        with _taken(driver, far_end):
            driver.enable()
            far_end.unplug()
        driver.release()
        driver.close()
        far_end.plug()
        with _taken(driver, far_end):
            driver.abort()
        driver.abort()
        driver.close()

    def test_observing_changes_nothing(self, far_end: FarEnd) -> None:
        driver = self.make_driver(far_end)
        with _taken(driver, far_end):
            before = far_end.effects()
            for _ in range(5):
                driver.observe()
            assert far_end.effects() == before, "observing did something to the device"

    def test_every_sub_state_is_always_given(self, far_end: FarEnd) -> None:
        driver = self.make_driver(far_end)
        with _taken(driver, far_end) as healthy:
            driver.enable()
            given = set(healthy.detail)
            missing = set(SUB_STATES[_class(far_end)]) - given
            assert not missing, f"sub-states that a {_class(far_end).value} must give: {sorted(missing)}"
            for seen in (healthy, _look(driver, far_end)):
                assert set(seen.detail) == given, "a sub-state came or went: say unknown instead"
                assert all(isinstance(value, str) and value for value in seen.detail.values())

    def test_an_absent_device_is_told_within_the_connect_budget(self, far_end: FarEnd) -> None:
        far_end.unplug()
        driver = self.make_driver(far_end)
        budgets = _budgets(far_end)
        began = time.monotonic()
        try:
            seen = _opened(driver, far_end)
        finally:
            driver.close()
        assert time.monotonic() - began <= budgets.connect + budgets.whole + SLACK_S
        assert seen.health not in (Health.ONLINE, Health.STARTING)
        _check_reason(seen.reason)
        far_end.plug()
        with _taken(driver, far_end) as back:
            assert back.health is Health.ONLINE, "a device that came back was not found again"

    def test_a_silent_device_is_lost_within_the_budget(self, far_end: FarEnd) -> None:
        self._does_not_answer(far_end, "silent")

    def test_garbage_is_no_answer(self, far_end: FarEnd) -> None:
        self._does_not_answer(far_end, "garbage")

    def _does_not_answer(self, far_end: FarEnd, fault: str) -> None:
        driver = self.make_driver(far_end)
        with _taken(driver, far_end):
            far_end.suffer(fault)
            seen = _look(driver, far_end, until_lost=True)
            assert seen.health is not Health.ONLINE, f"a device that suffers {fault} is shown as working"
            _check_reason(seen.reason)
        far_end.suffer("clear")
        with _taken(driver, far_end) as back:
            assert back.health is Health.ONLINE, f"not found again after {fault}: {back.reason}"

    def test_a_command_to_a_silent_device_ends_with_a_reason(self, far_end: FarEnd) -> None:
        self._cut_off(far_end, lambda: None, 0.0, _budgets(far_end).whole)

    def test_a_command_whose_cable_is_pulled_ends_with_a_reason(self, far_end: FarEnd) -> None:
        for moment in self.moments_s:
            self._cut_off(far_end, far_end.unplug, moment, _budgets(far_end).whole)

    def _cut_off(self, far_end: FarEnd, cut: Callable[[], None], moment: float, limit: float) -> None:
        driver = self.make_driver(far_end)
        with _taken(driver, far_end):
            driver.enable()
            far_end.suffer("silent")
            command = _Running(lambda: far_end.command(driver))
            command.wait(moment)
            cut()
            command.ends_without_success(limit)
        far_end.suffer("clear")
        far_end.plug()

    def test_abort_from_another_thread_ends_a_command(self, far_end: FarEnd) -> None:
        for moment in self.moments_s:
            driver = self.make_driver(far_end)
            with _taken(driver, far_end):
                driver.enable()
                far_end.suffer("silent")
                command = _Running(lambda driver=driver: far_end.command(driver))  # type: ignore[misc]
                command.wait(moment)
                driver.abort()
                command.ends_without_success(ABORT_S)
                again = _Running(lambda driver=driver: far_end.command(driver))  # type: ignore[misc]
                again.ends_without_success(ABORT_S)
            far_end.suffer("clear")

    def test_reopening_leaves_no_thread_and_no_descriptor(self, far_end: FarEnd) -> None:
        driver = self.make_driver(far_end)
        with _taken(driver, far_end):
            pass
        before = _threads_and_descriptors()
        for cycle in range(self.cycles):
            driver = driver if cycle % 2 else self.make_driver(far_end)
            with _taken(driver, far_end):
                driver.enable()
        for _ in range(self.cycles):
            far_end.unplug()
            _opened(driver, far_end)
            driver.close()
            far_end.plug()
        _settle(lambda: _fits(_threads_and_descriptors(), before))
        assert _fits(after := _threads_and_descriptors(), before), f"threads and descriptors: {before}, then {after}"


class _Running:
    """A command in a thread of its own."""

    def __init__(self, command: Callable[[], object]) -> None:
        self._command = command
        self._result: object = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> None:
        self._thread.join(seconds)

    def ends_without_success(self, limit: float) -> None:
        self._thread.join(limit + SLACK_S)
        assert not self._thread.is_alive(), f"the command went on for more than {limit} s"
        if self._error is None:
            if isinstance(self._result, PrintOutcome):
                assert self._result.state is not PrintState.CONFIRMED, "a print was confirmed by nobody"
                _check_reason(self._result.reason)
            else:
                assert not self._result, "the command had a result without an answer"
            return
        assert isinstance(self._error, DeviceError), f"{type(self._error).__name__} instead of DeviceError"
        assert isinstance(self._error.completion, Completion)
        _check_reason(self._error.reason)

    def _run(self) -> None:
        try:
            self._result = self._command()
        except BaseException as error:
            self._error = error


@contextlib.contextmanager
def _taken(driver: Device, far_end: FarEnd) -> Iterator[Observation]:
    """Opened, claimed and observed; at the end released and closed, as the worker does it."""
    try:
        yield _opened(driver, far_end)
    finally:
        driver.release()
        driver.close()


def _opened(driver: Device, far_end: FarEnd) -> Observation:
    try:
        driver.open()
        driver.claim()
    except DeviceError as error:
        refused = error.reason
    else:
        return _look(driver, far_end)
    assert is_wire(refused), f"a device that cannot be opened is lost, but {refused} is no reason of a wire"
    return observation(refused)


def _look(driver: Device, far_end: FarEnd, *, until_lost: bool = False) -> Observation:
    """What is observed, once it is not starting any more; with `until_lost` once it is not working any more."""
    limit = _budgets(far_end).whole
    end = time.monotonic() + limit + SLACK_S
    while True:
        began = time.monotonic()
        try:
            seen = driver.observe()
        except DeviceError as error:
            seen = observation(error.reason)
            _check_reason(error.reason)
        assert time.monotonic() - began <= limit + SLACK_S, "observing took longer than the whole budget"
        _check(seen)
        waiting = seen.health is Health.STARTING or (until_lost and seen.health is Health.ONLINE)
        if not waiting or time.monotonic() > end:
            return seen
        time.sleep(POLL_S)  # a device that learns its state by itself, as a camera from its pictures


def _check(seen: Observation) -> None:
    _check_reason(seen.reason)
    listed = REASONS[seen.reason]
    assert (seen.health, seen.action) == (listed.health, listed.action), f"{seen.reason} means {listed.health.value}"


def _check_reason(reason: str) -> None:
    assert reason in REASONS, f"{reason!r} stands in no table of reasons"
    assert REASONS[reason].zh, f"{reason} has no text in Chinese"
    assert REASONS[reason].en, f"{reason} has no text in English"


def _class(far_end: FarEnd) -> DeviceClass:
    return DeviceClass(far_end.device["class"])


def _budgets(far_end: FarEnd) -> Budgets:
    return registry.budgets_of(far_end.device)


def _threads_and_descriptors() -> tuple[int, int]:
    gc.collect()
    return threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))


def _fits(after: tuple[int, int], before: tuple[int, int]) -> bool:
    return after[0] <= before[0] and after[1] <= before[1]


def _settle(condition: Callable[[], bool]) -> None:
    """Give what is ending a moment to end."""
    end = time.monotonic() + SLACK_S
    while not condition() and time.monotonic() < end:
        time.sleep(POLL_S)
