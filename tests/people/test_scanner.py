from __future__ import annotations

import cv2
import numpy as np
import pytest

from drivers_sim.people import Citizen, place_on_scanner, render_card, scanner_frame
from drivers_sim.people.images import Floats, Rgb
from drivers_sim.people.scanner import PIXELS_PER_MM


@pytest.fixture(scope="module")
def card(citizens: dict[str, Citizen]) -> Rgb:
    return render_card(citizens["huang-xiaomei"], "back")


def outline(frame: Rgb) -> tuple[Floats, float, float, float]:
    """The card's middle, long side, short side (pixels) and angle (degrees, counter-clockwise)."""
    mask = (cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) > 100).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    middle, (a, b), angle = cv2.minAreaRect(max(contours, key=cv2.contourArea))
    if a < b:
        a, b, angle = b, a, angle - 90
    return np.array(middle), a, b, -((angle + 90) % 180 - 90)


def sharpness(frame: Rgb) -> float:
    return float(cv2.Laplacian(cv2.GaussianBlur(frame, (0, 0), 1.2), cv2.CV_64F).var())


def test_the_card_lies_in_the_middle_in_its_true_size(card: Rgb) -> None:
    frame = place_on_scanner(card)
    middle, long, short, angle = outline(frame)
    assert frame.shape == (960, 1280, 3)
    assert np.abs(middle - (640, 480)).max() < 4
    assert long == pytest.approx(85.6 * PIXELS_PER_MM, rel=0.02)
    assert short == pytest.approx(54 * PIXELS_PER_MM, rel=0.02)
    assert abs(angle) < 0.5


@pytest.mark.parametrize("rotation", [-9, 4, 12])
def test_rotation_is_counter_clockwise(card: Rgb, rotation: float) -> None:
    assert outline(place_on_scanner(card, rotation=rotation))[3] == pytest.approx(rotation, abs=0.6)


def test_offset_is_right_and_down(card: Rgb) -> None:
    middle = outline(place_on_scanner(card, offset_mm=(6, -4)))[0]
    assert middle == pytest.approx((640 + 6 * PIXELS_PER_MM, 480 - 4 * PIXELS_PER_MM), abs=4)


def test_an_empty_mat_is_dark() -> None:
    assert place_on_scanner(None).max() < 90


def test_upside_down_is_half_a_turn(card: Rgb) -> None:
    turned, over = place_on_scanner(card, rotation=180), place_on_scanner(card, degradations=["upside_down"])
    assert np.abs(turned.astype(int) - over).mean() < 0.5


def test_degradations_do_what_they_say(card: Rgb) -> None:
    sound = place_on_scanner(card)
    assert sharpness(place_on_scanner(card, degradations=["blurred"])) < 0.1 * sharpness(sound)
    assert place_on_scanner(card, degradations=["dim"]).mean() < 0.4 * sound.mean()
    assert np.count_nonzero(place_on_scanner(card, degradations=["glare"]) == 255) > 100_000
    covered = np.abs(place_on_scanner(card, degradations=["half_covered"]).astype(int) - sound).max(axis=2) > 30
    assert covered[200:760, 700:1080].mean() > 0.8
    assert covered[200:760, 210:480].mean() < 0.1


def test_an_unknown_degradation_is_refused(card: Rgb) -> None:
    with pytest.raises(ValueError, match="allowed: upside_down, blurred"):
        place_on_scanner(card, degradations=["eaten"])  # type: ignore[list-item]


def test_frames_of_a_stream_differ_only_in_noise(card: Rgb) -> None:
    one, again, next_one = (place_on_scanner(card, frame=n) for n in (0, 0, 1))
    assert np.array_equal(one, again)
    difference = np.abs(one.astype(int) - next_one)
    assert 0 < difference.mean() < 4


def test_a_citizens_document_comes_as_a_frame(citizens: dict[str, Citizen]) -> None:
    citizen = citizens["wei-zhiqiang"]
    frame = scanner_frame(citizen, condition="dim", rotation=5, seed=2)
    assert frame.shape == (960, 1280, 3)
    assert frame.mean() < 60
