from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from drivers_sim.people import ACTION_SECONDS, Action, Citizen, Pose, Presence, acted_pose, idle_pose
from tests.people.conftest import Eyes

MOMENTS = np.arange(0, 30, 1 / 15)


def test_someone_who_waits_sways_a_little_and_blinks() -> None:
    poses = [idle_pose(t, seed=4) for t in MOMENTS]
    assert max(abs(p.yaw) for p in poses) < 4
    assert max(abs(p.pitch) for p in poses) < 3
    assert len({p.yaw for p in poses}) > 100
    shut = [p.blink > 0.9 for p in poses]
    blinks = sum(now and not before for before, now in pairwise(shut))
    assert 5 <= blinks <= 14
    assert sum(shut) < 0.08 * len(shut)


def test_idling_has_no_jumps() -> None:
    poses = [idle_pose(t, seed=4) for t in MOMENTS]
    assert max(abs(a.yaw - b.yaw) for a, b in pairwise(poses)) < 1


@pytest.mark.parametrize(("action", "sign"), [("turn_left", 1), ("turn_right", -1)])
def test_a_turn_goes_to_one_side_and_comes_back(action: Action, sign: int) -> None:
    total = ACTION_SECONDS[action]
    assert acted_pose(action, 0).yaw == 0
    assert acted_pose(action, total / 2).yaw * sign > 25
    assert acted_pose(action, total).yaw == 0
    assert all(acted_pose(action, t).yaw * sign >= 0 for t in np.linspace(0, total, 40))


def test_an_asked_for_blink_is_long_enough_for_fifteen_frames_a_second() -> None:
    for phase in np.linspace(0, 1 / 15, 5):
        frames = [acted_pose("blink", phase + i / 15).blink for i in range(24)]
        assert sum(b > 0.9 for b in frames) >= 4
        assert frames[0] < 0.1
        assert frames[-1] < 0.1


def test_coming_closer_and_looking() -> None:
    assert acted_pose("closer", ACTION_SECONDS["closer"] / 2).closer == pytest.approx(1.4)
    away = Pose(yaw=3, pitch=2, gaze=(0.5, 0.5))
    assert acted_pose("look", ACTION_SECONDS["look"] / 2, away) == Pose()


def test_outside_its_time_an_action_changes_nothing() -> None:
    idle = idle_pose(1.0)
    assert acted_pose("turn_left", -0.1, idle) == idle
    assert acted_pose("turn_left", 9.0, idle) == idle


def test_a_live_citizen_turns_and_a_photograph_only_tilts(citizens: dict[str, Citizen], eyes: Eyes) -> None:
    when = ACTION_SECONDS["turn_left"] / 2
    live = Presence(citizens["liang-fei"], citizens, mode="live")
    held = Presence(citizens["liang-fei"], citizens)
    assert held.mode == "photograph"
    assert eyes.nose_offset(live.frame(when, "turn_left")) > 0.16
    assert abs(eyes.nose_offset(held.frame(when, "turn_left"))) < 0.1
    assert len(eyes.faces(held.frame(0.0))) == 1


def test_a_photograph_does_not_blink(citizens: dict[str, Citizen]) -> None:
    held = Presence(citizens["liang-fei"], citizens)
    assert all(held.pose(t, "blink", 1.0).blink == 0 for t in MOMENTS)
    assert {held.pose(t).pitch for t in (0.0, 0.2, 0.4)} != {held.pose(0.0).pitch}


def test_a_moment_is_always_the_same_picture(citizens: dict[str, Citizen]) -> None:
    presence = Presence(citizens["huang-xiaomei"], citizens)
    assert np.array_equal(presence.frame(1.5), presence.frame(1.5))
    assert not np.array_equal(presence.frame(1.5), presence.frame(1.6))
