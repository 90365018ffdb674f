"""Whole sessions in the screen's light, and attacks that only the light or the noise tells."""

from __future__ import annotations

import json
import random
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from bench.liveness_report import wilson
from bench.liveness_session import Stage
from drivers_sim.attacks import LIVE, SPECIES, Asked, Camera, Sitter
from kiosk.identity.liveness.freshness import Freshness
from kiosk.identity.liveness.replayed import Asked as Told
from kiosk.identity.liveness.replayed import judge
from kiosk.identity.liveness.uncovered import IN_WORDS, NOT_COVERED
from main import app
from tests.liveness.conftest import FPS, Play, Played


@pytest.fixture(scope="module")
def live(play: Play) -> Played:
    return play(LIVE)


def signal(played: Played, name: str):
    return next(each for each in played.result.signals if each.name == name)


def test_a_living_person_answers_the_light_and_does_all_four_movements(live: Played) -> None:
    assert live.result.accepted, live.result
    assert signal(live, "light").passed
    assert {each["challenge"] for each in live.asked} >= {"turn_left", "turn_right", "blink", "closer"}


def test_a_likeness_on_a_screen_that_obeys_is_refused_by_the_light_where_it_is_required(play: Play) -> None:
    played = play(SPECIES["replay_right_order"], light="required")
    assert not played.result.live
    assert "light_not_answered" in played.result.reasons


def test_computed_frames_without_noise_are_refused(sitters: list[Sitter]) -> None:
    rng, fresh = random.Random(5), Freshness()
    attack = SPECIES["injected_stream"](*sitters, rng, Camera(rng))
    for number in range(40):
        fresh.feed(attack.frame(number / FPS, Asked())[:, :, 1], number / FPS)
    assert fresh.noise_signal().refuses


@pytest.mark.parametrize("name", SPECIES)
def test_each_species_is_drawn_from_its_seed_alone(name: str, sitters: list[Sitter]) -> None:
    def drawn(seed: int) -> np.ndarray:
        rng = random.Random(seed)
        attack = SPECIES[name](*sitters, rng, Camera(rng))
        return np.stack([attack.frame(n / FPS, Asked("look", 0.0)) for n in range(3)])

    first = drawn(1)
    assert first.dtype == np.uint8
    assert np.array_equal(first, drawn(1))
    assert not np.array_equal(first, drawn(2))


def told(live: Played) -> tuple[Told, ...]:
    return tuple(Told(each["at"], each["challenge"], each["light"]) for each in live.asked)


def timed(live: Played):
    return [(number / FPS, frame) for number, frame in enumerate(live.frames)]


def test_a_recording_is_judged_by_what_was_asked(live: Played, stage: Stage) -> None:
    judged = judge(timed(live), told(live), stage.models)
    assert judged.verdict == "live", (judged.reasons, judged.signals)
    assert next(each for each in judged.signals if each.name == "light").passed


def test_a_recording_of_nothing_asked_is_never_called_live(live: Played, stage: Stage) -> None:
    judged = judge(timed(live)[:60], (), stage.models)
    assert judged.verdict == "not_judged"
    assert not next(each for each in judged.signals if each.name == "blink").judged


def test_a_recording_that_does_other_things_than_asked_is_not_live(live: Played, stage: Stage) -> None:
    swap = {"turn_left": "turn_right", "turn_right": "turn_left"}
    asked = tuple(Told(each.at, swap.get(each.challenge, each.challenge), each.light) for each in told(live))
    assert judge(timed(live), asked, stage.models).verdict == "not_live"


def test_the_command_explains_itself_and_saves_pictures_where_asked(live: Played, folder: Path) -> None:
    for number, frame in enumerate(live.frames[:50]):
        cv2.imwrite(str(folder / f"{number:04}.png"), frame)
    (folder / "timeline.json").write_text(json.dumps({"fps": FPS, "asked": live.asked}))
    pictures = folder.parent / "pictures"
    said = CliRunner().invoke(app, ["check-liveness", str(folder), "--json", "--pictures", str(pictures)])
    found = json.loads(said.stdout)
    assert (said.exit_code, found["verdict"], found["frames"]) == (1, "not_live", 50)
    assert {each["name"] for each in found["signals"]} >= {"turn", "blink", "closer", "parallax", "light"}
    assert found["not_covered"] == list(NOT_COVERED)
    assert list(pictures.glob("*.png"))


@pytest.mark.parametrize(
    ("timeline", "said"),
    [
        ("[", "is not JSON"),
        ('{"asked": [{"at": 0, "challenge": "jump"}]}', "challenge: found 'jump'"),
        ('{"asked": [{"challenge": "blink"}]}', "asked[0]"),
        ('{"fps": 0}', "fps: found 0"),
    ],
)
def test_a_recording_that_cannot_be_used_is_named(folder: Path, timeline: str, said: str) -> None:
    cv2.imwrite(str(folder / "0.png"), np.zeros((48, 64, 3), np.uint8))
    (folder / "timeline.json").write_text(timeline)
    outcome = CliRunner().invoke(app, ["check-liveness", str(folder)])
    assert outcome.exit_code == 2
    assert said in outcome.stderr


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    outcome = CliRunner().invoke(app, ["check-liveness", str(tmp_path / "no.mp4")])
    assert outcome.exit_code == 2
    assert "is not there" in outcome.stderr


def test_every_species_not_covered_is_said_in_words() -> None:
    assert set(IN_WORDS) == set(NOT_COVERED)


def test_the_interval_of_no_miss_in_59_is_what_the_standard_has_it() -> None:
    low, high = wilson(0, 59)
    assert low == 0
    assert 0.05 < high < 0.07
    assert wilson(0, 0) == (0.0, 1.0)
