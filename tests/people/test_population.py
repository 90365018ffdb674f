"""People drawn by seed: repeatable, all different, all within what a face may be."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from drivers_sim.people.face import FaceModel, frame_of
from drivers_sim.people.light import Light
from drivers_sim.people.parameters import FaceParameters
from drivers_sim.people.photo import portrait
from drivers_sim.people.population import population
from drivers_sim.people.pose import Pose
from drivers_sim.people.room import room
from tests.people.conftest import Eyes

MANY = 600


def test_the_seed_says_who_they_are_and_the_number_only_how_many() -> None:
    assert population(40, 7) == population(MANY, 7)[:40]
    assert population(3, 8) != population(3, 7)


def test_nobody_comes_twice_and_everybody_is_a_possible_face() -> None:
    people = population(MANY, 7)
    assert len({person.face for person in people}) == len({person.face.seed for person in people}) == MANY
    for person in people:
        for face in (person.face, person.years_ago(10)):
            assert msgspec.convert(msgspec.to_builtins(face), FaceParameters) == face


def test_they_are_of_both_sexes_all_ages_with_and_without_glasses() -> None:
    people = population(MANY, 7)
    assert 0.4 < sum(person.face.sex == "male" for person in people) / MANY < 0.6
    assert 0.3 < sum(person.face.glasses is not None for person in people) / MANY < 0.5
    assert {person.age // 10 for person in people} == {1, 2, 3, 4, 5, 6, 7, 8}
    assert all(person.face.skin.beard == 0 for person in people if person.face.sex == "female")


def test_a_photograph_of_years_ago_is_of_the_same_head_and_smoother() -> None:
    for person in population(60, 7):
        before = person.years_ago(10)
        assert (before.head, before.eyes, before.nose, before.mouth, before.own) == (
            person.face.head,
            person.face.eyes,
            person.face.nose,
            person.face.mouth,
            person.face.own,
        )
        assert before.skin.wrinkles <= person.face.skin.wrinkles
        assert sum(before.hair.colour) <= max(sum(person.face.hair.colour), 34 + 28 + 26)


@pytest.mark.parametrize("number", [0, 1])
def test_their_photograph_and_their_face_are_nearer_than_anothers(number: int, eyes: Eyes) -> None:
    one, other = (FaceModel(each.face) for each in population(2, 5_100)[:: 1 - 2 * number])
    photo, lamp = eyes.encoding(portrait(one)), Light()
    live = [eyes.encoding(frame_of(model, Pose(), room(), lamp, 1)) for model in (one, other)]
    own, others = (float(np.linalg.norm(photo - each)) for each in live)
    assert own < 0.4
    assert own < others
