"""How a person, or whoever holds something up, follows what is asked: late, in their own way, now and then wrong."""

from __future__ import annotations

import math
import random
from dataclasses import replace

from drivers_sim.attacks.camera import Asked
from drivers_sim.people.pose import ACTION_SECONDS, TURN_DEGREES, Action, Pose, acted_pose, idle_pose

_AGAIN_S = 1.5
_OTHER: dict[str, Action] = {"turn_left": "turn_right", "turn_right": "turn_left"}


class Actor:
    """Poses over time. `mistakes` is the chance that a turn is begun to the wrong side. Drawn where they are not said:
    `reaction` (seconds), `wide` (of a usual turn), `place` (half head heights) and `tilt` (degrees)."""

    def __init__(
        self,
        rng: random.Random,
        *,
        mistakes: float = 0.0,
        blinks: bool = True,
        obeys: bool = True,
        reaction: float | None = None,
        wide: float | None = None,
        place: tuple[float, float] | None = None,
        tilt: float | None = None,
    ) -> None:
        self._rng = rng
        self._seed = rng.randrange(1 << 30)
        usual = rng.uniform(0.35, 1.3), rng.uniform(0.85, 1.2), rng.uniform(-0.12, 0.12), rng.uniform(-0.08, 0.08)
        self._reaction = usual[0] if reaction is None else reaction
        self._wide = usual[1] if wide is None else wide
        self._mistakes, self._blinks, self._obeys = mistakes, blinks, obeys
        self._place = (usual[2], usual[3]) if place is None else place
        self._size = rng.uniform(0.97, 1.2)
        self._tilt = rng.uniform(-4, 4) if tilt is None else tilt
        self._action: Action | None = None
        self._for = ("", -1.0)
        self._since = 0.0

    def pose(self, t: float, asked: Asked) -> Pose:
        self._decide(t, asked)
        idle = idle_pose(t, self._seed)
        pose = acted_pose(self._action, t - self._since, idle) if self._action else idle
        yaw = idle.yaw + (pose.yaw - idle.yaw) * self._wide
        return replace(
            pose,
            yaw=yaw,
            roll=pose.roll + self._tilt,
            blink=pose.blink if self._blinks else 0.0,
            closer=pose.closer * self._size,
            shift=(pose.shift[0] + self._place[0], pose.shift[1] + self._place[1]),
        )

    def _decide(self, t: float, asked: Asked) -> None:
        if self._action and t - self._since <= ACTION_SECONDS[self._action]:
            return
        self._action = None
        wanted = asked.challenge
        if not self._obeys or wanted not in ("turn_left", "turn_right", "blink", "closer"):
            return
        fresh = self._for != (wanted, asked.since)
        if t - asked.since < self._reaction or (not fresh and t - self._since < ACTION_SECONDS[wanted] + _AGAIN_S):
            return
        if fresh and wanted in _OTHER and self._rng.random() < self._mistakes:
            wanted = _OTHER[wanted]
        self._for, self._since, self._action = (asked.challenge, asked.since), t, wanted  # type: ignore[assignment]


class Hand:
    """How a sheet or a tablet is held: it sways, trembles, and is turned or brought closer when asked."""

    def __init__(self, rng: random.Random, *, obeys: bool = True) -> None:
        self._actor = Actor(rng, blinks=False, obeys=obeys)
        self._turn = rng.uniform(25, 45) / TURN_DEGREES
        self._tremble = rng.uniform(0.2, 1.0)
        self._pitch = rng.uniform(-40, 40)  # with the chin forward, a print turns as a face does
        self._phase = rng.uniform(0, 7)
        self.wipes = rng.random() < 0.3
        """Whether a hand is passed over the eyes when a blink is asked for."""

    def pose(self, t: float, asked: Asked) -> Pose:
        pose = self._actor.pose(t, asked)
        a, b = (math.sin(2 * math.pi * hz * t + self._phase) * self._tremble for hz in (2.3, 3.1))
        return replace(
            pose,
            yaw=pose.yaw * self._turn + 0.8 * b,
            pitch=pose.pitch + self._pitch,
            roll=pose.roll + 0.5 * a,
            blink=0.0,
            shift=(pose.shift[0] + 0.01 * a, pose.shift[1] + 0.01 * b),
        )
