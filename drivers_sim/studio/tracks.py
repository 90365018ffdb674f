"""A citizen's movements as sequences of a few dozen poses, each of which is rendered once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, get_args

from drivers_sim.people import Action, Pose

FPS = 15
IDLE_SECONDS = 16.0
# Steps that the eye does not see at 15 frames a second.
TURN_STEP, SWAY_STEP, NOD_STEP, CLOSER_STEP, BLINK_STEP = 2.5, 0.8, 1.2, 0.05, 1 / 3


@dataclass(frozen=True, slots=True)
class Tracks:
    """`tracks`: for `idle` and each action, a pose's index for each frame. `order`: in which to render the poses."""

    fps: int
    poses: list[Pose]
    tracks: dict[str, list[int]]
    order: list[int]


class Moves(Protocol):
    """Whose movements they are; without `obeys` they do nothing that is asked."""

    @property
    def obeys(self) -> bool: ...
    def pose(self, t: float, action: Action | None = None, since: float = 0.0) -> Pose: ...
    def seconds(self, action: Action) -> float: ...


def build_tracks(presence: Moves) -> Tracks:
    poses: dict[Pose, int] = {}

    def track(seconds: float, action: Action | None) -> list[int]:
        count = round(seconds * FPS)
        return [poses.setdefault(snap(presence.pose(i / FPS, action, 0.0)), len(poses)) for i in range(count)]

    tracks = {"idle": track(IDLE_SECONDS, None)}
    for action in get_args(Action) if presence.obeys else ():
        tracks[action] = track(presence.seconds(action), action)
    # At the end of the idle track it is played backwards, so that nothing jumps.
    tracks["idle"] += tracks["idle"][-2:0:-1]
    order = dict.fromkeys(tracks["idle"][: 2 * FPS])
    for name in ["blink", "turn_left", "turn_right", "closer", *tracks]:
        order |= dict.fromkeys(tracks.get(name, ()))
    return Tracks(FPS, list(poses), tracks, list(order))


def snap(pose: Pose) -> Pose:
    """The nearest of the few poses that are rendered."""
    if pose.blink > BLINK_STEP / 2:
        return Pose(blink=round(pose.blink / BLINK_STEP) * BLINK_STEP)
    if abs(pose.yaw) > 2 * TURN_STEP:
        return Pose(yaw=round(pose.yaw / TURN_STEP) * TURN_STEP, pitch=_nod(pose))
    if pose.closer > 1 + CLOSER_STEP / 2:
        return Pose(closer=1 + round((pose.closer - 1) / CLOSER_STEP) * CLOSER_STEP)
    return Pose(yaw=round(pose.yaw / SWAY_STEP) * SWAY_STEP, pitch=_nod(pose))


def _nod(pose: Pose) -> float:
    # A photograph is held tilted; a person's nod while turning is too small to be worth more pictures.
    return round(pose.pitch / (2 * NOD_STEP)) * 2 * NOD_STEP
