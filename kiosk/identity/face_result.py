"""What a face check says: while it runs, and at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.identity.face_models import THRESHOLD_NOTE, Landmarks
from kiosk.identity.liveness.signal import Signal

GuidanceCode = Literal[
    "look_here",
    "come_closer",
    "move_back",
    "more_light",
    "less_light",
    "one_person",
    "no_face",
    "uncover",
    "turn_left",
    "turn_right",
    "blink",
    "closer",
    "hold_still",
    "colours",
    "thank_you",
]
Challenge = Literal["none", "look", "turn_left", "turn_right", "blink", "closer"]


@dataclass(frozen=True, slots=True)
class FaceSettings:
    """`threshold`: greatest dlib distance that matches. Times in seconds: for the whole check, for each movement.

    `light` is what becomes of the screen's colours: `off` shows none; `judged` refuses where the room answers them and
    the face does not; `required` refuses wherever the face does not answer, for a kiosk whose screen, hall and camera
    are known to let a face answer (docs/recognition.md says how to find out)."""

    threshold: float = 0.50
    timeout_s: float = 60.0
    move_timeout_s: float = 15.0
    landmarks: Landmarks = "five"
    light: Literal["off", "judged", "required"] = "judged"


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the citizen should do now. `progress` 0–1 never says more than is done.

    `light`: "#rrggbb" that the screen shows around the preview from now on, empty where it shows none; a delay up to
    0.45 s is found out. Who draws a simulated person in it lights the face, and the wall behind hardly (an eighth).
    """

    code: GuidanceCode
    challenge: Challenge
    progress: float
    light: str = ""


@dataclass(frozen=True, slots=True)
class SourceComparison:
    """The live face against one photograph: the median distance over the session's frames."""

    source: str
    match: bool
    distance: float


@dataclass(frozen=True, slots=True)
class FaceResult:
    """The end of one check.

    `reasons` is empty where the person is live and every comparison matches. First words: not_live (followed by what
    was missed: flat, turn_left_not_seen, turn_right_not_seen, blink_not_seen, closer_not_seen, wrong_turn,
    identity_changed, light_not_answered, synthetic, slow_camera), timed_out (followed by the last guidance),
    several_faces, stale, no_match.
    """

    live: bool
    comparisons: tuple[SourceComparison, ...]
    threshold: float
    reasons: tuple[str, ...] = ()
    signals: tuple[Signal, ...] = ()
    note: str = THRESHOLD_NOTE

    @property
    def accepted(self) -> bool:
        """Live, and compared with something, and the same in every comparison."""
        return self.live and bool(self.comparisons) and all(c.match for c in self.comparisons)


class BadIdPhotoError(Exception):
    """A source's photograph cannot be compared with: `source` names it, `problems` say why."""

    def __init__(self, source: str, problems: tuple[str, ...]) -> None:
        super().__init__(f"{source}: {', '.join(problems)}")
        self.source = source
        self.problems = problems
