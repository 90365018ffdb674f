"""The attacks that the dock can play, as its cameras would send them, against the face check with the light off."""

from __future__ import annotations

import random
from functools import cache
from typing import get_args

import cv2
import numpy as np
import pytest

from bench.liveness_session import Stage
from drivers_sim.modes import MODES
from drivers_sim.people import id_photo, load_citizens
from drivers_sim.people.citizen import PresenceMode
from drivers_sim.studio import scenes
from kiosk.identity.face_result import FaceResult, FaceSettings
from kiosk.identity.face_session import FaceSession

SLUG = "wei-zhiqiang"
FPS = 15
REACTION_S = 0.6
ATTACKS = [mode for mode in MODES if mode != "live"]


@cache
def pictures(mode: str, pose: int) -> list[np.ndarray]:
    return [cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR) for jpeg in scenes.face(SLUG, mode, pose)]


def checked(stage: Stage, mode: str, timeout_s: float = 10.0) -> FaceResult:
    """A whole check of whoever sits there, who does what is asked as far as the mode does."""
    photo = np.ascontiguousarray(id_photo(load_citizens()[SLUG])[:, :, ::-1])
    settings = FaceSettings(timeout_s=timeout_s, move_timeout_s=4.0, light="off")
    session = FaceSession({"document": photo}, settings, random.Random(4), stage.models)
    tracks = scenes.tracks(SLUG, mode).tracks
    asked, since, acting, began = "look", 0, "", 0
    for number in range(30 * FPS):
        if acting and number - began >= len(tracks[acting]):
            acting, began = "", number
        if not acting and asked in tracks and asked != "look" and number - since >= REACTION_S * FPS:
            acting, began, since = asked, number, number + 2 * FPS
        track = tracks[acting or "idle"]
        variants = pictures(mode, track[(number - began) % len(track)])
        answer = session.feed(variants[number % len(variants)], 10 + number / FPS)
        if isinstance(answer, FaceResult):
            return answer
        if answer.challenge != asked:
            asked, since = answer.challenge, number
    pytest.fail("the check did not end")


def test_the_person_themself_is_let_through(stage: Stage) -> None:
    assert checked(stage, "live", 30.0).accepted


@pytest.mark.parametrize("mode", ATTACKS)
def test_an_attack_is_not(stage: Stage, mode: str) -> None:
    assert not checked(stage, mode).accepted


def test_the_dock_and_the_citizens_know_the_same_modes() -> None:
    assert set(get_args(PresenceMode)) == set(MODES)
