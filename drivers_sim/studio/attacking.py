"""Attacks on the face check to be played from the dock: how each is held or moved over time, and its picture."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import cv2
import numpy as np

from drivers_sim.attacks import Asked, Camera, Sitter
from drivers_sim.attacks.display import Display
from drivers_sim.attacks.paper import CutOut, Print
from drivers_sim.attacks.sheet import Sheet
from drivers_sim.people import ACTION_SECONDS, Action, Citizen, Pose, acted_pose, idle_pose
from drivers_sim.people.images import Floats, Rgb

_ASPECT = 402 / 485  # of an ID photograph with its border
_BEND = 1.0  # the radius, in half heights of the sheet
_TILT = 0.45  # of a turn of the head: a sheet turned further is a line
_ORDER: tuple[Action, ...] = ("closer", "turn_right", "blink", "turn_left")
"""In which the replayed recording moves, every so many seconds, whatever is asked."""
_EVERY_S = 4.0
_BESIDE = 1.1  # half head heights to each side of the middle
_ANOTHERS = 8.0  # degrees: turned further, somebody else is there

Scene = Callable[[Pose], Floats]


class Attack:
    """One mode, for one citizen and another who helps. `obeys`: whether it does what the screen asks."""

    def __init__(self, mode: str, victim: Citizen, other: Citizen) -> None:
        self.mode = mode
        self.obeys = mode not in ("screen_replay", "frozen_stream")
        self.still = mode == "frozen_stream"
        rng = random.Random(7)
        self._camera = Camera(rng)
        self._camera.brightness, self._camera.white_balance = 1.0, np.ones(3, np.float32)
        self._victim, self._other = Sitter(victim.slug, victim.face), Sitter(other.slug, other.face)
        self._scene = self._made(rng)

    @staticmethod
    def seconds(action: Action) -> float:
        return ACTION_SECONDS[action]

    def pose(self, t: float, action: Action | None = None, since: float = 0.0) -> Pose:
        """The head's or the sheet's; of a recording, that of the head in it."""
        if self.still:
            return Pose()
        if self.mode == "screen_replay":
            action, since = _ORDER[int(t / _EVERY_S) % len(_ORDER)], t - t % _EVERY_S
        idle = idle_pose(t)
        pose = idle if action is None else acted_pose(action, t - since, idle)
        if self.mode == "bent_print":
            return replace(pose, yaw=pose.yaw * (1 + _TILT), blink=0.0)
        return pose

    def picture(self, pose: Pose) -> Rgb:
        """What the camera sees, without a sensor's noise."""
        lit = cv2.sqrt(np.maximum(self._scene(pose), 0)) * 255
        large = cv2.resize(lit, (640, 480), interpolation=cv2.INTER_CUBIC)
        out: Rgb = np.clip(np.rint(large), 0, 255).astype(np.uint8)[:, :, ::-1]
        return out

    def _made(self, rng: random.Random) -> Scene:
        hall, camera, victim, other = self._camera.hall(Asked()), self._camera, self._victim, self._other
        match self.mode:
            case "bent_print":
                sheet = Print(victim, other, rng, camera, Sheet(_ASPECT, 0.95, _BEND))
                return lambda pose: sheet.laid_over(hall, pose, Asked())
            case "cut_out_eyes":
                worn = CutOut(victim, other, rng, camera, Sheet(_ASPECT, 1.0))
                return lambda pose: worn.worn(pose, Asked())
            case "screen_replay":
                screen = Display(_Nothing(), rng, camera)
                return lambda pose: screen.showing(victim.over(hall, pose, camera, Asked()), Pose(), 0.0, Asked())
            case "two_faces":
                return lambda pose: self._pair(hall, pose)
            case "face_swapped":
                return lambda pose: (other if abs(pose.yaw) > _ANOTHERS else victim).over(hall, pose, camera, Asked())
            case "frozen_stream":
                return lambda pose: victim.over(hall, pose, camera, Asked())
        raise ValueError(f"mode: found {self.mode!r}, allowed: {', '.join(MODES)}")

    def _pair(self, hall: Floats, pose: Pose) -> Floats:
        near = replace(pose, closer=pose.closer * 0.85, shift=(_BESIDE, 0.0))
        behind = self._other.over(hall, Pose(closer=0.8, shift=(-_BESIDE, 0.0)), self._camera, Asked())
        return self._victim.over(behind, near, self._camera, Asked())


class _Nothing:
    def picture(self, t: float, asked: Asked) -> Floats:
        raise NotImplementedError("the pictures shown are given one by one")


MODES = ("bent_print", "cut_out_eyes", "screen_replay", "frozen_stream", "two_faces", "face_swapped")


@cache
def attack(mode: str, victim: Citizen, other: Citizen) -> Attack:
    return Attack(mode, victim, other)
