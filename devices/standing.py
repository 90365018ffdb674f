"""What a device is shown as: its last observation, debounced both ways, logged once on loss and once on recovery."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from devices.clock import Clock
from devices.interfaces import SUB_STATES
from devices.model import DeviceClass, Health, Observation, Status
from devices.reasons import is_wire, observation

_log = logging.getLogger(__name__)

MISSES_TO_LOSE = 3  # a printer that misses one poll is not gone; without this, screens flash and prints repeat
SIGHTINGS_TO_RETURN = 2


class Standing:
    """Turns sightings and misses of one device into its status; calls `on_status` when the observation changes."""

    def __init__(
        self, device_id: str, device_class: DeviceClass, clock: Clock, on_status: Callable[[Status], None] | None
    ) -> None:
        self._clock = clock
        self.on_status = on_status
        self._misses = 0
        self._sightings = 0
        now = clock.monotonic()
        starting = observation("starting", _unknown(SUB_STATES[device_class]))
        self.status = Status(device_id, device_class, starting, now, clock.now().timestamp(), since=now)

    @property
    def returning(self) -> bool:
        """Whether it answers again but is still shown as lost."""
        return self._sightings > 0 and is_wire(self.status.observation.reason)

    def seen(self, now: Observation) -> None:
        """The device answered."""
        self._misses = 0
        self._sightings += 1
        if is_wire(self.status.observation.reason) and self._sightings < SIGHTINGS_TO_RETURN:
            return
        self.show(now)

    def missed(self, reason: str, *, at_once: bool) -> None:
        """The device did not answer, for `reason`; shown at once where a command failed by it."""
        self._sightings = 0
        self._misses = MISSES_TO_LOSE if at_once else self._misses + 1
        if self._misses >= MISSES_TO_LOSE:
            self.unseen(reason)

    def unseen(self, reason: str) -> None:
        """Show the device for `reason`; how its parts are is not known now."""
        before = self.status.observation.detail
        self.show(observation(reason, _unknown((*SUB_STATES[self.status.device_class], *before))))

    def show(self, now: Observation) -> None:
        before, at = self.status, self._clock.monotonic()
        same = before.observation == now
        since = before.since if same else at
        device_id, device_class = before.device_id, before.device_class
        self.status = Status(device_id, device_class, now, at, self._clock.now().timestamp(), since=since)
        if same:
            return
        was, works = before.observation.health, now.health is Health.ONLINE
        if works and was is not Health.ONLINE:
            _log.info("device usable", extra={"device": device_id})
        elif not works and was in (Health.ONLINE, Health.STARTING) and now.reason != "stopped":
            _log.warning("device not usable", extra={"device": device_id, "reason": now.reason})
        if self.on_status is not None:
            self.on_status(self.status)


def _unknown(parts: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(parts, "unknown")
