"""One rendered person in the light of the kiosk's own screen, who does what is asked."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bench.liveness_session import Stage
from drivers_sim.attacks import Asked, Camera, Frame, Sitter, Species, draw_sitters
from kiosk.identity.face_result import FaceResult, FaceSettings
from kiosk.identity.face_session import FaceSession
from kiosk.identity.liveness.light import linear

FPS = 12
DELAY_S = 0.2


@dataclass
class Played:
    result: FaceResult
    frames: list[Frame] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)


@pytest.fixture(scope="session")
def sitters() -> list[Sitter]:
    return draw_sitters(2, seed=77)


@pytest.fixture(scope="session")
def stage() -> Stage:
    return Stage()


class Play:
    """Sessions, seeded. `shines`: whether the kiosk's screen shows the colours that it is asked for."""

    def __init__(self, stage: Stage, sitters: list[Sitter]) -> None:
        self.stage, self.sitters = stage, sitters

    def __call__(self, species: Species, seed: int = 3, *, shines: bool = True, light: str = "judged") -> Played:
        rng = random.Random(seed)
        camera = Camera(rng)
        victim, other = self.sitters
        attack = species(victim, other, rng, camera)
        settings = FaceSettings(move_timeout_s=5.0, timeout_s=30.0, light=light)
        session = FaceSession({"document": self.stage.known(victim)}, settings, random.Random(seed), self.stage.models)
        played = Played(FaceResult(False, (), 0.5))
        challenge, since, colours = "look", 0.0, [(0.0, "")]
        for number in range(40 * FPS):
            t = number / FPS
            shown = next(colour for at, colour in reversed(colours) if at <= t - DELAY_S or at == 0.0)
            lit = linear(shown) if shines else (0.0, 0.0, 0.0)
            played.frames.append(attack.frame(t, Asked(challenge, since, lit)))
            answer = session.feed(played.frames[-1], 10 + t)
            if isinstance(answer, FaceResult):
                played.result = answer
                return played
            if answer.challenge != challenge:
                challenge, since = answer.challenge, t
            colours.append((t, answer.light))
            played.asked.append({"at": t + 0.5 / FPS, "challenge": challenge, "light": answer.light})
        pytest.fail("the session did not end")


@pytest.fixture(scope="session")
def play(stage: Stage, sitters: list[Sitter]) -> Play:
    return Play(stage, sitters)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "recording"
    made.mkdir()
    return made
