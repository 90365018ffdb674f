"""Living people as halls have them: who must be let through. Not attacks; the same function's shape."""

from __future__ import annotations

import random
from typing import Any

from drivers_sim.attacks.acting import Actor
from drivers_sim.attacks.camera import Asked, Attack, Camera, Frame
from drivers_sim.attacks.sitter import Sitter

_LOOKING_UP = -8.0  # degrees: who sits low looks up to the screen


class Live:
    """The person themself, who does what is asked."""

    def __init__(self, person: Sitter, camera: Camera, actor: Actor) -> None:
        self._person, self._camera, self._actor = person, camera, actor

    def frame(self, t: float, asked: Asked) -> Frame:
        scene = self._person.over(self._camera.hall(asked), self._actor.pose(t, asked), self._camera, asked)
        return self._camera.take(scene)


def plain(person: Sitter, other: Sitter, rng: random.Random, camera: Camera) -> Attack:  # noqa: ARG001
    return Live(person, camera, _actor(rng))


def glasses(person: Sitter, other: Sitter, rng: random.Random, camera: Camera) -> Attack:  # noqa: ARG001
    """On the photograph they wear none."""
    return Live(person.with_glasses(), camera, _actor(rng))


def sitting_low(person: Sitter, other: Sitter, rng: random.Random, camera: Camera) -> Attack:  # noqa: ARG001
    """A wheelchair, a short person, a child's height: low in the picture, looking up."""
    actor = _actor(rng, place=(rng.uniform(-0.2, 0.2), rng.uniform(-0.42, -0.22)))
    return Live(person.looking(_LOOKING_UP), camera, actor)


def aslant(person: Sitter, other: Sitter, rng: random.Random, camera: Camera) -> Attack:  # noqa: ARG001
    """Beside the middle, the head tilted."""
    side = rng.choice((-1, 1))
    place = side * rng.uniform(0.25, 0.5), rng.uniform(-0.1, 0.1)
    return Live(person, camera, _actor(rng, place=place, tilt=rng.choice((-1, 1)) * rng.uniform(6, 12)))


def dim_hall(person: Sitter, other: Sitter, rng: random.Random, camera: Camera) -> Attack:  # noqa: ARG001
    camera.brightness, camera.noise = rng.uniform(0.3, 0.5), rng.uniform(2.5, 4.0)
    return Live(person, camera, _actor(rng))


def bright_hall(person: Sitter, other: Sitter, rng: random.Random, camera: Camera) -> Attack:  # noqa: ARG001
    """Its brightest parts are white in the picture; the screen is less against it."""
    camera.brightness, camera.reach = rng.uniform(1.3, 1.8), rng.uniform(0.03, 0.08)
    return Live(person, camera, _actor(rng))


def slow(person: Sitter, other: Sitter, rng: random.Random, camera: Camera) -> Attack:  # noqa: ARG001
    """Takes seconds to understand, and turns less far."""
    return Live(person, camera, _actor(rng, reaction=rng.uniform(1.5, 4.0), wide=rng.uniform(0.8, 0.95)))


def _actor(rng: random.Random, **own: Any) -> Actor:
    return Actor(rng, mistakes=0.05, **own)


CIRCUMSTANCES = {each.__name__: each for each in (plain, glasses, sitting_low, aslant, dim_hall, bright_hall, slow)}
