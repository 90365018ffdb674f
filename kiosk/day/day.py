"""The kiosk's day at run time: how far it serves, the morning's self-test, the count of what happens, the report."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from devices.clock import Clock
from devices.interfaces import PrintOutcome, PrintState
from devices.model import DeviceClass
from devices.slip import Slip
from kiosk.config import KioskConfig
from kiosk.day import hours
from kiosk.day.deciding import battery_low, decide, door_open
from kiosk.day.found import FoundThings
from kiosk.day.leavings import Leavings
from kiosk.day.model import Standing
from kiosk.day.orders import Orders
from kiosk.day.paper import height_mm
from kiosk.day.presenting import attract_fields
from kiosk.day.report import Report, Reports
from kiosk.day.selftest import self_test
from kiosk.day.supplies import PaperRoll
from kiosk.day.tally import DayRecord, SelfTested, Tally
from kiosk.equipment import Equipment
from kiosk.logging import logger
from kiosk.racing import first
from kiosk.recognition import Recognition

log = logger("day")

TICK_S = 10.0
"""Between two looks at the wall clock, which may be set: the hall's opening is seen within so long."""
STOP_AFTER_S = 60.0
"""How long a nearly empty battery is borne with nobody here before the kiosk stops by itself."""
PRINTED = {
    PrintState.CONFIRMED: "confirmed",
    PrintState.SENT_UNCONFIRMED: "unconfirmed",
    PrintState.FAILED: "failed",
    PrintState.NOT_SENT: "not_sent",
}


class Day:
    """`on_power_end` is called when the battery is nearly empty, nobody is here, and it is time to stop."""

    def __init__(
        self,
        config: KioskConfig,
        clock: Clock,
        equipment: Equipment,
        recognition: Recognition,
        outbox_waiting: Callable[[], Awaitable[int]],
    ) -> None:
        folder = config.kiosk.state_dir / "day"
        self._config = config
        self._clock = clock
        self._equipment = equipment
        self._outbox_waiting = outbox_waiting
        self._required = frozenset(each.id for each in config.devices if each.required)
        self._visit_under_way = False
        self._tested_on = ""
        self._low_since: float | None = None
        self._door_was_open = False
        self.on_power_end: Callable[[], None] = lambda: None
        self.on_tested: Callable[[tuple[SelfTested, ...]], None] = lambda _results: None
        self.found = FoundThings(folder / "found.json")
        self.orders = Orders(folder / "orders.json", clock)
        self.tally = Tally(folder / "today.json", clock)
        self.roll = PaperRoll(folder / "paper.json")
        self.reports = Reports(config.kiosk.state_dir / "reports", config.day.report_keep_days)
        self.leavings = Leavings(
            equipment, recognition, clock, self.found, self.tally.forgotten, take_card_s=config.visit.take_card_s
        )
        equipment.on_printed = self._printed
        equipment.on_pages = lambda outcome: self.tally.printed_pages(PRINTED[outcome.state])

    def standing(self) -> Standing:
        withdrawn = self.orders.withdrawn
        return decide(
            self._clock.now(), self._config.day, self._equipment.states(), self._required, withdrawn=withdrawn
        )

    def attract(self) -> dict[str, Any]:
        """The fields of the attract view now."""
        return attract_fields(self.standing(), self.leavings.codes(), self._config.elsewhere, self.orders.announcement)

    async def changed(self, shown: Mapping[str, Any]) -> None:
        """Wait until the attract view has something else to say."""
        while self.attract() == shown:
            await first(
                self._equipment.changed(),
                self.leavings.changed(),
                self.orders.changed(),
                self._clock.sleep(self._until_change()),
            )

    def visit_began(self) -> None:
        self._visit_under_way = True

    def visit_ended(self, outcome: str) -> None:
        self._visit_under_way = False
        self.tally.visit(outcome)

    async def run(self) -> None:
        """Until cancelled: count, test before opening, report after closing."""
        while True:
            try:
                await self._round()
            except Exception as error:  # figures may be wrong for it, but the kiosk serves
                log.error("day.failed", error=type(error).__name__, exc_info=True)
            await first(self._equipment.changed(), self._clock.sleep(TICK_S))

    async def _round(self) -> None:
        self.tally.states(self._equipment.states())
        self._look_at_paper()
        self._look_at_door()
        self._look_at_power()
        if not self._visit_under_way:
            await self._test_if_due()
            await self._report_if_due()

    async def report(self, record: DayRecord | None = None) -> Report:
        """The report of a record's day, or of today as far as it has come."""
        now = hours.china(self._clock.now())
        return Report(
            kiosk=self._config.kiosk.id,
            made_at=now.isoformat(timespec="seconds"),
            complete=record is not None or self._over(now),
            day=record or self.tally.record,
            paper=self.roll.forecast(now.date()) if self._equipment.fitted(DeviceClass.RECEIPT_PRINTER) else None,
            supplies=self._supplies(),
            outbox_waiting=await self._outbox_waiting(),
            found=self.found.things,
        )

    def _printed(self, slip: Slip, outcome: PrintOutcome) -> None:
        came_out = outcome.state in (PrintState.CONFIRMED, PrintState.SENT_UNCONFIRMED)
        millimetres = height_mm(slip, self._paper_mm) if came_out else 0.0
        self.tally.printed(PRINTED[outcome.state], millimetres)
        if came_out:
            self.roll.printed(millimetres, self.tally.today)

    @property
    def _paper_mm(self) -> int:
        printers = self._config.devices_of(DeviceClass.RECEIPT_PRINTER)
        return next((getattr(each, "paper_mm", 80) for each in printers), 80)

    def _supplies(self) -> dict[str, dict[str, str]]:
        return {
            each.device_id: dict(each.detail)
            for each in self._equipment.states()
            if each.device_class is DeviceClass.DOCUMENT_PRINTER
        }

    def _look_at_paper(self) -> None:
        for each in self._equipment.states():
            if each.device_class is DeviceClass.RECEIPT_PRINTER and (each.hopeful or each.reason == "paper_out"):
                paper = "out" if each.reason == "paper_out" else each.detail.get("paper", "")
                self.roll.seen(paper, self.tally.today)

    def _look_at_door(self) -> None:
        open_ = any(door_open(each) for each in self._equipment.states())
        if open_ and not self._door_was_open:
            log.warning("door.opened")
            self.tally.alarm("door_open")
        elif self._door_was_open and not open_:
            log.info("door.closed")
        self._door_was_open = open_

    def _look_at_power(self) -> None:
        """A visit is finished first; then the screen says so for a while, then everything is put away in order."""
        if not battery_low(self._equipment.states()):
            self._low_since = None
            return
        now = self._clock.monotonic()
        if self._low_since is None:
            self._low_since = now
            log.warning("battery.low")
            self.tally.alarm("battery_low")
        if not self._visit_under_way and now - self._low_since >= STOP_AFTER_S:
            self.on_power_end()

    async def _test_if_due(self) -> None:
        """Once a day, from `self_test_min` before the first opening on; later where the kiosk started later."""
        now = hours.china(self._clock.now())
        spans = hours.spans_on(self._config.day, now.date())
        today = now.date().isoformat()
        if not spans or self._tested_on == today or self.tally.record.self_test_at[:10] == today:
            return
        if now < spans[0][0] - timedelta(minutes=self._config.day.self_test_min) or self._starting():
            return
        self._tested_on = today
        results = await self_test(self._equipment.workers, self._equipment.cameras())
        self.tally.tested(results)
        self.on_tested(tuple(results))
        failed = sum(not each.passed for each in results)
        log.info("selftest.done", count=len(results), outcome="passed" if failed == 0 else "failed")

    def _starting(self) -> bool:
        return any(each.reason == "starting" for each in self._equipment.states())

    async def _report_if_due(self) -> None:
        now = hours.china(self._clock.now())
        while self.tally.finished:
            self.reports.write(await self.report(self.tally.finished.pop(0)), now)
        if not self._over(now):
            return
        kept = self.reports.read(now.date())
        if kept is None or not kept.complete or kept.day.visits != self.tally.record.visits:
            self.reports.write(await self.report(), now)
            log.info("day.reported")

    def _over(self, now: datetime) -> bool:
        """Whether today's last span has ended. A day without one has no closing: it is reported when it is over."""
        spans = hours.spans_on(self._config.day, now.date())
        return bool(spans) and now >= spans[-1][1]

    def _until_change(self) -> float:
        change = hours.next_change(self._config.day, self._clock.now())
        left = TICK_S if change is None else (change - self._clock.now()).total_seconds()
        return min(max(left, 0.05), TICK_S)
