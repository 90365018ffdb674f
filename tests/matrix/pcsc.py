"""The reader under PC/SC: a real pcscd with vpcd's virtual reader, one at a time.

Here the wire is pcscd: unplugged it does not run, slow it stands still. What comes from the card is another matter: a
card whose answers are cut short, or one without a chip, says nothing about the reader.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path
from typing import Any

from devices.interfaces import CardPosition
from devices.model import DeviceClass
from drivers_sim.card.chip import SocialChip
from drivers_sim.vpcd.card import VpcdSlot
from drivers_sim.vpcd.daemon import SOCKET_VARIABLE, Pcscd
from tests.matrix.situations import Expected, Situation
from tests.matrix.subjects import CARD, Config, Subject

READER = "Matrix Reader"


def _device(_folder: Path) -> Config:
    return {
        "id": "device",
        "class": DeviceClass.CARD_READER.value,
        "driver": "pcsc",
        "transport": {"kind": "pcsc", "reader": READER},
        "budgets": {"connect": 3.0, "between_bytes": 1.0, "whole": 5.0},
    }


def _read(driver: Any) -> object:
    """Once pcscd has seen the card: it looks every 0.4 s."""
    end = time.monotonic() + 2.0
    while driver.position() is not CardPosition.INSIDE and time.monotonic() < end:
        time.sleep(0.05)
    return driver.read_card()


PCSC = Subject(
    "card_reader.pcsc",
    _device,
    _read,
    {
        Situation.ABSENT: Expected("pcscd_down", "pcscd_down"),
        Situation.LOST_IDLE: Expected("pcscd_down", "pcscd_down"),
        Situation.LOST_WITHIN: Expected("pcscd_down", "pcscd_down|card_moved"),
        Situation.SLOW: Expected("hung", "hung"),
        Situation.GARBAGE: Expected("ok", "card_unreadable"),
        Situation.WRONG_DEVICE: Expected("ok", "card_mute"),
        Situation.RETURNS: Expected("ok", "ok"),
        Situation.FLAPS: Expected("ok", "ok"),
    },
)


class PcscStanding:
    """As `Standing`: a pcscd of its own, with a card in its reader. Raises `PcscdError` where there can be none."""

    def __init__(self, subject: Subject, folder: Path) -> None:
        self.subject = subject
        self.device = subject.device(folder)
        self._daemon = Pcscd(folder, READER)
        self._slot = VpcdSlot("127.0.0.1", self._daemon.place.port)
        self._before = os.environ.get(SOCKET_VARIABLE)

    async def __aenter__(self) -> PcscStanding:
        os.environ[SOCKET_VARIABLE] = str(self._daemon.place.socket)
        await self.plug()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.unplug()
        os.environ.pop(SOCKET_VARIABLE)
        if self._before is not None:
            os.environ[SOCKET_VARIABLE] = self._before

    async def plug(self) -> None:
        await asyncio.to_thread(self._daemon.start)
        await self._slot.put_in(SocialChip(CARD))

    async def unplug(self) -> None:
        await self._slot.pull()
        await asyncio.to_thread(self._daemon.kill)

    def suffer(self, fault: str) -> None:
        if fault == "slow" and self._daemon.pid is not None:
            os.kill(self._daemon.pid, signal.SIGSTOP)
        else:
            faults = {"silent": "card_hung", "garbage": "card_truncated", "wrong_device": "card_mute"}
            self._slot.fault = faults.get(fault, "")
