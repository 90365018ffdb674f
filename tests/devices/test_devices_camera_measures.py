"""Figures of a picture: exposure, sharpness, rate."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from devices.camera.measures import frame_rate, measure


def pattern(low: int, high: int) -> np.ndarray:
    """Squares of 16 pixels, as sharp as can be."""
    rows, columns = np.indices((480, 640)) // 16
    grey = np.where((rows + columns) % 2, high, low).astype(np.uint8)
    return cv2.merge((grey, grey, grey))


def test_a_picture_well_lit_and_in_focus() -> None:
    figures = measure(pattern(90, 170))
    assert (figures.width, figures.height) == (640, 480)
    assert figures.brightness == pytest.approx(130, abs=1)
    assert (figures.dark, figures.bright) == (0.0, 0.0)
    assert (figures.exposure, figures.focus) == ("ok", "ok")
    assert figures.as_texts()["picture"] == "640x480"


def test_blur_takes_the_sharpness() -> None:
    sharp = pattern(90, 170)
    blurred = cv2.GaussianBlur(sharp, (0, 0), 8)
    assert measure(blurred).sharpness < measure(sharp).sharpness / 50
    assert measure(blurred).focus == "blurred"


def test_sharpness_does_not_depend_on_the_pictures_size() -> None:
    sharp = pattern(90, 170)
    large = cv2.resize(sharp, (1280, 960), interpolation=cv2.INTER_NEAREST)
    assert measure(large).sharpness == pytest.approx(measure(sharp).sharpness, rel=0.05)


@pytest.mark.parametrize(
    ("picture", "exposure"), [(pattern(0, 60), "dark"), (pattern(150, 255), "bright"), (pattern(240, 255), "bright")]
)
def test_wrong_exposure(picture: np.ndarray, exposure: str) -> None:
    assert measure(picture).exposure == exposure


def test_clipped_shares() -> None:
    figures = measure(pattern(0, 255))
    assert (figures.dark, figures.bright) == (0.5, 0.5)
    assert figures.focus == "unknown"


def test_rate() -> None:
    assert frame_rate([1.0, 1.1, 1.2, 1.3]) == pytest.approx(10)
    assert frame_rate([1.0]) is None
    assert frame_rate([]) is None
