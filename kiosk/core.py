"""The core process: attract, a visit, the wipe, attract again; devices, ui and vision around it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from kiosk import views, visit
from kiosk.child import Child
from kiosk.diagnostics.session import Backstage, StaffSession
from kiosk.display import UiDisplay
from kiosk.journey.table import TABLE
from kiosk.logging import logger
from kiosk.racing import first
from kiosk.screen import Screen
from kiosk.stage import Stage
from kiosk.touch import stay_in_touch
from kiosk.views import Chrome, Text
from kiosk.visit import Facilities, Outcome, Visit

log = logger("core")

QUIET_S = 2.0
"""What each device worker gets to be quiet and empty at a visit's end before it is replaced."""
DRAIN_S = 10.0
EJECT_S = 5.0
"""What a motorised reader gets to put a card out before the kiosk stops."""
STOPPING = (signal.SIGTERM, signal.SIGINT)


_CHECKING: dict[str, Any] = {
    "service": "out_of_service",
    "title": views.Message(id="attract.checking.title"),
    "body": views.Message(id="attract.checking.body"),
}


class Core:
    def __init__(
        self,
        facilities: Facilities,
        display: UiDisplay,
        ui: Child | None,
        stage: Stage | None,
        backstage: Backstage | None = None,
    ) -> None:
        """Without `backstage` there is no way into diagnostics at the screen."""
        self._facilities = facilities
        self._backstage = backstage
        self._knocked = False
        self._staffed = False
        self._held = 0
        self._turn = asyncio.Event()
        self._display = display
        self._ui = ui
        self._stage = stage
        self._screen: Screen | None = None
        self._visit: asyncio.Task[Outcome] | None = None
        self._ending: Outcome | None = None
        self._stopping = False
        self._free = asyncio.Event()
        self._stop: Callable[[], None] = lambda: None
        self.power_ended = False
        """Whether it stopped since its battery was nearly empty."""
        self.restarting = False
        """Whether it stopped to be started anew."""
        display.on_intent = self._intent
        display.on_ready = self._ready
        display.on_lost = lambda: self.end_visit(Outcome.UI_LOST)
        facilities.recognition.on_lost = self._vision_lost

    async def run(self) -> None:
        """Serve one citizen after another until the process is asked to stop."""
        loop = asyncio.get_running_loop()
        me = asyncio.current_task()
        assert me is not None

        def stop() -> None:
            for number in STOPPING:  # a second signal must not break off the orderly end
                loop.add_signal_handler(number, lambda: None)
            self._stopping = True
            me.cancel()

        def power_ends() -> None:
            log.warning("battery.stopping")
            self.power_ended = True
            stop()

        for number in STOPPING:
            loop.add_signal_handler(number, stop)
        self._stop = stop
        self._facilities.day.on_power_end = power_ends
        facilities = self._facilities
        facilities.equipment.start()
        await facilities.recognition.start()
        await facilities.outbox.start()
        in_touch = stay_in_touch(facilities.central, facilities.outbox, facilities.clock)
        background = [asyncio.create_task(in_touch, name="central")]
        background.append(asyncio.create_task(facilities.day.run(), name="day"))
        if self._stage is not None:
            background.append(asyncio.create_task(self._stage.run(), name="stage"))
        try:
            while True:
                self._free.set()
                await self._attract()
                self._free.clear()
                if self._knocked:
                    await self._serve_staff()
                    continue
                outcome = await self._one_visit()
                log.info("visit.ended", outcome=outcome.value)
                facilities.day.visit_ended(outcome.value)
                await asyncio.gather(self._wipe(), self._hand_over())
        except asyncio.CancelledError:
            log.info("stopping")
        finally:
            await facilities.commits.drain(DRAIN_S)
            for task in background:
                task.cancel()
            await asyncio.gather(*background, return_exceptions=True)
            if self._ui is not None:
                await self._ui.stop()
            await facilities.outbox.close()
            await facilities.recognition.stop()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(EJECT_S):
                    await facilities.day.leavings.give_back()
            await facilities.equipment.stop()
            await self._display.channel.close()

    def restart(self) -> None:
        """End in order, to be started anew."""
        log.info("restarting")
        self.restarting = True
        self._stop()

    @property
    def visiting(self) -> bool:
        """Whether somebody is being served, or what they brought is still being given back."""
        return not self._free.is_set()

    def end_visit(self, outcome: Outcome) -> None:
        """End the visit that is under way, if one is; its task is cancelled and what it held is wiped."""
        if self._visit is not None and not self._visit.done():
            self._ending = outcome
            self._visit.cancel()

    def _ready(self, painted: views.Painted) -> None:
        """A ui process has painted its first view: the kiosk can be touched."""
        log.info("screen.ready", view=painted.view, milliseconds=painted.milliseconds)

    def _vision_lost(self, *, hopeless: bool) -> None:
        """A process that cannot start has seen nobody: a visit that does without it goes on."""
        self._facilities.equipment.cameras_unknown(starting=not hopeless)
        if not hopeless and not self._staffed:  # staff who look for a fault see it among the devices
            self.end_visit(Outcome.VISION_LOST)

    async def _attract(self) -> None:
        """Show that the kiosk is free, or why not, and what does not work, until somebody begins a visit."""
        screen = self._screen or self._new_screen()
        day = self._facilities.day
        while not self._knocked:
            known = day.attract()
            fields = {**known, **_CHECKING} if self._held else known
            if isinstance(screen.view, views.Attract):  # a touch made during the wipe counts
                screen.update(**fields)
            else:
                screen.show(views.Attract, **fields)
            self._turn.clear()
            changes = [day.changed(known), self._turned()]
            if not self._held:  # a check has the cameras to itself
                changes.append(day.leavings.watch())
            intent = await first(screen.answer(), *changes)
            if isinstance(intent, views.Start) and not self._held and day.standing().service.visits_begin:
                return

    async def _one_visit(self) -> Outcome:
        screen = self._new_screen()
        self._ending = None
        self._facilities.day.visit_began()
        return await self._until_ended(visit.run(Visit(self._facilities, screen), TABLE))

    async def _serve_staff(self) -> None:
        """Diagnostics, after what a citizen left was wiped; what staff put before the cameras is wiped after it."""
        assert self._backstage is not None
        self._knocked, self._staffed = False, True
        self._ending = None
        try:
            await self._until_ended(StaffSession(self._new_screen(), self._backstage).run())
        finally:
            self._staffed = False
        self._new_screen().show(views.Attract, **self._facilities.day.attract())
        await self._wipe()

    async def _until_ended(self, work: Coroutine[Any, Any, Outcome]) -> Outcome:
        """Run it as the one task before the screen, which `end_visit` ends."""
        self._visit = asyncio.create_task(work, name="visit")
        try:
            return await asyncio.shield(self._visit)
        except asyncio.CancelledError:
            if self._stopping or self._ending is None:  # perhaps with its children at the same time
                self._visit.cancel()
                await asyncio.gather(self._visit, return_exceptions=True)
                raise
            return self._ending
        except Exception as error:
            # A fault of ours must not leave a citizen's data on the screen: the visit ends, the kiosk goes on.
            log.error("visit.failed", error=type(error).__name__, exc_info=True)
            return Outcome.FAILED

    async def _wipe(self) -> None:
        """Devices quiet and empty, the vision process replaced."""
        equipment, recognition = self._facilities.equipment, self._facilities.recognition
        await asyncio.gather(equipment.quiet(QUIET_S), recognition.renew(equipment.cameras_unknown))

    async def _hand_over(self) -> None:
        """In the citizen's language, until what they brought is taken; then the screen is nobody's again."""
        assert self._screen is not None
        try:
            await self._facilities.day.leavings.hand_over(self._screen)
        except Exception as error:  # what was left lies there all the same; the kiosk goes on
            log.error("hand_over.failed", error=type(error).__name__, exc_info=True)
        self._new_screen().show(views.Attract, **self._facilities.day.attract())

    def _new_screen(self) -> Screen:
        config = self._facilities.config
        first = self._screen.number if self._screen is not None else 0
        chrome = Chrome(
            hall=Text(zh=config.kiosk.hall.zh, en=config.kiosk.hall.en),
            simulation=config.mode == "simulation",
        )
        self._screen = Screen(self._display, self._facilities.clock, chrome, first)
        if self._stage is not None:
            self._screen.on_shown = self._stage.shown
        return self._screen

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[bool]:
        """Keep visits from beginning while a command checks devices; False where somebody is being served."""
        if self._visit is not None and not self._visit.done():
            yield False
            return
        self._held += 1
        self._turn.set()
        try:
            yield True
        finally:
            self._held -= 1
            self._turn.set()

    @asynccontextmanager
    async def pause(self, hold: bool) -> AsyncIterator[None]:
        """Once the visit that is under way is over and wiped; with `hold` none begins meanwhile."""
        while True:
            await self._free.wait()
            if not hold:
                yield
                return
            async with self.hold() as free:
                if free:
                    yield
                    return

    async def _turned(self) -> None:
        await self._turn.wait()

    def _knock(self) -> None:
        """Staff's gesture: whoever is being served is sent off, and what they left is wiped, before anything else."""
        if self._backstage is None or self._staffed or self._held:
            return
        log.info("staff.knocked")
        self._knocked = True
        self._turn.set()
        self.end_visit(Outcome.STAFF)

    def _intent(self, intent: views.AnyIntent) -> None:
        if isinstance(intent, views.Knock):
            self._knock()
        elif self._screen is not None:
            self._screen.receive(intent)
