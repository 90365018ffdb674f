"""A telephone's, tablet's or monitor's screen held before the camera: it glows by itself and reflects little."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Protocol

import cv2
import numpy as np

from drivers_sim.attacks.acting import Actor, Hand
from drivers_sim.attacks.camera import SIZE, Asked, Camera, Frame, blended
from drivers_sim.attacks.sheet import Sheet, looked_up
from drivers_sim.attacks.sitter import Sitter
from drivers_sim.people.images import Floats
from drivers_sim.people.pose import Pose

_BEZEL = 0.03


class Film(Protocol):
    """What is shown, linear, of the frame's size."""

    def picture(self, t: float, asked: Asked) -> Floats: ...


class Display:
    """A screen with a film on it, in a hand or on a stand. `reflects`: glass gives 1–5 % of the light back, in part as
    a mirror, which the camera does not see from the front."""

    def __init__(self, film: Film, rng: random.Random, camera: Camera) -> None:
        self._film, self._camera = film, camera
        self._hand = Hand(rng, obeys=False)
        self._still = rng.random() < 0.5
        self._sheet = Sheet(4 / 3, rng.uniform(0.9, 1.5), None, 0.5)  # from 1.05 on it fills the frame
        self._glow = np.float32(rng.uniform(0.8, 1.25))
        self._tint = np.array([rng.uniform(0.92, 1.08) for _ in range(3)], np.float32)
        self._reflects = np.float32(rng.uniform(0.005, 0.04))
        self._moire = _moire(rng)
        self._flicker = (rng.uniform(0.0, 0.03), rng.uniform(2, 9))

    def frame(self, t: float, asked: Asked) -> Frame:
        held = replace(self._hand.pose(0.0 if self._still else t, Asked()), closer=1.0)
        return self._camera.take(self.showing(self._film.picture(t, asked), held, t, asked))

    def showing(self, picture: Floats, held: Pose, t: float, asked: Asked) -> Floats:
        """The linear scene with `picture` on the screen."""
        u, v, facing = self._sheet.maps(held)
        shown, cover = looked_up(picture, u, v)
        bezel = np.clip((cv2.max(np.abs(u), np.abs(v)) - 1 + _BEZEL) * 200, 0, 1)
        depth, hz = self._flicker
        glow = self._glow * np.float32(1 + depth * np.sin(2 * np.pi * hz * t))
        pane, edge = self._moire * (1 - bezel), 0.01 * bezel
        reflects = self._reflects * (self._camera.brightness + self._camera.screen(asked))
        passed = cv2.merge([pane * each for each in (self._tint * glow).tolist()])
        reflected = cv2.merge([edge + facing * each for each in reflects.tolist()])
        lit = cv2.add(cv2.multiply(shown, passed), reflected)
        return blended(self._camera.hall(asked), lit, cover)


class Recording:
    """The victim filmed elsewhere, moving in an order of its own, round and round. Perhaps in the light of another
    kiosk's screen."""

    def __init__(self, victim: Sitter, rng: random.Random, moves: tuple[str, ...], every: float) -> None:
        self._victim, self._moves, self._every = victim, moves, every
        self._actor, self._elsewhere = Actor(rng), Camera(rng)
        self._lead = rng.uniform(0.5, 3.0)
        self._lit = [tuple(rng.random() for _ in range(3)) for _ in range(16)] if rng.random() < 0.4 else [(0.0,) * 3]

    def picture(self, t: float, asked: Asked) -> Floats:  # noqa: ARG002  a recording hears nothing
        light = self._lit[int(t / 0.5) % len(self._lit)]
        number = int((t - self._lead) // self._every)
        move = "look" if t < self._lead else self._moves[number % len(self._moves)]
        own = Asked(move, self._lead + number * self._every, (light[0], light[1], light[2]))
        return _filmed(self._victim, self._actor, self._elsewhere, t, own)


class Puppet:
    """The victim's likeness made to do what is asked, in real time: whoever sits behind sees the kiosk's screen."""

    def __init__(self, victim: Sitter, rng: random.Random) -> None:
        self._victim, self._actor, self._elsewhere = victim, Actor(rng), Camera(rng)

    def picture(self, t: float, asked: Asked) -> Floats:
        return _filmed(self._victim, self._actor, self._elsewhere, t, Asked(asked.challenge, asked.since))


def _filmed(victim: Sitter, actor: Actor, elsewhere: Camera, t: float, asked: Asked) -> Floats:
    scene = victim.over(elsewhere.hall(asked), actor.pose(t, asked), elsewhere, asked)
    out: Floats = np.maximum(scene, 0)
    return out


def _moire(rng: random.Random) -> Floats:
    """The sensor's grid against the screen's: slow waves, or none where the lens blurs them away."""
    depth = rng.choice((0.0, rng.uniform(0.005, 0.06)))
    angle, length = rng.uniform(0, np.pi), rng.uniform(4, 14)
    x, y = np.meshgrid(np.arange(SIZE[0], dtype=np.float32), np.arange(SIZE[1], dtype=np.float32))
    wave = np.sin(2 * np.pi / length * (x * np.cos(angle) + y * np.sin(angle)))
    out: Floats = (1 + depth * wave).astype(np.float32)
    return out
