"""Two people: beside each other, or one in the other's place."""

from __future__ import annotations

import random
from dataclasses import replace

from drivers_sim.attacks.acting import Actor
from drivers_sim.attacks.camera import Asked, Camera, Frame
from drivers_sim.attacks.sitter import Sitter


class TwoFaces:
    """Two people of about one size; the victim looks straight, the other moves, or both do. From the start or later."""

    def __init__(self, victim: Sitter, accomplice: Sitter, rng: random.Random, camera: Camera) -> None:
        self._camera = camera
        self._victim, self._other = victim, accomplice
        self._still, self._moving = Actor(rng, obeys=rng.random() < 0.5), Actor(rng)
        self._side = rng.choice((-1, 1))
        self._apart = rng.uniform(0.95, 1.25)
        self._ratio = rng.uniform(0.75, 1.0)
        self._from = rng.choice((0.0, rng.uniform(0.0, 6.0)))

    def frame(self, t: float, asked: Asked) -> Frame:
        scene = self._camera.hall(asked)
        first = self._still.pose(t, asked)
        if t >= self._from:
            beside = self._moving.pose(t, asked)
            x = -self._side * self._apart
            beside = replace(beside, closer=first.closer * self._ratio * 0.85, shift=(x, beside.shift[1]))
            scene = self._other.over(scene, beside, self._camera, asked)
            first = replace(first, closer=first.closer * 0.85, shift=(self._side * self._apart, first.shift[1]))
        return self._camera.take(self._victim.over(scene, first, self._camera, asked))


class Swapped:
    """The victim begins, another takes over at some moment: cut, behind a passing hand, or after a short absence."""

    def __init__(self, victim: Sitter, accomplice: Sitter, rng: random.Random, camera: Camera) -> None:
        self._camera = camera
        self._people = (victim, accomplice)
        self._actor = Actor(rng)
        self._at = rng.uniform(0.5, 9.5)  # an honest session takes 11 s and more
        self._absent = rng.choice((0.0, rng.uniform(0.05, 0.8)))
        self._fades = rng.choice((0.0, rng.uniform(0.2, 1.0)))

    def frame(self, t: float, asked: Asked) -> Frame:
        hall, pose = self._camera.hall(asked), self._actor.pose(t, asked)
        if self._at <= t < self._at + self._absent:
            return self._camera.take(hall)
        share = min(1.0, max(0.0, (t - self._at) / self._fades)) if self._fades else float(t >= self._at)
        if share in (0.0, 1.0):
            return self._camera.take(self._people[round(share)].over(hall, pose, self._camera, asked))
        first, second = (each.over(hall, pose, self._camera, asked) for each in self._people)
        return self._camera.take(first * (1 - share) + second * share)
