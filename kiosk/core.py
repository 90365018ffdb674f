"""The core process: attract, a visit, the wipe, attract again; devices, ui and vision around it."""

from __future__ import annotations

import asyncio
import signal

from devices.model import DeviceClass
from kiosk import views, visit
from kiosk.child import Child
from kiosk.display import UiDisplay
from kiosk.journey.table import TABLE
from kiosk.logging import logger
from kiosk.screen import Screen
from kiosk.stage import Stage
from kiosk.touch import stay_in_touch
from kiosk.views import Chrome, Text
from kiosk.visit import Facilities, Outcome, Visit

log = logger("core")

QUIET_S = 2.0
"""What each device worker gets to be quiet and empty at a visit's end before it is replaced."""
DRAIN_S = 10.0
STOPPING = (signal.SIGTERM, signal.SIGINT)


class Core:
    def __init__(self, facilities: Facilities, display: UiDisplay, ui: Child | None, stage: Stage | None) -> None:
        self._facilities = facilities
        self._display = display
        self._ui = ui
        self._stage = stage
        self._screen: Screen | None = None
        self._visit: asyncio.Task[Outcome] | None = None
        self._ending: Outcome | None = None
        self._stopping = False
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

        for number in STOPPING:
            loop.add_signal_handler(number, stop)
        facilities = self._facilities
        facilities.equipment.start()
        await facilities.recognition.start()
        await facilities.outbox.start()
        in_touch = stay_in_touch(facilities.central, facilities.outbox, facilities.clock)
        background = [asyncio.create_task(in_touch, name="central")]
        if self._stage is not None:
            background.append(asyncio.create_task(self._stage.run(), name="stage"))
        try:
            while True:
                await self._attract()
                outcome = await self._one_visit()
                log.info("visit.ended", outcome=outcome.value)
                await self._wipe()
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
            await facilities.equipment.stop()
            await self._display.channel.close()

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
        if not hopeless:
            self.end_visit(Outcome.VISION_LOST)

    async def _attract(self) -> None:
        """Show that the kiosk is free, and what does not work, until somebody touches the screen."""
        screen = self._screen or self._new_screen()
        while True:
            notices, open_ = self._state()
            if isinstance(screen.view, views.Attract):  # a touch made during the wipe counts
                screen.update(notices=notices, open=open_)
            else:
                screen.show(views.Attract, notices=notices, open=open_)
            answer = asyncio.create_task(screen.answer())
            change = asyncio.create_task(self._state_changes((notices, open_)))
            try:
                await asyncio.wait({answer, change}, return_when=asyncio.FIRST_COMPLETED)
                if answer.done() and isinstance(answer.result(), views.Start) and open_:
                    return
            finally:
                for task in (answer, change):
                    task.cancel()
                await asyncio.gather(answer, change, return_exceptions=True)

    def _state(self) -> tuple[tuple[views.Message, ...], bool]:
        equipment = self._facilities.equipment
        can_identify = equipment.hopeful(DeviceClass.DOCUMENT_CAMERA) or not equipment.lost(DeviceClass.CHIP_READER)
        return equipment.notices(), can_identify

    async def _state_changes(self, shown: tuple[tuple[views.Message, ...], bool]) -> None:
        while self._state() == shown:
            await self._facilities.equipment.changed()

    async def _one_visit(self) -> Outcome:
        screen = self._new_screen()
        self._ending = None
        self._visit = asyncio.create_task(visit.run(Visit(self._facilities, screen), TABLE), name="visit")
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
        """Devices quiet and empty, the vision process replaced; the attract screen is up meanwhile."""
        screen = self._new_screen()
        notices, open_ = self._state()
        screen.show(views.Attract, notices=notices, open=open_)
        await asyncio.gather(self._facilities.equipment.quiet(QUIET_S), self._facilities.recognition.renew())
        self._facilities.equipment.cameras_unknown()

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

    def _intent(self, intent: views.AnyIntent) -> None:
        if self._screen is not None:
            self._screen.receive(intent)
