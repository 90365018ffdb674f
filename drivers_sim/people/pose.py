"""How a citizen holds their head, and how they move it when asked to.

"Left" is the citizen's own left. In the camera's image, which is not mirrored, that is the image's right: a turn to
the left moves the nose to greater x against the middle between the eyes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

Action = Literal["turn_left", "turn_right", "blink", "closer", "look"]


@dataclass(frozen=True, slots=True)
class Pose:
    """`yaw` (positive: to the citizen's own left), `pitch` (positive: nose down), `roll` (positive: the image's
    counter-clockwise) in degrees; `blink` and `smile` 0–1; `gaze` x (image right) and y (up) −1–1; `closer` is the
    head's size against the usual one; `shift` moves the head by a share of its half height, x right, y up."""

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    blink: float = 0.0
    smile: float = 0.0
    gaze: tuple[float, float] = (0.0, 0.0)
    closer: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)


ACTION_SECONDS: dict[str, float] = {"turn_left": 2.6, "turn_right": 2.6, "blink": 1.6, "closer": 3.6, "look": 1.6}
"""How long each acted movement takes, from its start until the head rests again."""

TURN_DEGREES = 29.0  # dlib's frontal detector loses rendered heads from about 38° on
CLOSER_SCALE = 1.4
_BLINK_PERIOD_S = 3.4


def idle_pose(t: float, seed: int = 0) -> Pose:
    """The pose of someone who stands still and waits, `t` seconds in: slow sway and a blink every few seconds."""
    rng = np.random.default_rng(seed)
    phase = rng.uniform(0, 2 * math.pi, 6)
    slow = [math.sin(2 * math.pi * t * f + p) for f, p in zip((0.11, 0.17, 0.07, 0.23, 0.13, 0.31), phase, strict=True)]
    period, offset = _BLINK_PERIOD_S * rng.uniform(0.85, 1.25), rng.uniform(0.6, 2.5)
    return Pose(
        yaw=1.8 * slow[0] + 0.6 * slow[3],
        pitch=1.2 * slow[1],
        roll=0.8 * slow[2],
        blink=_blink_at((t - offset) % period),
        gaze=(0.12 * slow[4], 0.08 * slow[5]),
        shift=(0.03 * slow[3], 0.015 * slow[1]),
    )


def acted_pose(action: Action, t: float, idle: Pose = Pose()) -> Pose:
    """The pose `t` seconds into an asked-for movement that adds to `idle`; `idle` itself outside of it."""
    total = ACTION_SECONDS[action]
    if not 0 <= t <= total:
        return idle
    amount = _ease(t / 0.7) * _ease((total - t) / 0.7)
    match action:
        case "turn_left":
            return replace(idle, yaw=idle.yaw + TURN_DEGREES * amount, blink=0.0)
        case "turn_right":
            return replace(idle, yaw=idle.yaw - TURN_DEGREES * amount, blink=0.0)
        case "closer":
            # No blink meanwhile: a picture for each pair of size and lids is not rendered, the head would jump.
            return replace(idle, closer=1 + (CLOSER_SCALE - 1) * amount, blink=0.0)
        case "blink":
            return replace(idle, blink=max(_blink_at(t - 0.25, held=0.2), _blink_at(t - 0.95, held=0.2)))
        case "look":
            return replace(idle, yaw=idle.yaw * (1 - amount), pitch=idle.pitch * (1 - amount), gaze=(0.0, 0.0))


def _blink_at(t: float, held: float = 0.06) -> float:
    """Lids closed 0–1, `t` seconds into a blink that closes in 0.1 s, stays shut and opens in 0.16 s."""
    if t < 0:
        return 0.0
    return _ease(t / 0.1) * _ease((0.1 + held + 0.16 - t) / 0.16)


def _ease(x: float) -> float:
    x = min(max(x, 0.0), 1.0)
    return x * x * (3 - 2 * x)
