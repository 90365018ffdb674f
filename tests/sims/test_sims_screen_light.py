"""The kiosk's screen lights who sits before it, later than it is told to, and not the hall behind."""

from __future__ import annotations

import random

import cv2
import numpy as np
import pytest

from drivers_sim.cameras.screen_light import DELAY_S, JITTER_S, ScreenLight

LATEST_S = DELAY_S[1] + JITTER_S


def jpeg(picture: np.ndarray) -> bytes:
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()


def decoded(data: bytes) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR).astype(float)


@pytest.fixture
def seated() -> bytes:
    picture = np.full((240, 320, 3), 90, np.uint8)
    cv2.circle(picture, (160, 120), 70, (140, 150, 180), -1)
    return jpeg(picture)


@pytest.fixture
def light() -> ScreenLight:
    light = ScreenLight(random.Random(3))
    light.empty = jpeg(np.full((240, 320, 3), 90, np.uint8))
    return light


def test_a_colour_arrives_late_on_the_person_and_goes_again(light: ScreenLight, seated: bytes) -> None:
    light.turn("#ff0000", 10.0)
    assert light.on(seated, 10.0 + DELAY_S[0] / 2) is seated
    change = decoded(light.on(seated, 10.0 + LATEST_S)) - decoded(seated)
    face, hall = change[100:140, 140:180].mean((0, 1)), change[:30, :30].mean((0, 1))
    assert face[2] > 4
    assert face[2] > 4 * abs(face[0])
    assert np.abs(hall).max() < 1
    light.turn("", 11.0)
    assert light.on(seated, 11.0 + LATEST_S) is seated


@pytest.mark.parametrize("nonsense", ["red", "#12", "#zzzzzz"])
def test_what_is_no_colour_is_no_light(light: ScreenLight, seated: bytes, nonsense: str) -> None:
    light.turn(nonsense, 1.0)
    assert light.on(seated, 2.0) is seated
