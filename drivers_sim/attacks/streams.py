"""Streams in place of the camera's, or a camera that stands still: frozen, looping, computed."""

from __future__ import annotations

import random

import cv2
import numpy as np

from drivers_sim.attacks.acting import Actor
from drivers_sim.attacks.camera import Asked, Camera, Frame
from drivers_sim.attacks.sitter import Sitter


class Frozen:
    """The victim is live until a moment, from which on the last frames come again and again: one, or a short loop."""

    def __init__(self, victim: Sitter, rng: random.Random, camera: Camera) -> None:
        self._victim, self._camera, self._actor = victim, camera, Actor(rng)
        self._from = rng.uniform(0.0, 9.0)
        self._loop = rng.choice((1, 1, 2, 4, 8, 30))
        self._kept: list[Frame] = []
        self._number = 0

    def frame(self, t: float, asked: Asked) -> Frame:
        if t > self._from and len(self._kept) >= self._loop:
            self._number += 1
            return self._kept[self._number % len(self._kept)]
        scene = self._victim.over(self._camera.hall(asked), self._actor.pose(t, asked), self._camera, asked)
        taken = self._camera.take(scene)
        self._kept = [*self._kept[1 - self._loop or len(self._kept) :], taken]
        return taken


class Injected:
    """Computed frames of the victim put in place of the camera's: they do what is asked, at once and evenly, and have
    next to no noise. They do not know of the screen's light. (One that does, and adds noise, is not played.)"""

    def __init__(self, victim: Sitter, rng: random.Random, camera: Camera) -> None:
        self._victim, self._camera, self._actor = victim, camera, Actor(rng)
        self._noise = rng.choice((0.0, 0.0, rng.uniform(0.0, 0.5)))
        self._rng = np.random.default_rng(rng.randrange(1 << 30))

    def frame(self, t: float, asked: Asked) -> Frame:
        dark = Asked(asked.challenge, asked.since)
        scene = self._victim.over(self._camera.hall(dark), self._actor.pose(t, dark), self._camera, dark)
        out = cv2.sqrt(np.maximum(scene, 0)) * 255
        if self._noise:
            out = out + self._rng.standard_normal(out.shape, np.float32) * np.float32(self._noise)
        frame: Frame = np.clip(np.rint(out), 0, 255).astype(np.uint8)
        return frame
