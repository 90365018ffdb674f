"""Whether a face can be recognised as it is now, and what its owner could do about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.identity.detector import Face, Gray, Points

Problem = Literal["too_small", "too_large", "turned", "tilted", "too_dark", "too_bright", "blurred", "covered"]
Guide = Literal["come_closer", "move_back", "look_here", "more_light", "less_light", "hold_still", "uncover"]

GUIDES: dict[Problem, Guide] = {
    "too_small": "come_closer",
    "too_large": "move_back",
    "too_dark": "more_light",
    "too_bright": "less_light",
    "turned": "look_here",
    "tilted": "look_here",
    "blurred": "hold_still",
    "covered": "uncover",
}

CHIP = 64
# The outer corners of the eyes in the chip; the face's lower part fills the rest.
_CHIP_EYES = np.array([[54.0, 20.0], [10.0, 20.0]])

LEAST_EYES = 44.0  # px between the outer corners: the encoder looks at about 75
LEAST_EYES_SHARE = 0.085  # of the frame's width: nearer is sharper, and others stay out of the picture
MOST_EYES_SHARE = 0.34
MOST_ASYMMETRY = 0.26
MOST_ROLL = 18.0  # degrees
DROP = (0.32, 1.0)
DARK = 42.0  # grey levels, the face's median
BRIGHT = 235.0
LEAST_SHARPNESS = 0.012


@dataclass(frozen=True, slots=True)
class Quality:
    """`score` 0–1, of use to choose between frames; `sharpness` is free of contrast and size; `problems` in the order
    in which they should be put right."""

    score: float
    sharpness: float
    brightness: float
    problems: tuple[Problem, ...]

    @property
    def guide(self) -> Guide | None:
        """What to say; a turned face looks smaller than it is, and whoever turns back need not come closer."""
        if "turned" in self.problems:
            return GUIDES["turned"]
        return GUIDES[self.problems[0]] if self.problems else None

    def with_problem(self, problem: Problem) -> Quality:
        return replace(self, problems=(*self.problems, problem))


def chip(gray: Gray, points: Points) -> NDArray[np.float32]:
    """The face turned upright at a fixed size, (64, 64) grey levels as float32."""
    return upright(gray, points, _CHIP_EYES, CHIP)


def upright(picture: NDArray[np.uint8], points: Points, target: Points, side: int) -> NDArray[np.float32]:
    """The picture turned and scaled so that the outer corners of the eyes lie at `target`."""
    source = points[[0, 2]]
    ax, ay = source[0] - source[1]
    bx, by = target[0] - target[1]
    length = max(ax * ax + ay * ay, 1e-6)
    cos, sin = (bx * ax + by * ay) / length, (by * ax - bx * ay) / length
    rotation = np.array([[cos, -sin], [sin, cos]])
    shift = target.mean(0) - rotation @ source.mean(0)
    matrix = np.hstack([rotation, shift[:, None]])
    found = cv2.warpAffine(picture, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return found.astype(np.float32)


def measure(face: Face, patch: NDArray[np.float32], frame_width: int, slack: float = 1.0) -> Quality:
    """Judge `face`, whose `chip` is `patch`, in a frame `frame_width` pixels wide. With a `slack` under 1 limits are by
    so much wider: who was good enough to begin sways."""
    median = float(np.median(patch))
    sharpness = sharpness_of(patch)
    problems: list[Problem] = []
    if face.eyes < slack * max(LEAST_EYES, LEAST_EYES_SHARE * frame_width):
        problems.append("too_small")
    elif face.eyes * slack > MOST_EYES_SHARE * frame_width:
        problems.append("too_large")
    if median < slack * DARK:
        problems.append("too_dark")
    elif median > BRIGHT:
        problems.append("too_bright")
    if slack * abs(face.asymmetry) > MOST_ASYMMETRY or not DROP[0] <= face.drop <= DROP[1]:
        problems.append("turned")
    if slack * abs(face.roll) > MOST_ROLL:
        problems.append("tilted")
    if sharpness < slack * LEAST_SHARPNESS:
        problems.append("blurred")
    frontal = max(0.0, 1 - abs(face.asymmetry) / (2 * MOST_ASYMMETRY))
    size = min(1.0, face.eyes / 90)
    score = frontal * size * min(1.0, sharpness / (4 * LEAST_SHARPNESS)) * min(1.0, median / 80)
    return Quality(round(score, 3), sharpness, median, tuple(problems))


def sharpness_of(patch: NDArray[np.float32]) -> float:
    """The share of a picture's contrast that is in its finest details."""
    fine = cv2.Laplacian(patch, cv2.CV_32F)
    (_, rough), (_, whole) = cv2.meanStdDev(fine), cv2.meanStdDev(patch)
    return float(rough[0, 0] ** 2 / (whole[0, 0] ** 2 + 25.0) / 8)
