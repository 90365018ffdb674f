"""Readers of social security cards: one with a motor, and one under PC/SC into which the citizen puts the card."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from drivers_sim.card.chip import Chip, NoContact
from drivers_sim.card.wallet import Wallet
from drivers_sim.crt.device import FAULTS as MOTOR_FAULTS
from drivers_sim.crt.device import CardReaderDevice
from drivers_sim.crt.mechanism import Place
from drivers_sim.documents import Lying
from drivers_sim.equipment.model import UnavailableError, VerbError
from drivers_sim.settings import DeviceSettings, PcscAddress, SerialAddress
from drivers_sim.studio.client import Studio
from drivers_sim.vpcd.card import FAULTS as SLOT_FAULTS
from drivers_sim.vpcd.card import VpcdSlot
from drivers_sim.vpcd.daemon import VPCD_PORT, Pcscd, PcscdError, listens, runs


async def _chip(wallet: Wallet, lying: Lying, studio: Studio) -> Chip | None:
    try:
        return await wallet.chip(lying, studio)
    except LookupError as why:
        raise VerbError(str(why)) from why


class MotorReader:
    """A motorised reader. A card laid on it is held to its mouth; it is drawn in when the reader allows entry."""

    kinds: tuple[str, ...] = MOTOR_FAULTS

    def __init__(
        self, settings: DeviceSettings, address: SerialAddress, wallet: Wallet, on_change: Callable[[], None]
    ) -> None:
        self.settings = settings
        self.device = CardReaderDevice(address.port, baud=settings.baud, on_change=on_change)
        self._wallet = wallet
        self._lying: Lying | None = None

    @property
    def lying(self) -> Lying | None:
        """The card in it or at its mouth; one that fell into the box is nobody's any more."""
        return None if self.device.mechanism.place is Place.NOWHERE else self._lying

    @lying.setter
    def lying(self, lying: Lying | None) -> None:
        self._lying = lying

    @property
    def plugged(self) -> bool:
        return self.device.plugged

    @property
    def in_use(self) -> bool | None:
        return self.device.line.in_use

    @property
    def faults(self) -> list[str]:
        return self.device.faults

    async def start(self) -> None:
        await self.device.start()

    async def stop(self) -> None:
        await self.device.stop()

    async def plug(self) -> None:
        await self.device.plug()

    async def unplug(self) -> None:
        await self.device.unplug()

    def suffer(self, kind: str) -> None:
        self.device.suffer(kind)
        if kind == "clear":
            self._wallet.renew()

    def describe(self) -> dict[str, Any]:
        mechanism = self.device.mechanism
        return {"card": mechanism.place.value, "box": mechanism.box, "entry": mechanism.entry}

    async def lay(self, lying: Lying, studio: Studio) -> None:
        if self.device.mechanism.place not in (Place.NOWHERE, Place.OFFERED):
            raise VerbError("another card is in the reader")
        self.device.offer(await _chip(self._wallet, lying, studio))

    async def lift(self, studio: Studio) -> None:  # noqa: ARG002 - a Surface
        mechanism = self.device.mechanism
        if mechanism.place is not Place.NOWHERE and not mechanism.take():
            raise VerbError("the reader holds the card inside")


class SlotReader:
    """A reader under PC/SC: vpcd's under a real pcscd, which is started here where the machine runs none.

    Pulled out, it is pcscd that is stopped: a reader alone cannot be taken from vpcd.
    """

    kinds: tuple[str, ...] = SLOT_FAULTS

    def __init__(
        self, settings: DeviceSettings, address: PcscAddress, wallet: Wallet, on_change: Callable[[], None]
    ) -> None:
        """Raises `UnavailableError`."""
        self.settings = settings
        self._lying: Lying | None = None
        self._wallet = wallet
        self._changed = on_change
        self._folder: Path | None = None
        self._daemon: Pcscd | None = None
        self._plugged = False
        port = VPCD_PORT
        if not runs():
            self._folder = Path(tempfile.mkdtemp(prefix="pcscd-"))
            try:
                self._daemon = Pcscd(self._folder, address.reader, private=False)
            except PcscdError as error:
                self._folder.rmdir()
                raise UnavailableError(str(error)) from error
            port = self._daemon.place.port
        elif not listens(port):
            raise UnavailableError("the pcscd that runs here has no virtual reader")
        self._slot = VpcdSlot("127.0.0.1", port, on_change)

    @property
    def lying(self) -> Lying | None:
        """The card in it, until it is pulled out."""
        return None if self._slot.chip is None else self._lying

    @lying.setter
    def lying(self, lying: Lying | None) -> None:
        self._lying = lying

    @property
    def plugged(self) -> bool:
        return self._plugged

    @property
    def in_use(self) -> None:
        return None

    @property
    def faults(self) -> list[str]:
        return [fault for fault in (self._slot.fault,) if fault]

    async def start(self) -> None:
        await self.plug()

    async def stop(self) -> None:
        await self._slot.pull()
        await self.unplug()
        if self._folder is not None:
            await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def plug(self) -> None:
        if self._daemon is not None and not self._plugged:
            try:
                await asyncio.to_thread(self._daemon.start)
            except PcscdError as error:
                raise OSError(str(error)) from error
        self._plugged = True

    async def unplug(self) -> None:
        if self._daemon is not None:
            await asyncio.to_thread(self._daemon.stop)
            self._plugged = False

    def suffer(self, kind: str) -> None:
        if kind == "clear":
            self._wallet.renew()
        self._slot.fault = "" if kind == "clear" else kind
        self._changed()

    def describe(self) -> dict[str, Any]:
        return {"card": "inside" if self._slot.chip is not None else "none"}

    async def lay(self, lying: Lying, studio: Studio) -> None:
        chip = await _chip(self._wallet, lying, studio)
        try:
            await self._slot.put_in(chip or NoContact())
        except OSError as error:
            raise VerbError(f"the virtual reader does not answer: {error.strerror}") from error

    async def lift(self, studio: Studio) -> None:  # noqa: ARG002 - a Surface
        await self._slot.pull()
