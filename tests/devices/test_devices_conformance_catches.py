"""Each check of the conformance suite finds the driver that breaks it. The far end here is a variable, no wire."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from devices.conformance import DriverConformance, watching
from devices.interfaces import PrintOutcome, PrintState
from devices.lifecycle import Plain
from devices.model import Completion, DeviceError, Health, Observation, OperatorAction
from devices.reasons import observation

DETAIL = {"paper": "ok", "cover": "closed", "cutter": "ok"}
BUDGET_S = 0.1


class Variable:
    """A far end that is only a state."""

    device: Mapping[str, Any] = {
        "id": "device",
        "class": "receipt_printer",
        "driver": "escpos",
        "transport": {"kind": "tcp", "host": "127.0.0.1", "port": 9},
        "budgets": {"connect": BUDGET_S, "between_bytes": BUDGET_S, "whole": BUDGET_S},
    }

    def __init__(self) -> None:
        self.plugged = True
        self.fault = ""
        self.done = 0

    def plug(self) -> None:
        self.plugged = True

    def unplug(self) -> None:
        self.plugged = False

    def suffer(self, fault: str) -> None:
        self.fault = "" if fault == "clear" else fault

    def command(self, driver: Any) -> object:
        return driver.print(None)

    def effects(self) -> object:
        return self.done


class Right(Plain):
    """A driver that keeps to everything; those below each break one thing."""

    def __init__(self, end: Variable) -> None:
        self.end = end
        self.broken = threading.Event()
        self.opened = False

    def open(self) -> None:
        if not self.end.plugged:
            raise DeviceError(Completion.DEVICE_NOT_READY, "not_found")
        self.opened = True

    def close(self) -> None:
        self.opened = False

    def abort(self) -> None:
        self.broken.set()

    def observe(self) -> Observation:
        self._ask()
        return observation("ok", DETAIL)

    def print(self, slip: object) -> PrintOutcome:
        self._ask()
        self.end.done += 1
        return PrintOutcome(PrintState.CONFIRMED)

    def _ask(self) -> None:
        if self.end.fault or not self.end.plugged or self.broken.is_set():
            self.broken.wait(BUDGET_S)
            raise DeviceError(Completion.TIMED_OUT, "aborted" if self.broken.is_set() else "no_answer")


class Suite(DriverConformance):
    cycles = 2
    moments_s = (0.0,)

    def __init__(self, driver: Callable[[Variable], Any]) -> None:
        self._driver = driver

    def make_driver(self, far_end: Any) -> Any:
        return self._driver(far_end)


@pytest.fixture(autouse=True)
def _no_slack(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here waits for a machine."""
    monkeypatch.setattr(watching, "SLACK_S", 0.4)


CHECKS = sorted(name for name in dir(DriverConformance) if name.startswith("test_"))


@pytest.mark.parametrize("check", CHECKS)
def test_a_right_driver_passes(check: str) -> None:
    getattr(Suite(Right), check)(Variable())


class OpensOnce(Right):
    used = False

    def open(self) -> None:
        if self.used:
            raise DeviceError(Completion.DEVICE_NOT_READY, "claimed")
        self.used = True


class CannotDisableTwice(Right):
    enabled = False

    def disable(self) -> None:
        if not self.enabled:
            raise DeviceError(Completion.HARDWARE_ERROR, "unsupported")
        self.enabled = False

    def enable(self) -> None:
        self.enabled = True


class RaisesInClose(Right):
    def close(self) -> None:
        if not self.end.plugged:
            raise DeviceError(Completion.HARDWARE_ERROR, "unplugged")


class PrintsToObserve(Right):
    def observe(self) -> Observation:
        self.end.done += self.opened
        return super().observe()


class ForgetsASubState(Right):
    def observe(self) -> Observation:
        self._ask()
        return observation("ok", {"paper": "ok"})


class DropsASubState(Right):
    looks = 0

    def observe(self) -> Observation:
        self._ask()
        self.looks += 1
        return observation("ok", DETAIL if self.looks > 1 else {**DETAIL, "buffer": "ok"})


class ShowsTheAbsent(Right):
    def open(self) -> None:
        pass

    def observe(self) -> Observation:
        return observation("ok", DETAIL)


class BelievesSilence(Right):
    def observe(self) -> Observation:
        if self.end.fault == "silent":
            return observation("ok", DETAIL)
        return super().observe()


class BelievesGarbage(Right):
    def observe(self) -> Observation:
        if self.end.fault == "garbage":
            return observation("ok", DETAIL)
        return super().observe()


class InventsAReason(Right):
    def observe(self) -> Observation:
        self._ask()
        return Observation(Health.ONLINE, "quite_well", OperatorAction.NONE, DETAIL)


class ConfirmsItself(Right):
    def print(self, slip: object) -> PrintOutcome:
        return PrintOutcome(PrintState.CONFIRMED)


class RaisesWhatItLikes(Right):
    def print(self, slip: object) -> PrintOutcome:
        try:
            return super().print(slip)
        except DeviceError as error:
            raise OSError from error


class IsDeafToAbort(Right):
    def _ask(self) -> None:
        if self.broken.is_set() or self.end.fault == "silent":
            threading.Event().wait(4.0)
        super()._ask()


class LeavesAThread(Right):
    def open(self) -> None:
        super().open()
        threading.Thread(target=threading.Event().wait, args=(6.0,), daemon=True).start()


@pytest.mark.parametrize(
    ("driver", "check"),
    [
        (OpensOnce, "test_opens_again_after_it_was_closed"),
        (CannotDisableTwice, "test_disabling_and_enabling_twice_is_no_error"),
        (RaisesInClose, "test_releasing_and_closing_never_raise"),
        (PrintsToObserve, "test_observing_changes_nothing"),
        (ForgetsASubState, "test_every_sub_state_is_always_given"),
        (DropsASubState, "test_every_sub_state_is_always_given"),
        (ShowsTheAbsent, "test_an_absent_device_is_told_within_the_connect_budget"),
        (BelievesSilence, "test_a_silent_device_is_lost_within_the_budget"),
        (BelievesGarbage, "test_garbage_is_no_answer"),
        (InventsAReason, "test_serves_through_a_whole_lifecycle"),
        (ConfirmsItself, "test_a_command_to_a_silent_device_ends_with_a_reason"),
        (RaisesWhatItLikes, "test_a_command_whose_cable_is_pulled_ends_with_a_reason"),
        (IsDeafToAbort, "test_abort_from_another_thread_ends_a_command"),
        (LeavesAThread, "test_reopening_leaves_no_thread_and_no_descriptor"),
    ],
)
def test_a_wrong_one_is_caught(driver: Callable[[Variable], Any], check: str) -> None:
    with pytest.raises((AssertionError, DeviceError)):
        getattr(Suite(driver), check)(Variable())


def test_every_check_has_a_driver_that_breaks_it() -> None:
    marks = test_a_wrong_one_is_caught.pytestmark
    assert {check for _, check in marks[0].args[1]} == set(CHECKS)
