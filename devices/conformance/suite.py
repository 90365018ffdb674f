"""The checks. Each stands for itself and begins with a far end that is well and plugged in."""

from __future__ import annotations

import time
from collections.abc import Callable

from devices import registry
from devices.conformance import watching
from devices.conformance.far_end import FarEnd
from devices.conformance.watching import (
    Running,
    budgets_of,
    check_reason,
    class_of,
    fits,
    look,
    opened,
    settle,
    taken,
    threads_and_descriptors,
)
from devices.interfaces import SUB_STATES, Device
from devices.model import Health


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
        with taken(driver, far_end) as first:
            assert first.health is Health.ONLINE, f"a healthy device is shown as {first}"
            driver.enable()
            assert look(driver, far_end).health is Health.ONLINE
            far_end.command(driver)
            driver.disable()
            assert look(driver, far_end).health is Health.ONLINE

    def test_opens_again_after_it_was_closed(self, far_end: FarEnd) -> None:
        driver = self.make_driver(far_end)
        for _ in range(3):
            with taken(driver, far_end) as seen:
                assert seen.health is Health.ONLINE

    def test_disabling_and_enabling_twice_is_no_error(self, far_end: FarEnd) -> None:
        driver = self.make_driver(far_end)
        with taken(driver, far_end):
            for step in (driver.disable, driver.enable, driver.enable, driver.disable, driver.disable):
                step()
            assert look(driver, far_end).health is Health.ONLINE

    def test_releasing_and_closing_never_raise(self, far_end: FarEnd) -> None:
        driver = self.make_driver(far_end)
        driver.close()
        with taken(driver, far_end):
            driver.enable()
            far_end.unplug()
        driver.release()
        driver.close()
        far_end.plug()
        with taken(driver, far_end):
            driver.abort()
        driver.abort()
        driver.close()

    def test_observing_changes_nothing(self, far_end: FarEnd) -> None:
        driver = self.make_driver(far_end)
        with taken(driver, far_end):
            before = far_end.effects()
            for _ in range(5):
                driver.observe()
            assert far_end.effects() == before, "observing did something to the device"

    def test_every_sub_state_is_always_given(self, far_end: FarEnd) -> None:
        driver = self.make_driver(far_end)
        with taken(driver, far_end) as healthy:
            driver.enable()
            given = set(healthy.detail)
            missing = set(SUB_STATES[class_of(far_end)]) - given
            assert not missing, f"sub-states that a {class_of(far_end).value} must give: {sorted(missing)}"
            for seen in (healthy, look(driver, far_end)):
                assert set(seen.detail) == given, "a sub-state came or went: say unknown instead"
                assert all(isinstance(value, str) and value for value in seen.detail.values())

    def test_an_absent_device_is_told_within_the_connect_budget(self, far_end: FarEnd) -> None:
        far_end.unplug()
        driver = self.make_driver(far_end)
        budgets = budgets_of(far_end)
        began = time.monotonic()
        try:
            seen = opened(driver, far_end)
        finally:
            driver.close()
        assert time.monotonic() - began <= budgets.connect + budgets.whole + watching.SLACK_S
        assert seen.health not in (Health.ONLINE, Health.STARTING)
        check_reason(seen.reason)
        far_end.plug()
        with taken(driver, far_end) as back:
            assert back.health is Health.ONLINE, "a device that came back was not found again"

    def test_a_silent_device_is_lost_within_the_budget(self, far_end: FarEnd) -> None:
        self._does_not_answer(far_end, "silent")

    def test_garbage_is_no_answer(self, far_end: FarEnd) -> None:
        self._does_not_answer(far_end, "garbage")

    def _does_not_answer(self, far_end: FarEnd, fault: str) -> None:
        driver = self.make_driver(far_end)
        with taken(driver, far_end):
            far_end.suffer(fault)
            seen = look(driver, far_end, until_lost=True)
            assert seen.health is not Health.ONLINE, f"a device that suffers {fault} is shown as working"
            check_reason(seen.reason)
        far_end.suffer("clear")
        with taken(driver, far_end) as back:
            assert back.health is Health.ONLINE, f"not found again after {fault}: {back.reason}"

    def test_a_command_to_a_silent_device_ends_with_a_reason(self, far_end: FarEnd) -> None:
        self._cut_off(far_end, lambda: None, 0.0, budgets_of(far_end).whole)

    def test_a_command_whose_cable_is_pulled_ends_with_a_reason(self, far_end: FarEnd) -> None:
        for moment in self.moments_s:
            self._cut_off(far_end, far_end.unplug, moment, budgets_of(far_end).whole)

    def _cut_off(self, far_end: FarEnd, cut: Callable[[], None], moment: float, limit: float) -> None:
        driver = self.make_driver(far_end)
        with taken(driver, far_end):
            driver.enable()
            far_end.suffer("silent")
            command = Running(lambda: far_end.command(driver))
            command.wait(moment)
            cut()
            command.ends_without_success(limit)
        far_end.suffer("clear")
        far_end.plug()

    def test_abort_from_another_thread_ends_a_command(self, far_end: FarEnd) -> None:
        for moment in self.moments_s:
            driver = self.make_driver(far_end)
            with taken(driver, far_end):
                driver.enable()
                far_end.suffer("silent")
                command = Running(lambda driver=driver: far_end.command(driver))  # type: ignore[misc]
                command.wait(moment)
                driver.abort()
                command.ends_without_success(watching.ABORT_S)
                again = Running(lambda driver=driver: far_end.command(driver))  # type: ignore[misc]
                again.ends_without_success(watching.ABORT_S)
            far_end.suffer("clear")

    def test_reopening_leaves_no_thread_and_no_descriptor(self, far_end: FarEnd) -> None:
        driver = self.make_driver(far_end)
        with taken(driver, far_end):
            pass
        before = threads_and_descriptors()
        for cycle in range(self.cycles):
            driver = driver if cycle % 2 else self.make_driver(far_end)
            with taken(driver, far_end):
                driver.enable()
        for _ in range(self.cycles):
            far_end.unplug()
            opened(driver, far_end)
            driver.close()
            far_end.plug()
        settle(lambda: fits(threads_and_descriptors(), before))
        assert fits(after := threads_and_descriptors(), before), f"threads and descriptors: {before}, then {after}"
