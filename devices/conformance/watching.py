"""How the suite looks at a driver: within its budgets, with every reason known, and for what it leaves behind."""

from __future__ import annotations

import contextlib
import gc
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from devices import registry
from devices.conformance.far_end import FarEnd
from devices.interfaces import Device, PrintOutcome, PrintState
from devices.model import Budgets, Completion, DeviceClass, DeviceError, Health, Observation
from devices.reasons import REASONS, is_wire, observation

ABORT_S = 1.0
"""What a command may go on for once it is aborted."""
SLACK_S = 2.0
"""What a busy machine may take on top of any budget."""
POLL_S = 0.02


class Running:
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
                check_reason(self._result.reason)
            else:
                assert not self._result, "the command had a result without an answer"
            return
        assert isinstance(self._error, DeviceError), f"{type(self._error).__name__} instead of DeviceError"
        assert isinstance(self._error.completion, Completion)
        check_reason(self._error.reason)

    def _run(self) -> None:
        try:
            self._result = self._command()
        except BaseException as error:
            self._error = error


@contextlib.contextmanager
def taken(driver: Device, far_end: FarEnd) -> Iterator[Observation]:
    """Opened, claimed and observed; at the end released and closed, as the worker does it."""
    try:
        yield opened(driver, far_end)
    finally:
        driver.release()
        driver.close()


def opened(driver: Device, far_end: FarEnd) -> Observation:
    try:
        driver.open()
        driver.claim()
    except DeviceError as error:
        refused = error.reason
    else:
        return look(driver, far_end)
    assert is_wire(refused), f"a device that cannot be opened is lost, but {refused} is no reason of a wire"
    return observation(refused)


def look(driver: Device, far_end: FarEnd, *, until_lost: bool = False) -> Observation:
    """What is observed, once it is not starting any more; with `until_lost` once it is not working any more."""
    limit = budgets_of(far_end).whole
    end = time.monotonic() + limit + SLACK_S
    while True:
        began = time.monotonic()
        try:
            seen = driver.observe()
        except DeviceError as error:
            seen = observation(error.reason)
            check_reason(error.reason)
        assert time.monotonic() - began <= limit + SLACK_S, "observing took longer than the whole budget"
        check(seen)
        waiting = seen.health is Health.STARTING or (until_lost and seen.health is Health.ONLINE)
        if not waiting or time.monotonic() > end:
            return seen
        time.sleep(POLL_S)  # a device that learns its state by itself, as a camera from its pictures


def check(seen: Observation) -> None:
    check_reason(seen.reason)
    listed = REASONS[seen.reason]
    assert (seen.health, seen.action) == (listed.health, listed.action), f"{seen.reason} means {listed.health.value}"


def check_reason(reason: str) -> None:
    assert reason in REASONS, f"{reason!r} stands in no table of reasons"
    assert REASONS[reason].zh, f"{reason} has no text in Chinese"
    assert REASONS[reason].en, f"{reason} has no text in English"


def class_of(far_end: FarEnd) -> DeviceClass:
    return DeviceClass(far_end.device["class"])


def budgets_of(far_end: FarEnd) -> Budgets:
    return registry.budgets_of(far_end.device)


def threads_and_descriptors() -> tuple[int, int]:
    gc.collect()
    return threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))


def fits(after: tuple[int, int], before: tuple[int, int]) -> bool:
    return after[0] <= before[0] and after[1] <= before[1]


def settle(condition: Callable[[], bool]) -> None:
    """Give what is ending a moment to end."""
    end = time.monotonic() + SLACK_S
    while not condition() and time.monotonic() < end:
        time.sleep(POLL_S)
