"""A rigid mask of the victim's face, worn: it has depth, turns and comes closer, and its eyes never close."""

from __future__ import annotations

import random
from dataclasses import replace

from drivers_sim.attacks.acting import Actor
from drivers_sim.attacks.camera import Asked, Camera, Frame
from drivers_sim.attacks.sitter import Sitter


class Mask:
    def __init__(self, victim: Sitter, rng: random.Random, camera: Camera) -> None:
        self._victim, self._camera = victim, camera
        self._actor = Actor(rng, blinks=False)
        self._nods = rng.random() < 0.4  # a quick nod in place of the blink

    def frame(self, t: float, asked: Asked) -> Frame:
        pose = self._actor.pose(t, asked)
        if self._nods and asked.challenge == "blink" and 0.8 < (t - asked.since) % 3 < 1.1:
            pose = replace(pose, pitch=pose.pitch + 6, shift=(pose.shift[0], pose.shift[1] - 0.03))
        scene = self._victim.over(self._camera.hall(asked), pose, self._camera, asked)
        return self._camera.take(scene)
