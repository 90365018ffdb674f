"""Who watches the watchers: core kills a ui that froze, and tells systemd that its own loop turns."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import time

from kiosk.child import Child
from kiosk.display import UiDisplay
from kiosk.logging import logger

log = logger("watchdog")

PERIOD_S = 2.0
FROZEN_S = 12.0
"""A ui says every two seconds that it lives; a busy machine's pauses are not taken for a frozen one."""


async def watch(
    display: UiDisplay, ui: Child | None, *, frozen_s: float = FROZEN_S, period_s: float = PERIOD_S
) -> None:
    """Until cancelled: a ui that is connected and says nothing for `frozen_s` seconds is killed and started anew."""
    tell_systemd("READY=1")
    while True:
        await asyncio.sleep(period_s)
        tell_systemd("WATCHDOG=1")
        heard = display.heard_at
        if ui is not None and heard is not None and time.monotonic() - heard > frozen_s:
            log.error("process.frozen", process=ui.name)
            ui.kill()


def tell_systemd(state: str) -> None:
    """The notification of sd_notify(3); nothing where no systemd started this process."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
        notify.sendto(state.encode(), "\0" + address[1:] if address.startswith("@") else address)
