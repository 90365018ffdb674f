"""Whether the rendered people can be found and told apart by the kiosk's own encoder."""

from __future__ import annotations

import numpy as np
import pytest

from drivers_sim.people import Citizen, Pose, id_photo, render_face
from tests.people.conftest import Eyes

GENUINE_AT_MOST, OTHERS_AT_LEAST = 0.45, 0.52


@pytest.fixture(scope="module")
def distances(citizens: dict[str, Citizen], eyes: Eyes) -> np.ndarray:
    """ID photographs (rows) against live faces a little turned, in side light (columns)."""
    printed = [eyes.encoding(id_photo(c)) for c in citizens.values()]
    pose = Pose(yaw=9, pitch=4, roll=-3, smile=0.3)
    live = [eyes.encoding(render_face(c, pose, light=(0.6, 0.4, 0.8), seed=3)) for c in citizens.values()]
    between: np.ndarray = np.linalg.norm(np.array(printed)[:, None] - np.array(live)[None], axis=2)
    return between


def test_everybody_is_recognised_by_their_photograph(distances: np.ndarray) -> None:
    assert np.diag(distances).max() <= GENUINE_AT_MOST


def test_nobody_is_taken_for_another(distances: np.ndarray) -> None:
    assert distances[~np.eye(len(distances), dtype=bool)].min() >= OTHERS_AT_LEAST


def test_renderings_are_repeatable(citizens: dict[str, Citizen]) -> None:
    citizen = citizens["wei-zhiqiang"]
    first, again = render_face(citizen, seed=5), render_face(citizen, seed=5)
    assert first.shape == (480, 640, 3)
    assert first.dtype == np.uint8
    assert np.array_equal(first, again)
    assert not np.array_equal(first, render_face(citizen, seed=6))
    assert id_photo(citizen).shape == (441, 358, 3)


def test_a_blink_shuts_the_eyes_and_leaves_the_rest(citizens: dict[str, Citizen], eyes: Eyes) -> None:
    citizen = citizens["wei-zhiqiang"]
    still, shut = (render_face(citizen, Pose(blink=b), seed=1).astype(int) for b in (0.0, 1.0))
    at = eyes.landmarks(still.astype(np.uint8))
    x0, x1 = int(at[:4, 0].min()), int(at[:4, 0].max())
    y0, y1 = int(at[:4, 1].min()) - 12, int(at[:4, 1].max()) + 12
    change = np.abs(still - shut).mean(axis=2)
    assert change[y0:y1, x0:x1].mean() > 5
    change[y0 - 6 : y1 + 6, x0 - 12 : x1 + 12] = 0
    assert change.mean() < 0.01


@pytest.mark.parametrize("slug", ["chen-guilan", "nguyen-thi-hoa"])
def test_left_is_the_citizens_own_and_the_images_right(citizens: dict[str, Citizen], eyes: Eyes, slug: str) -> None:
    ahead, left, right = (eyes.nose_offset(render_face(citizens[slug], Pose(yaw=yaw))) for yaw in (0, 24, -24))
    assert abs(ahead) < 0.06
    assert left > 0.12
    assert right < -0.12


def test_closer_is_larger(citizens: dict[str, Citizen], eyes: Eyes) -> None:
    def between(closer: float) -> float:
        at = eyes.landmarks(render_face(citizens["liang-fei"], Pose(closer=closer)))
        return float(np.linalg.norm(at[0] - at[2]))

    assert between(1.4) / between(1.0) == pytest.approx(1.4, rel=0.06)


def test_the_screens_light_shows_on_the_face(citizens: dict[str, Citizen]) -> None:
    plain, red = (render_face(citizens["huang-xiaomei"], flash=f).astype(int) for f in (None, (0.2, 0.0, 0.0)))
    gain = (red - plain)[180:280, 280:360].mean(axis=(0, 1))
    assert gain[0] > 5
    assert abs(gain[1]) < 1
    assert abs((red - plain)[:40]).max() == 0
