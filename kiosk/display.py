"""The ui process as core sees it: views go out, intents come in; a new or returned ui gets the present view at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from kiosk import views
from kiosk.channel import Channel
from kiosk.logging import logger
from kiosk.views import Alive, AnyIntent, Painted, View

log = logger("display")


class UiDisplay:
    """`on_intent` gets each intent; `on_ready` a ui's first painted view; `on_lost` is called when ui is gone."""

    def __init__(self, socket: Path) -> None:
        self.on_intent: Callable[[AnyIntent], None] = lambda _intent: None
        self.on_lost: Callable[[], None] = lambda: None
        self.on_ready: Callable[[Painted], None] = lambda _painted: None
        self.heard_at: float | None = None
        """When the ui that is connected last said anything, on the monotonic clock; None where none is."""
        self._new = True
        self._view: View | None = None
        self.channel = Channel(socket, self._line, self._lost)
        self.channel.on_connected = self._again

    def publish(self, view: View) -> None:
        self._view = view
        self.channel.send(views.encode(view))

    def _again(self) -> None:
        self._new = True
        self.heard_at = time.monotonic()
        if self._view is not None:
            self.channel.send(views.encode(self._view))

    def _lost(self) -> None:
        self.heard_at = None
        self.on_lost()

    def _line(self, line: bytes) -> None:
        self.heard_at = time.monotonic()
        try:
            said = views.decode_from_ui(line)
        except msgspec.DecodeError:
            log.warning("ui.line_not_understood")
            return
        if isinstance(said, Painted):
            if self._new:
                self._new = False
                self.on_ready(said)
        elif not isinstance(said, Alive):
            self.on_intent(said)
