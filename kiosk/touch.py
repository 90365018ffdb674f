"""Staying in touch with the central between visits, so that a visit without it still finds catalogue and seal key."""

from __future__ import annotations

from devices.clock import Clock
from kiosk.central.client import CentralClient
from kiosk.central.types import Problem, Unreachable
from kiosk.logging import logger
from kiosk.outbox.outbox import Outbox

log = logger("touch")

PERIOD_S = 300.0
RETRY_S = 10.0


async def stay_in_touch(central: CentralClient, outbox: Outbox, clock: Clock) -> None:
    """Fetch catalogue and seal key every five minutes; after an outage, send at once what waits."""
    reached = True
    while True:
        try:
            await central.seal_key()
            fresh = (await central.catalogue()).fresh
        except (Unreachable, Problem):
            fresh = False
        if fresh != reached:
            log.info("central.reached" if fresh else "central.lost")
            if fresh:
                outbox.nudge()
        reached = fresh
        await clock.sleep(PERIOD_S if fresh else RETRY_S)
