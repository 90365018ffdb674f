"""The simulated hall: its devices, the citizen who sits there, what lies where, and the verbs that change it."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from drivers_sim.cameras.sources import FaceSource, Sitter
from drivers_sim.documents import CONDITIONS, SIDES, Lying
from drivers_sim.equipment.bench import Bench
from drivers_sim.equipment.camera import CameraDevice, MatCamera
from drivers_sim.equipment.document_printer import PagePrinterDevice
from drivers_sim.equipment.model import Device, Surface, UnavailableError, VerbError, Window
from drivers_sim.equipment.receipt_printer import PrinterDevice
from drivers_sim.escpos.paper import Slip, slip_text
from drivers_sim.ipp.paper import Printed
from drivers_sim.modes import MODES
from drivers_sim.scenario.playing import Player
from drivers_sim.settings import Settings
from drivers_sim.stage import MOVEMENTS, Screen, Stage
from drivers_sim.studio.client import Studio


class Hall:
    """Stands up the far end of each device; `changed` wakes those who watch."""

    def __init__(self, settings: Settings, studio: Studio) -> None:
        self.settings = settings
        self.studio = studio
        self.changed = asyncio.Condition()
        self.version = 0
        self.cast: list[dict[str, Any]] = []
        self.mode = "live"
        self.acting = ""
        self.stage = Stage(self._obey)
        self.screen_since = 0.0
        """When the kiosk's screen came that is shown now, on the loop's clock."""
        self.listeners: list[Callable[[Any], None]] = []
        """Who hears of each verb that was done (drivers_sim/verbs.py)."""
        self.player = Player(self)
        self._notifying: asyncio.Task[None] | None = None
        self._moving: asyncio.Task[None] | None = None
        self._bench = Bench(studio, self.touch)
        self.devices: dict[str, Device] = {}
        for device_settings in settings.devices:
            what = f"{device_settings.id} ({device_settings.device_class} at {device_settings.address})"
            try:
                device = self._bench.build(device_settings)
            except UnavailableError as why:
                print(f"simulate: {what} is left out: {why}", file=sys.stderr)
                continue
            if device is None:
                print(f"simulate: {what} is not simulated", file=sys.stderr)
            else:
                self.devices[device_settings.id] = device

    async def open(self) -> None:
        """Plug everything in; returns when every address answers."""
        for server in self._bench.servers.values():
            await server.start()
        for device in self.devices.values():
            await device.start()
        self.cast = await self.studio.facts("cast")
        dark = await self.studio.pictures("dark")
        for device in self.devices.values():
            if isinstance(device, CameraDevice):
                device.camera.source.dark = dark
                if isinstance(device.source, FaceSource):
                    await device.source.open()
            if isinstance(device, Surface):
                await device.lift(self.studio)

    async def close(self) -> None:
        await self.player.stop()
        await self.stage.close()
        for device in self.devices.values():
            if isinstance(device, CameraDevice) and isinstance(device.source, FaceSource):
                await device.source.close()
            await device.stop()
        for server in self._bench.servers.values():
            await server.stop()
        for task in (self._notifying, self._moving):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        await self.studio.close()

    def touch(self) -> None:
        """Something changed: wake the watchers, at most ten times a second."""
        self.version += 1
        if self._notifying is None or self._notifying.done():
            with contextlib.suppress(RuntimeError):
                self._notifying = asyncio.get_running_loop().create_task(self._notify())

    async def newer_than(self, version: int) -> None:
        """Wait until the state is no longer the one of `version`."""
        async with self.changed:
            await self.changed.wait_for(lambda: self.version != version)

    async def _notify(self) -> None:
        await asyncio.sleep(0.1)
        async with self.changed:
            self.changed.notify_all()

    # People

    async def seat(self, slug: str, mode: str = "") -> None:
        person = self._person(slug)
        if mode:
            self._known(mode)
        self.mode = mode or person["presence"]
        for source in self._faces():
            await source.seat(slug, self.mode)
        self.stage.look_again()
        self.touch()

    async def leave(self) -> None:
        for source in self._faces():
            await source.leave()
        self.stage.look_again()
        self.touch()

    async def act(self, action: str) -> None:
        if action not in MOVEMENTS:
            raise VerbError(f"action: found {action!r}, allowed: {', '.join(MOVEMENTS)}", 400)
        if self._sitter() is None:
            raise VerbError("nobody sits there")
        await self._obey(action)

    async def presence(self, mode: str) -> None:
        self._known(mode)
        sitter = self._sitter()
        if sitter is None:
            raise VerbError("nobody sits there")
        await self.seat(sitter.slug, mode)

    async def _obey(self, action: str) -> float:
        sitter = self._sitter()
        if sitter is None:
            return 1.0
        seconds = await sitter.act(action)
        self.acting = action
        self.touch()
        if self._moving is not None:
            self._moving.cancel()
        self._moving = asyncio.create_task(self._rest_after(seconds))
        return seconds

    async def _rest_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.acting = ""
        self.touch()

    @staticmethod
    def _known(mode: str) -> None:
        if mode not in MODES:
            raise VerbError(f"mode: found {mode!r}, allowed: {', '.join(MODES)}", 400)

    def _person(self, slug: str) -> dict[str, Any]:
        for person in self.cast:
            if person["slug"] == slug:
                return person
        raise VerbError(f"slug: found {slug!r}, allowed: {', '.join(p['slug'] for p in self.cast)}", 404)

    def _faces(self) -> list[FaceSource]:
        cameras = [d.source for d in self.devices.values() if isinstance(d, CameraDevice)]
        return [source for source in cameras if isinstance(source, FaceSource)]

    def _sitter(self) -> Sitter | None:
        return next((source.sitter for source in self._faces() if source.sitter is not None), None)

    # Documents

    async def place(self, device_id: str, lying: Lying) -> None:
        """Put a card down. A citizen has one of each kind: it is lifted from wherever it lay."""
        self._person(lying.slug)
        if lying.condition not in CONDITIONS:
            raise VerbError(f"condition: found {lying.condition!r}, allowed: {', '.join(CONDITIONS)}", 400)
        if lying.side not in SIDES:
            raise VerbError(f"side: found {lying.side!r}, allowed: {', '.join(SIDES)}", 400)
        device = self.device(device_id)
        for other_id, other in self.devices.items():
            same_card = (other.settings.device_class == "card_reader") == (
                device.settings.device_class == "card_reader"
            )
            if other is not device and same_card and other.lying is not None and other.lying.slug == lying.slug:
                await self.remove(other_id)
        if not isinstance(device, Surface):
            raise VerbError(f"nothing can be put on {device_id}")
        await device.lay(lying, self.studio)
        device.lying = lying
        self.touch()

    async def remove(self, device_id: str) -> None:
        device = self.device(device_id)
        if not isinstance(device, Surface):
            raise VerbError(f"nothing can be put on {device_id}")
        await device.lift(self.studio)
        device.lying = None
        self.touch()

    async def lay_slip(self, device_id: str, printer_id: str) -> None:
        """Carry the slip that came out last, cut, to a document camera."""
        device, printer = self.device(device_id), self.device(printer_id)
        if not isinstance(device, MatCamera):
            raise VerbError(f"nothing is looked at on {device_id}")
        slip = next((each for each in reversed(self.slips(printer_id)) if each.complete), None)
        if slip is None:
            raise VerbError(f"no slip came out of {printer_id}")
        from drivers_sim.escpos.render import slip_png

        png = await asyncio.to_thread(slip_png, slip)
        await device.lay_slip(png, float(printer.settings.paper_mm), self.studio)
        device.lying = None
        self.touch()

    def show_code(self, device_id: str, text: str, seconds: float) -> None:
        """Hold a code before a scanner's window for so long."""
        device = self.device(device_id)
        if not isinstance(device, Window):
            raise VerbError(f"{device_id} reads no codes")
        device.show_code(text, seconds)
        self.touch()

    # Devices

    def device(self, device_id: str) -> Device:
        if device_id not in self.devices:
            raise VerbError(f"device: found {device_id!r}, allowed: {', '.join(self.devices)}", 404)
        return self.devices[device_id]

    async def fault(self, device_id: str, kind: str, after_mm: float | None = None) -> None:
        """Let a device suffer a fault; `after_mm` with paper_out: what can still be printed before the roll ends."""
        device = self.device(device_id)
        match kind:
            case "unplug":
                await device.unplug()
            case "replug":
                await device.plug()
            case "clear":
                await device.plug()
                device.suffer("clear")
            case "paper_out" if isinstance(device, PrinterDevice) and after_mm:
                device.end_paper_after(after_mm)
            case _ if kind.partition(":")[0] in device.kinds:
                device.suffer(kind)
            case _:
                allowed = ("unplug", "replug", "clear", *device.kinds)
                raise VerbError(f"kind: found {kind!r}, allowed for {device_id}: {', '.join(allowed)}", 400)
        self.touch()

    async def reset(self) -> None:
        """Mend and plug in everything, take everything away; the paper that came out stays."""
        await self.leave()
        for device_id, device in self.devices.items():
            await self.fault(device_id, "clear")  # first, for a reader in order gives a card back
            if device.lying is not None:
                await self.remove(device_id)

    def slips(self, device_id: str) -> list[Slip]:
        device = self.device(device_id)
        if not isinstance(device, PrinterDevice):
            raise VerbError(f"{device_id} is no printer")
        return device.printer.slips

    def documents(self, device_id: str) -> list[Printed]:
        """What came out of a printer for pages."""
        device = self.device(device_id)
        if not isinstance(device, PagePrinterDevice):
            raise VerbError(f"{device_id} prints no pages")
        return device.device.documents

    # What the kiosk shows, and what everything looks like

    def show(self, screen: Screen) -> None:
        if screen != self.stage.screen:
            if screen.screen != self.stage.screen.screen:
                self.screen_since = asyncio.get_running_loop().time()
            if screen.light != self.stage.screen.light:
                for source in self._faces():
                    source.shine(screen.light)
            self.stage.show(screen)
            self.touch()

    def state(self) -> dict[str, Any]:
        sitter = self._sitter()
        return {
            "version": self.version,
            "kiosk": {"id": self.settings.kiosk, "zh": self.settings.hall_zh, "en": self.settings.hall_en},
            "devices": [self._describe(device) for device in self.devices.values()],
            "people": self.cast,
            "seated": {"slug": sitter.slug, "presence": self.mode, "acting": self.acting} if sitter else None,
            "stage": asdict(self.stage.screen),
            "conditions": list(CONDITIONS),
            "playing": self.player.playing,
            "slips": {
                device_id: [
                    {"number": s.number, "text": slip_text(s), "complete": s.complete} for s in self.slips(device_id)
                ]
                for device_id, device in self.devices.items()
                if isinstance(device, PrinterDevice)
            },
        }

    def describe(self, device_id: str) -> dict[str, Any]:
        """One device as the state has it."""
        return self._describe(self.device(device_id))

    def _describe(self, device: Device) -> dict[str, Any]:
        return {
            "id": device.settings.id,
            "class": device.settings.device_class,
            "address": str(device.settings.address),
            "plugged": device.plugged,
            "in_use": device.in_use,
            "faults": ([] if device.plugged else ["unplug"]) + device.faults,
            "kinds": list(device.kinds),
            "lying": asdict(device.lying) if device.lying else None,
            **device.describe(),
        }
