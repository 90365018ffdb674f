"""Finding the card: on several grounds, turned, tilted, held; and not finding one where there is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bench.cards import Person, draw_back, draw_front
from bench.scenes import CONDITIONS, Scene, corners, photograph
from kiosk.identity.legibility import is_empty
from kiosk.identity.page import ASPECT, CARD_HEIGHT, CARD_WIDTH, find_page, frame_as_card


@pytest.mark.parametrize("condition", CONDITIONS)
def test_found_in_every_condition(condition: str, person: Person) -> None:
    page = find_page(photograph(draw_front(person, 4), CONDITIONS[condition], 4))
    assert page is not None
    assert page.card.shape == (CARD_HEIGHT, CARD_WIDTH, 3)
    assert 800 < page.width < 1060


@pytest.mark.parametrize("ground", ["dark", "grey", "white"])
@pytest.mark.parametrize(("angle", "tilt"), [(9, 0), (-3, 18), (170, -15)])
def test_corners_are_right_to_a_few_pixels(ground: str, angle: float, tilt: float, person: Person) -> None:
    scene = Scene(angle=angle, tilt=tilt, ground=ground)
    page = find_page(photograph(draw_back(person, 2), scene, 3))
    assert page is not None
    truth = corners(scene, 3)
    off = [float(np.abs(np.roll(page.corners, turn, axis=0) - truth).max()) for turn in (0, 2)]
    assert min(off) < (12 if ground == "white" else 5)  # on white the shadow counts as card


@pytest.mark.parametrize("angle", [0, 30, 45, 75, 90, 135, 270])
def test_found_at_any_angle(angle: float, person: Person) -> None:
    page = find_page(photograph(draw_front(person, 4), Scene(angle=angle, share=0.25), 4))
    assert page is not None
    sides = np.linalg.norm(np.roll(page.corners, -1, axis=0) - page.corners, axis=1)
    assert abs(sides[0] / sides[1] / ASPECT - 1) < 0.03


def test_sharpness_falls_with_blur_and_not_with_darkness(person: Person) -> None:
    card = draw_front(person, 4)
    values = {}
    for name, scene in {
        "sharp": Scene(angle=3),
        "dark": Scene(angle=3, light=0.35),
        "soft": Scene(angle=3, blur=2),
        "lost": Scene(angle=3, blur=6),
    }.items():
        page = find_page(photograph(card, scene, 4))
        assert page is not None
        values[name] = page.sharpness
    assert values["sharp"] > values["soft"] > values["lost"]
    assert abs(values["dark"] - values["sharp"]) < 0.25 * values["sharp"]


def test_glare_is_measured(person: Person) -> None:
    card = draw_front(person, 4)
    plain, lit = (find_page(photograph(card, replace(Scene(angle=3), glare=g), 4)) for g in (False, True))
    assert plain is not None
    assert lit is not None
    assert plain.glare < 0.005 < 0.03 < lit.glare


@pytest.mark.parametrize("level", [10, 40, 128, 240])
def test_an_empty_mat_is_empty(level: int) -> None:
    rng = np.random.default_rng(1)
    fall = np.linspace(1.1, 0.8, 1280)[None, :, None]
    mat = np.clip(level * fall + rng.normal(0, 4, (960, 1280, 3)), 0, 255).astype(np.uint8)
    assert is_empty(mat)
    assert find_page(mat) is None
    assert frame_as_card(mat[:800]) is None


def test_a_card_is_not_empty(person: Person) -> None:
    assert not is_empty(photograph(draw_front(person, 4), Scene(), 4))


@pytest.mark.parametrize("shape", [(1, 1), (2, 300), (40, 40), (300, 2)])
def test_odd_pictures_are_no_card(shape: tuple[int, int]) -> None:
    assert find_page(np.zeros((*shape, 3), np.uint8)) is None


@pytest.mark.parametrize("angle", [-12, 5, 171])
def test_found_by_its_straight_sides_among_clutter(angle: float, person: Person) -> None:
    scene = Scene(angle=angle, ground="clutter")
    page = find_page(photograph(draw_front(person, 4), scene, 9))
    assert page is not None
    truth = corners(scene, 9)
    assert min(float(np.abs(np.roll(page.corners, turn, axis=0) - truth).max()) for turn in (0, 2)) < 20


def test_a_finger_over_an_edge_does_not_move_the_corners(person: Person) -> None:
    scene = Scene(angle=5, finger=True)
    page = find_page(photograph(draw_front(person, 4), scene, 4))
    assert page is not None
    truth = corners(scene, 4)
    assert min(float(np.abs(np.roll(page.corners, turn, axis=0) - truth).max()) for turn in (0, 2)) < 16
