"""Staff before the kiosk: the PIN, the devices, one of them, its checks; ended by them or when nobody touches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from devices.clock import Clock
from kiosk import views
from kiosk.audit.writer import AuditWriter
from kiosk.day.care import Care, Offer
from kiosk.diagnostics import presenting, words
from kiosk.diagnostics.checking import CheckScreen
from kiosk.diagnostics.readiness import Readiness
from kiosk.diagnostics.reporting import ReportScreen
from kiosk.diagnostics.service import CAMERAS, Diagnostics
from kiosk.diagnostics.sign_in import Guard, sign_in
from kiosk.logging import logger
from kiosk.racing import first
from kiosk.screen import Left, Screen
from kiosk.visit import Outcome

log = logger("diagnostics")

PIN_PAD_S = 60.0
"""How long the PIN pad stays without a touch: a citizen may have come there."""
WARN_S = 30.0
REFRESH_S = 2.0
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Backstage:
    """What staff's session needs of the kiosk."""

    diagnostics: Diagnostics
    readiness: Readiness
    guard: Guard
    clock: Clock
    rings: Path
    state_dir: Path
    session_s: float
    care: Care | None = None

    @property
    def audit(self) -> AuditWriter:
        return self.guard.audit


class StaffSession:
    """One session on one screen."""

    def __init__(self, screen: Screen, backstage: Backstage) -> None:
        self._screen = screen
        self._stage = backstage
        self._diagnostics = backstage.diagnostics
        self._checks = CheckScreen(screen, backstage.diagnostics, backstage.audit, backstage.rings)
        self._in = False

    async def run(self) -> Outcome:
        """Until it is over; how it ended."""
        self._screen.prepare(can_back=True, can_leave=False, can_help=False, steps=())
        ended = await first(self._walk(), self._idle())
        if self._in:
            await self._stage.audit.note("staff.left", "success", reason=ended.value)
        log.info("staff.left", reason=ended.value)
        return ended

    async def _walk(self) -> Outcome:
        try:
            if await sign_in(self._screen, self._stage.guard):
                self._in = True
                log.info("staff.entered")
                await self._devices()
        except Left:
            pass
        return Outcome.LEFT

    async def _idle(self) -> Outcome:
        """Warn, then end, where nobody touches the screen."""
        screen, clock = self._screen, self._stage.clock
        while True:
            limit = self._stage.session_s if self._in else PIN_PAD_S
            left = screen.touched_at + limit - clock.monotonic()
            if left <= 0:
                return Outcome.IDLE
            if self._in and left <= WARN_S and screen.chrome.idle is None:
                screen.decorate(idle=views.Idle(seconds=round(left)))
            await clock.sleep(min(left, 0.5 if left <= WARN_S else left - WARN_S + 0.1))

    async def _devices(self) -> None:
        while True:
            told = self._diagnostics.config_notice
            self._screen.show(
                views.DiagnosticsDevices,
                devices=presenting.device_lines(self._diagnostics.seen()),
                notice=None if told is None else views.Text(zh=told.zh, en=told.en),
            )
            match await self._answer_meanwhile(self._refresh_devices):
                case views.Back():
                    return
                case views.Choose(choice="report"):
                    await self._report()
                case views.Choose(choice="history"):
                    await self._history()
                case views.Choose(choice="touch"):
                    await self._touch()
                case views.Choose(choice="sound"):
                    await self._screen.notice("no_sound", "question", ("return",))
                case views.Choose(choice=choice) if choice.startswith("device:"):
                    await self._device(choice.removeprefix("device:"))

    def _refresh_devices(self) -> None:
        self._screen.update(devices=presenting.device_lines(self._diagnostics.seen()))

    async def _device(self, device: str) -> None:
        """One device and what is known of it. An id that is none goes back to the list."""
        if device not in {each.id for each in self._diagnostics.config.devices}:
            return
        tab: views.Tab = "state"
        while True:
            self._screen.show(
                views.DiagnosticsDevice,
                device=self._line(device),
                levels=self._levels(device),
                tab=tab,
                care=self._care(device) if tab == "state" else "",
                cannot_tell=self._cannot_tell(device) if tab == "state" else (),
                **await self._known(device, tab),
            )
            intent = await self._answer_meanwhile(lambda: self._screen.update(device=self._line(device)))
            match intent:
                case views.Choose(choice=choice) if choice.startswith("check:"):
                    level = presenting.level_of(choice)
                    if level in self._levels(device):
                        await self._checks.run(device, level)
                case views.Choose(choice="tab:state" | "tab:events" | "tab:statistics" | "tab:traffic" as choice):
                    tab = choice.removeprefix("tab:")  # type: ignore[assignment]
                case views.Choose(choice="care") if self._stage.care is not None and self._care(device):
                    await self._stage.audit.note("staff.confirmed", "success", device=device, reason=self._care(device))
                    self._stage.care.confirm(self._care(device))
                case views.Back():
                    return

    def _care(self, device: str) -> Offer:
        care = self._stage.care
        return "" if care is None else care.offer(self._diagnostics.config.device(device).device_class)

    def _cannot_tell(self, device: str) -> tuple[views.Message, ...]:
        return presenting.cannot_tell(self._diagnostics.config.device(device).device_class)

    def _line(self, device: str) -> views.DeviceLine:
        return presenting.device_line(self._diagnostics.seen_of(device))

    def _levels(self, device: str) -> tuple[views.CheckLevel, ...]:
        levels: tuple[views.CheckLevel, ...] = tuple(each.value for each in self._diagnostics.levels(device))
        if self._diagnostics.config.device(device).device_class in CAMERAS:
            return ("picture", *(each for each in levels if each != "external"))
        return levels

    async def _known(self, device: str, tab: views.Tab) -> dict[str, object]:
        known = self._diagnostics
        match tab:
            case "state":
                care = self._stage.care
                of_day = () if care is None else care.rows(known.config.device(device).device_class)
                return {"rows": (*words.rows(known.seen_of(device).detail), *of_day)}
            case "statistics":
                return {"rows": words.figures(known.board.statistics(device))}
            case "events":
                events = await known.devicelog.events(device, SHOWN)
                return {"lines": tuple(map(presenting.event_line, events))}
            case _:
                traffic = known.board.traffic(device)
                return {"lines": tuple(map(presenting.traffic_line, reversed(traffic[-SHOWN:])))}

    async def _history(self) -> None:
        checks = await self._diagnostics.devicelog.checks(limit=SHOWN)
        while not isinstance(
            await self._screen.ask(views.DiagnosticsHistory, checks=tuple(map(presenting.check_line, checks))),
            views.Back,
        ):
            pass

    async def _touch(self) -> None:
        intent = await self._screen.ask(views.DiagnosticsTouch)
        if isinstance(intent, views.Choose):
            whole = intent.choice == "whole"
            await self._stage.audit.note(
                "staff.checked", "success" if whole else "failure", device="screen", level="interactive"
            )

    async def _report(self) -> None:
        await ReportScreen(
            self._screen,
            self._stage.readiness,
            self._diagnostics.equipment,
            self._stage.audit,
            self._stage.rings,
            self._stage.state_dir,
        ).run()

    async def _answer_meanwhile(self, refresh: Callable[[], None]) -> views.AnyIntent:
        """The answer to what is shown, which is brought up to date while nobody answers."""
        while (intent := await first(self._screen.answer(), self._pause())) is None:
            refresh()
        return intent

    async def _pause(self) -> None:
        await self._stage.clock.sleep(REFRESH_S)
