"""One presentation: a face session of the kiosk, and somebody before its camera. Part of `bench/liveness`."""

from __future__ import annotations

import random
from typing import Any

from drivers_sim.attacks import CIRCUMSTANCES, SPECIES, Asked, Camera, Sitter
from kiosk.identity.detector import FaceDetector
from kiosk.identity.encoder import Encoding, encode
from kiosk.identity.face_models import load_face_models
from kiosk.identity.face_result import FaceResult, FaceSettings
from kiosk.identity.face_session import FaceSession
from kiosk.identity.id_photo import read_id_photo
from kiosk.identity.liveness.light import linear

LIVE_NAME = "live"
FPS = (12, 15)
DELAY_S = (0.05, 0.30)
"""From the session's wish for a colour to its light in the camera's picture."""
DARK_SCREENS = 0.15
"""The share of presentations at a kiosk whose screen shows no colours."""
TIMEOUT_S, MOVE_TIMEOUT_S = 60.0, 15.0


class Stage:
    """Models, and the descriptors of people's ID photographs."""

    def __init__(self) -> None:
        self.models = load_face_models()
        self._known: dict[str, Encoding] = {}

    def known(self, sitter: Sitter) -> Encoding:
        if sitter.name not in self._known:
            photo = sitter.photo()
            read = read_id_photo(self.models, photo)
            if read.encoding is None:
                face = FaceDetector(self.models).find(photo[:, :, 1].copy())[0]
                self._known[sitter.name] = encode(self.models, photo, face)
            else:
                self._known[sitter.name] = read.encoding
        return self._known[sitter.name]


def play(
    stage: Stage, species: str, victim: Sitter, other: Sitter, seed: int, circumstance: str = "plain"
) -> dict[str, Any]:
    """One presentation's outcome as plain data; everything of it is drawn from `seed`. `circumstance` is a living
    person's."""
    rng = random.Random(f"{species}-{seed}")
    camera = Camera(rng)
    made = CIRCUMSTANCES[circumstance] if species == LIVE_NAME else SPECIES[species]
    attack = made(victim, other, rng, camera)
    fps, delay, dark = rng.choice(FPS), rng.uniform(*DELAY_S), rng.random() < DARK_SCREENS
    settings = FaceSettings(timeout_s=TIMEOUT_S, move_timeout_s=MOVE_TIMEOUT_S)
    sources = {"document": stage.known(victim), "other": stage.known(other)}
    session = FaceSession(sources, settings, random.Random(rng.random()), stage.models)
    asked, since, colours = "look", 0.0, [(0.0, "")]
    number = 0
    while True:
        number += 1
        t = number / fps + (0.0 if species == "injected_stream" else rng.uniform(0, 0.004))
        shown = next(colour for at, colour in reversed(colours) if at <= t - delay or at == 0.0)
        light = (0.0, 0.0, 0.0) if dark else linear(shown)
        answer = session.feed(attack.frame(t, Asked(asked, since, light)), 100 + t)
        if isinstance(answer, FaceResult):
            return {"fps": fps, "dark": dark, "hunts": camera.hunts, "seconds": round(t, 1), **_outcome(answer)}
        if answer.challenge != asked:
            asked, since = answer.challenge, t
        if answer.light != colours[-1][1]:
            colours.append((t, answer.light))


def _outcome(result: FaceResult) -> dict[str, Any]:
    return {
        "live": result.live,
        "reasons": [each for each in result.reasons if each != "no_match"],
        "distances": [each.distance for each in result.comparisons],
        "signals": {each.name: [each.score, each.passed] for each in result.signals},
    }
