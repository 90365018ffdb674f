"""A citizen before the camera over time: waiting, acting what is asked, or holding up a photograph."""

from __future__ import annotations

from collections.abc import Mapping

from drivers_sim.people.citizen import Citizen, PresenceMode
from drivers_sim.people.face import render_face
from drivers_sim.people.images import Rgb
from drivers_sim.people.photo import id_photo
from drivers_sim.people.pose import ACTION_SECONDS, Action, Pose, acted_pose, idle_pose
from drivers_sim.people.print_held import photograph_pose, render_photograph

Colour = tuple[float, float, float]


class Presence:
    """Frames of one citizen at the camera, as a function of time alone: nothing is kept between two calls.

    A live citizen idles and acts. One with a photograph holds it up and tilts it when asked to turn; it cannot blink.
    The other attacks are drawn by `studio.attacking`.
    """

    obeys = True

    def __init__(
        self,
        citizen: Citizen,
        citizens: Mapping[str, Citizen] | None = None,
        *,
        mode: PresenceMode | None = None,
        seed: int = 0,
    ) -> None:
        self.citizen = citizen
        self.mode: PresenceMode = mode or citizen.presence
        self._seed = seed
        shown = citizen.holds_photo_of or citizen.slug
        self._shown = (citizens or {citizen.slug: citizen})[shown]

    @staticmethod
    def seconds(action: Action) -> float:
        """How long an acted movement takes."""
        return ACTION_SECONDS[action]

    def pose(self, t: float, action: Action | None = None, since: float = 0.0) -> Pose:
        """The head's (or the photograph's) pose at time `t`, where `action` began at time `since`."""
        if self.mode == "photograph":
            return photograph_pose(t, action, t - since, self._seed)
        idle = idle_pose(t, self._seed)
        return idle if action is None else acted_pose(action, t - since, idle)

    def frame(
        self,
        t: float,
        action: Action | None = None,
        since: float = 0.0,
        *,
        size: tuple[int, int] = (640, 480),
        brightness: float = 1.0,
        flash: Colour | None = None,
    ) -> Rgb:
        """What the camera sees at time `t`. `flash` is the screen's light on the citizen, 0–1 for each colour."""
        pose, number = self.pose(t, action, since), round(t * 1000)
        if self.mode == "photograph":
            photo = id_photo(self._shown)
            return render_photograph(
                photo, self.citizen, pose, size=size, brightness=brightness, flash=flash, seed=number
            )
        return render_face(self.citizen, pose, size=size, brightness=brightness, flash=flash, seed=number)
