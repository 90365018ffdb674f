"""The code scanner on its cable: it looks through its window a few times a second."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from drivers_sim.line import Line
from drivers_sim.scanner.engine import ScanEngine

LOOK_S = 0.05
"""Between two looks; a code held still is read about this long after the trigger."""
AGAIN_S = 0.3
"""A scanner that reads always reads a code that is held on again after this."""
HELD_S = 3.0
"""How long somebody holds a telephone before the window."""
LONGEST = 4296


class CodeScannerDevice:
    """A scanner reached through the symlink at `port`. `encoding` is what texts are in within the codes shown."""

    def __init__(
        self,
        port: Path,
        kind: str = "honeywell",
        terminator: str = "cr",
        *,
        baud: int | None = None,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self.line = Line(self._heard, reset=self._reset, changed=on_change, spoil=_spoiled).on_serial(port, baud)
        self.engine = ScanEngine(kind, terminator, self.line.send, self._now)
        self.encoding = "utf-8"
        self._changed = on_change
        self._timer: asyncio.TimerHandle | None = None

    async def start(self) -> None:
        self.line.plug()

    async def stop(self) -> None:
        self._rest()
        self.line.unplug()

    def show(self, text: str, seconds: float = HELD_S) -> None:
        """Hold a code of this text before the window. Raises ValueError for what no code holds."""
        if not 0 < len(text) <= LONGEST:
            raise ValueError(f"text: found {len(text)} characters, allowed: 1 to {LONGEST}")
        self.engine.hold(text.encode(self.encoding), seconds)
        self._rest()
        self._look()
        self._changed()

    def take_away(self) -> None:
        self.engine.take_away()
        self._changed()

    def _look(self) -> None:
        before = self.engine.reads
        if self.line.plugged:
            self.engine.look()
        if self.engine.held is None:
            self._changed()
            return
        pause = LOOK_S if before == self.engine.reads else AGAIN_S
        self._timer = asyncio.get_running_loop().call_later(pause, self._look)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _reset(self) -> None:
        self.engine.power_on()

    def _heard(self, data: bytes) -> None:
        self.engine.hear(data)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def _spoiled(answer: bytes) -> bytes:
    """A bit fell over halfway."""
    middle = len(answer) // 2
    return answer[:middle] + bytes((answer[middle] ^ 0x80,)) + answer[middle + 1 :] if answer else answer
