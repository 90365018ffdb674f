"""The kiosk's devices as visits see them: what works now, what to tell people, and what a visit asks of them."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping
from typing import Any

from devices.interfaces import Document, PrintOutcome, PrintState
from devices.model import DeviceClass, Health, Status
from devices.printing import print_document, print_slip
from devices.registry import create_worker
from devices.slip import Slip
from devices.worker import DeviceWorker
from kiosk.day.deciding import on_battery
from kiosk.day.model import DeviceState
from kiosk.logging import logger
from kiosk.readers.chip import ChipCards
from kiosk.readers.codes import Codes
from kiosk.readers.lamps import Lamps
from kiosk.readers.mat import Mat
from kiosk.readers.social import SocialCards
from kiosk.views import Message
from kiosk.vision.messages import DeviceStatus

log = logger("equipment")

STARTING_S = 15.0
"""How long a camera of which nothing was heard counts as starting; a vision process needs about four seconds."""

_CAMERAS = (DeviceClass.CAMERA, DeviceClass.DOCUMENT_CAMERA)


class Equipment:
    """Workers for what core drives itself, and the states that the vision process reports of its cameras."""

    def __init__(
        self,
        devices: Mapping[str, Mapping[str, Any]],
        cameras: Mapping[str, DeviceClass],
        counted: Mapping[str, Mapping[str, float]] | None = None,
    ) -> None:
        """`devices` are configuration sections of what core drives itself; `cameras` what vision does, by id.

        `counted` are the devices' statistics so far.
        """
        self.workers = {
            name: create_worker(device, on_status=self._changed, counted=(counted or {}).get(name))
            for name, device in devices.items()
        }
        self.on_state: Callable[[DeviceState], None] = lambda _state: None
        self._cameras = cameras
        self._camera_states: dict[str, DeviceStatus] = {}
        self._cameras_unknown_since = time.monotonic()
        self._change = asyncio.Event()
        self.on_printed: Callable[[Slip, PrintOutcome], None] = lambda _slip, _outcome: None
        self.on_pages: Callable[[PrintOutcome], None] = lambda _outcome: None
        self.mat = Mat()
        self.chip = ChipCards(self._worker(DeviceClass.CHIP_READER))
        self.cards = SocialCards(self._worker(DeviceClass.CARD_READER))
        self.codes = Codes(self._worker(DeviceClass.CODE_SCANNER))
        contacts = (each for each in devices.values() if each["class"] == DeviceClass.CONTACTS)
        self.lamps = Lamps(self._worker(DeviceClass.CONTACTS), next(contacts, {}).get("outputs", {}))

    def start(self) -> None:
        for worker in self.workers.values():
            worker.start()

    async def stop(self) -> None:
        await asyncio.gather(*(worker.stop() for worker in self.workers.values()))

    async def quiet(self, seconds: float) -> None:
        """Wait until each worker is idle and empty; one that is not in time is replaced."""
        await asyncio.gather(*(worker.quiet(seconds) for worker in self.workers.values()))

    async def changed(self) -> None:
        """Wait until any device's state is another, or a camera has been starting for too long."""
        left = self._cameras_unknown_since + STARTING_S - time.monotonic()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(left if left > 0 else None):
                await self._change.wait()

    def _tell(self) -> None:
        waiting, self._change = self._change, asyncio.Event()
        waiting.set()

    def camera_status(self, status: DeviceStatus) -> None:
        self._camera_states[status.device] = status
        if (device_class := self._cameras.get(status.device)) is not None:
            self.on_state(DeviceState(status.device, device_class, Health(status.health), status.reason))
        log.info("device.state", device=status.device, health=status.health, reason=status.reason)
        self._tell()

    def cameras_unknown(self, *, starting: bool = True) -> None:
        """The vision process is gone: what it said is no longer known. `starting`: another is expected to do better."""
        self._camera_states.clear()
        self._cameras_unknown_since = time.monotonic() - (0 if starting else STARTING_S)
        self._tell()

    def fitted(self, wanted: DeviceClass) -> bool:
        return wanted in self._cameras.values() or self._worker(wanted) is not None

    def usable(self, wanted: DeviceClass) -> bool:
        """Whether a device of this class was seen to work. What is not known does not work."""
        if wanted in _CAMERAS:
            return any(
                device_class is wanted
                and (state := self._camera_states.get(device)) is not None
                and state.health == Health.ONLINE
                for device, device_class in self._cameras.items()
            )
        worker = self._worker(wanted)
        return worker is not None and worker.status.usable

    def hopeful(self, wanted: DeviceClass) -> bool:
        """Usable, or a camera of a vision process that is still starting: nothing flashes on the attract screen."""
        return self.usable(wanted) or (
            wanted in _CAMERAS
            and time.monotonic() - self._cameras_unknown_since < STARTING_S
            and any(kind is wanted and self._starting(device) for device, kind in self._cameras.items())
        )

    def _starting(self, camera: str) -> bool:
        state = self._camera_states.get(camera)
        return state is None or state.health == Health.STARTING

    def statuses(self) -> tuple[Status, ...]:
        return tuple(worker.status for worker in self.workers.values())

    def states(self) -> tuple[DeviceState, ...]:
        """Every device, as far as service depends on it."""
        own = [
            DeviceState(each.device_id, each.device_class, seen.health, seen.reason, seen.detail)
            for each in self.statuses()
            for seen in (each.observation,)
        ]
        return (*own, *self.cameras())

    def cameras(self) -> tuple[DeviceState, ...]:
        return tuple(self._camera_state(device, kind) for device, kind in self._cameras.items())

    def _camera_state(self, camera: str, device_class: DeviceClass) -> DeviceState:
        state = self._camera_states.get(camera)
        if state is not None and state.health != Health.STARTING:
            return DeviceState(camera, device_class, Health(state.health), state.reason)
        if time.monotonic() - self._cameras_unknown_since < STARTING_S:
            return DeviceState(camera, device_class, Health.STARTING, "starting")
        return DeviceState(camera, device_class, Health.OFFLINE, "no_answer")

    def printer_notice(self) -> Message | None:
        """Why no receipt can come out now, as a message about the printer; None where it can."""
        worker = self._worker(DeviceClass.RECEIPT_PRINTER)
        if worker is None:
            return Message(id="print.no_printer")
        return None if worker.status.usable else Message(id=f"print.{print_reason(worker.status.observation.reason)}")

    async def print(self, slip: Slip) -> PrintOutcome:
        worker = self._worker(DeviceClass.RECEIPT_PRINTER)
        if worker is None:
            return PrintOutcome(PrintState.NOT_SENT, "no_printer")
        with self.lamps.lit("printer"):
            outcome = await print_slip(worker, slip)
        self.on_printed(slip, outcome)
        return outcome

    def document_printer_notice(self) -> Message | None:
        """Why no A4 page can come out now; None where it can. None is begun on the battery."""
        worker = self._worker(DeviceClass.DOCUMENT_PRINTER)
        if worker is None:
            return Message(id="print.no_printer")
        if any(on_battery(each) for each in self.states()):
            return Message(id="print.pages_on_battery")
        return None if worker.status.usable else Message(id=f"print.{print_reason(worker.status.observation.reason)}")

    async def print_document(self, document: Document) -> PrintOutcome:
        worker = self._worker(DeviceClass.DOCUMENT_PRINTER)
        if worker is None:
            return PrintOutcome(PrintState.NOT_SENT, "no_printer")
        with self.lamps.lit("printer"):
            outcome = await print_document(worker, document)
        self.on_pages(outcome)
        return outcome

    def contact(self, name: str) -> bool:
        """Whether an input of the case is seen closed; false where it is not known or not there."""
        worker = self._worker(DeviceClass.CONTACTS)
        return worker is not None and worker.status.observation.detail.get(name) in ("on", "open", "yes", "present")

    def name_of(self, wanted: DeviceClass) -> str:
        """The id of the device of a class; empty where none is fitted."""
        worker = self._worker(wanted)
        return worker.device_id if worker is not None else ""

    def _worker(self, wanted: DeviceClass) -> DeviceWorker[Any] | None:
        return next((worker for worker in self.workers.values() if worker.device_class is wanted), None)

    def _changed(self, status: Status) -> None:
        seen = status.observation
        log.info("device.state", device=status.device_id, health=seen.health.value, reason=seen.reason)
        self.on_state(DeviceState(status.device_id, status.device_class, seen.health, seen.reason, seen.detail))
        self._tell()


def print_reason(reason: str) -> str:
    """The citizen's word for a printer's reason."""
    return reason if reason in ("paper_out", "cover_open") else "printer_trouble"
