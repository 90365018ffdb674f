"""Rendered people who obey, from a small stock of pictures: rendering each frame would take minutes."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import lru_cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers_sim.people import (
    ACTION_SECONDS,
    Citizen,
    Pose,
    acted_pose,
    id_photo,
    idle_pose,
    load_citizens,
    render_face,
)
from drivers_sim.people.print_held import photograph_pose, render_photograph
from kiosk.identity.face_models import FaceModels, load_face_models
from kiosk.identity.face_result import FaceResult, FaceSettings, Guidance
from kiosk.identity.face_session import FaceSession

Frame = NDArray[np.uint8]
FPS = 15
REACTION_S = 0.6
_YAW_STEP = 6
_LIDS = (0.0, 0.4, 0.8, 1.0)


def bgr(picture: Frame) -> Frame:
    return np.ascontiguousarray(picture[:, :, ::-1])


class Stock:
    """Pictures of a few people, each rendered once at the first need."""

    def __init__(self, citizens: Mapping[str, Citizen]) -> None:
        self.citizens = citizens
        self._pictures: dict[tuple[str, int, float], Frame] = {}
        self._photos: dict[str, Frame] = {}

    def photo(self, slug: str) -> Frame:
        """The ID photograph, BGR."""
        if slug not in self._photos:
            self._photos[slug] = bgr(id_photo(self.citizens[slug]))
        return self._photos[slug]

    def live(self, slug: str, pose: Pose, number: int = 0) -> Frame:
        """A frame of a living person near `pose`, with noise of its own."""
        yaw = round(pose.yaw / _YAW_STEP) * _YAW_STEP
        lids = min(_LIDS, key=lambda each: abs(each - pose.blink)) if yaw == 0 else 0.0
        if (slug, yaw, lids) not in self._pictures:
            rendered = render_face(self.citizens[slug], Pose(yaw=yaw, blink=lids), seed=yaw + 100)
            self._pictures[slug, yaw, lids] = bgr(rendered)
        return noisy(self._pictures[slug, yaw, lids], number, pose.shift, pose.closer)

    def printed(self, slug: str, pose: Pose, number: int) -> Frame:
        """A frame of a photograph held up."""
        citizen = self.citizens[slug]
        return bgr(render_photograph(id_photo(citizen), citizen, pose, seed=number))


@lru_cache(maxsize=8)
def _noise(which: int, shape: tuple[int, ...]) -> NDArray[np.int16]:
    return np.random.default_rng(which).normal(0, 1.5, (*shape[:2], 1)).round().astype(np.int16).repeat(3, axis=2)


def noisy(picture: Frame, number: int, shift: tuple[float, float] = (0.0, 0.0), closer: float = 1.0) -> Frame:
    """The picture as a sensor gives it: never twice the same."""
    height, width = picture.shape[:2]
    x, y = (1 - closer) * width / 2, (1 - closer) * height * 0.47
    matrix = np.array([[closer, 0, x + shift[0] * 120], [0, closer, y - shift[1] * 120]])
    moved = cv2.warpAffine(picture, matrix, (width, height), borderMode=cv2.BORDER_REFLECT)
    noise = np.roll(_noise(number % 4, picture.shape), number, axis=1)
    return np.clip(moved.astype(np.int16) + noise, 0, 255).astype(np.uint8)


Show = Callable[[float, Pose, int], Frame]
"""What the camera sees: time in the session, the pose asked for at that time, the frame's number."""


class Play:
    """One session with someone who does what is asked, and what was said in it."""

    def __init__(self, session: FaceSession, show: Show, *, pose: Callable[..., Pose] | None = None) -> None:
        self.session = session
        self.said: list[str] = []
        self.challenges: list[str] = []
        self.progress: list[float] = []
        self.frames: list[Frame] = []
        self._show = show
        self._pose = pose or (
            lambda t, action, since: acted_pose(action, since, idle_pose(t)) if action else idle_pose(t)
        )

    def run(self, seconds: float = 60.0) -> FaceResult:
        action, since, asked, asked_at = "", 0.0, "", 0.0
        for number in range(int(seconds * FPS)):
            t = number / FPS
            frame = self._show(t, self._pose(t, action, t - since), number)
            self.frames.append(frame)
            answer = self.session.feed(frame, 1000.0 + t)
            if isinstance(answer, FaceResult):
                return answer
            self._note(answer)
            if answer.challenge != asked:
                asked, asked_at = answer.challenge, t
            resting = not action or t - since > ACTION_SECONDS[action]
            again = action == asked and t - since > ACTION_SECONDS[action] + 1.5
            if asked in ACTION_SECONDS and asked != "look" and t - asked_at >= REACTION_S and resting:
                if action != asked or again or since < asked_at:
                    action, since = asked, t
            elif resting:
                action = ""
        pytest.fail(f"no result after {seconds} s; said {self.said[-5:]}")

    def _note(self, guidance: Guidance) -> None:
        self.progress.append(guidance.progress)
        if not self.said or self.said[-1] != guidance.code:
            self.said.append(guidance.code)
        if guidance.challenge not in ("none", "look", *self.challenges[-1:]):
            self.challenges.append(guidance.challenge)


@pytest.fixture(scope="session")
def models() -> FaceModels:
    return load_face_models()


@pytest.fixture(scope="session")
def stock() -> Stock:
    return Stock(load_citizens())


Begin = Callable[..., FaceSession]


@pytest.fixture
def begin(models: FaceModels) -> Begin:
    def begin(sources: Mapping[str, Frame], seed: int = 1, **settings: float) -> FaceSession:
        return FaceSession(sources, FaceSettings(**settings), random.Random(seed), models)

    return begin


def held_photograph(t: float, action: str, since: float) -> Pose:
    return photograph_pose(t, action or None, since)  # type: ignore[arg-type]
