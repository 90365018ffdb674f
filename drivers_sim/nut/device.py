"""The NUT server at its address, and what can befall the UPS behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from drivers_sim.line import Line
from drivers_sim.nut.server import NutServer
from drivers_sim.nut.ups import Ups

TROUBLES = {"data_stale": "DATA-STALE", "driver_gone": "DRIVER-NOT-CONNECTED", "access_denied": "ACCESS-DENIED"}
WORDS = {"battery_replace": "RB", "overload": "OVER", "alarm": "ALARM", "bypass": "BYPASS", "forced_shutdown": "FSD"}
EVENTS = ("mains_fails", "mains_returns", "battery_low", *WORDS, *TROUBLES)
LOW_CHARGE = 12.0


class NutDevice:
    """The server of one UPS that is called `name`."""

    def __init__(self, host: str, port: int, name: str = "ups", on_change: Callable[[], None] = lambda: None) -> None:
        self.ups = Ups(lambda: asyncio.get_running_loop().time())
        self.server = NutServer(name, self.ups)
        self._changed = on_change
        self.line = Line(self._heard, connected=self._connected, changed=on_change, spoil=_spoiled)
        self.line.on_tcp(host, port)

    async def start(self) -> None:
        self.line.plug()

    async def stop(self) -> None:
        self.line.unplug()

    def befall(self, event: str) -> None:
        """One of `EVENTS`, or `well`: mains power, a full battery, a server that serves."""
        match event:
            case "mains_fails" | "mains_returns":
                self.ups.set_mains(event == "mains_returns")
            case "battery_low":
                self.ups.set_mains(False)
                self.ups.set_charge(LOW_CHARGE)
            case "well":
                self.ups.set_mains(True)
                self.ups.set_charge(100.0)
                self.ups.words.clear()
                self.server.trouble = ""
            case _ if event in WORDS:
                self.ups.words.add(WORDS[event])
            case _:
                self.server.trouble = TROUBLES[event]
        self._changed()

    @property
    def suffering(self) -> list[str]:
        """The events that hold."""
        words = [event for event, word in WORDS.items() if word in self.ups.words]
        troubles = [event for event, trouble in TROUBLES.items() if trouble == self.server.trouble]
        return ([] if self.ups.mains else ["mains_fails"]) + words + troubles

    def _heard(self, data: bytes) -> None:
        for answer in self.server.hear(data):
            self.line.send(answer)

    def _connected(self) -> None:
        self.server.forget()
        self._changed()


def _spoiled(answer: bytes) -> bytes:
    """The protocol has no checksum; what is damaged is its form."""
    return answer.replace(b"LIST", b"LUST").replace(b"VAR", b"VAT").replace(b"Network", b"Network\xff")
