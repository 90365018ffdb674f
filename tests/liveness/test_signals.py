"""Each signal of this room by itself, on made-up faces."""

from __future__ import annotations

import random
from functools import cache
from itertools import pairwise

import cv2
import numpy as np
import pytest

from drivers_sim.attacks import Asked, Camera, Sitter
from drivers_sim.attacks.paper import Print
from drivers_sim.attacks.sheet import Sheet
from drivers_sim.people import Pose
from kiosk.identity.detector import Box, Face, FaceDetector
from kiosk.identity.face_models import load_face_models
from kiosk.identity.liveness.closer import LEAST_GROWTH, UNASKED_GROWTH, CloserMeter
from kiosk.identity.liveness.flash import LEAST_GAIN, FlashMeter
from kiosk.identity.liveness.freshness import Freshness
from kiosk.identity.liveness.light import COLOURS, SLOT_S, LightSequence, linear
from kiosk.identity.liveness.parallax import ParallaxMeter
from kiosk.identity.liveness.plane import PlaneMeter
from kiosk.identity.liveness.screen_cues import MOST_PATTERN, pattern
from kiosk.identity.liveness.signal import Signal, refusals
from kiosk.identity.liveness.turn import LEAST_SPAN

FPS = 15
POINTS = np.array([(200, 120), (175, 120), (120, 120), (145, 120), (160, 165)], np.float64)
FACE = Face(Box(100, 80, 220, 200), 1.0, POINTS)


def lit(skin: float, room: float, shown: str, rng: np.random.Generator, tint: float = 1.0) -> np.ndarray:
    """A face and a wall, each taking `skin` and `room` as the share of the screen's light, and the camera's `tint`."""
    light = np.array(linear(shown)[::-1])
    balance = np.array([1.0, 1.0, tint])
    frame = np.empty((240, 320, 3))
    frame[:] = (0.35 * (1 + room * light) * balance) ** (1 / 2.2) * 255
    frame[80:200, 100:220] = (np.array([0.2, 0.28, 0.4]) * (1 + skin * light) * balance) ** (1 / 2.2) * 255
    grain = np.roll(_grain(), int(rng.integers(240 * 320)), axis=0).reshape(frame.shape)
    return np.clip(frame + grain, 0, 255).astype(np.uint8)


@cache
def _grain() -> np.ndarray:
    return np.random.default_rng(1).normal(0, 2, (240 * 320, 3))


def measured(skin: float, room: float, *, required: bool = False, other: bool = False, hunts: bool = False) -> Signal:
    """What the meter says after 8 s, the light coming 0.2 s late; `other`: of another sequence."""
    rng, meter = np.random.default_rng(1), FlashMeter(required=required)
    asked = LightSequence(random.Random(1))
    shown = LightSequence(random.Random(2)) if other else asked
    for number in range(8 * FPS):
        t = number / FPS
        meter.show(asked.at(t), t)
        tint = 1 + 0.2 * np.sin(2 * np.pi * t / 1.7) if hunts else 1.0
        meter.feed(lit(skin, room, shown.at(max(0.0, t - 0.2)), rng, tint), FACE, 0.0, t)
    return meter.signal()


def test_a_face_in_the_screens_light_answers_and_the_light_needs_not_be_known_to_the_frame() -> None:
    signal = measured(0.06, 0.005)
    assert signal.passed
    assert signal.score == pytest.approx(0.055, rel=0.25)


def test_whatever_the_camera_does_to_the_whole_picture_cancels() -> None:
    assert measured(0.06, 0.005, hunts=True).passed
    assert not measured(0.0, 0.0, hunts=True).refuses


def test_no_answer_is_not_judged_and_refuses_only_where_it_is_required() -> None:
    silent = measured(0.0, 0.0)
    assert (silent.judged, silent.refuses) == (False, False)
    assert "not judged" in silent.explained()
    assert measured(0.0, 0.0, required=True).refuses


def test_a_face_that_stays_dark_in_a_room_that_answers_is_refused() -> None:
    signal = measured(0.004, 0.03)
    assert signal.refuses
    assert signal.reason == "light_not_answered"


def test_the_colours_of_another_time_are_no_answer() -> None:
    assert not measured(0.06, 0.005, other=True).passed


def test_a_turned_head_and_too_short_a_look_are_not_judged() -> None:
    meter = FlashMeter()
    meter.show(COLOURS[0], 0.0)
    for number in range(200):
        meter.feed(np.full((240, 320, 3), 120, np.uint8), FACE, 0.3, number / FPS)
    assert not meter.signal().judged


def test_the_colours_are_alike_in_brightness_no_saturated_red_and_change_twice_a_second_at_most() -> None:
    for colour in COLOURS:
        red, green, blue = linear(colour)
        assert 0.29 < 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.40
        assert red / (red + green + blue) < 0.8
    sequence = LightSequence(random.Random(5))
    shown = [sequence.at(n / 60) for n in range(60 * 20)]
    changes = [n for n in range(1, len(shown)) if shown[n] != shown[n - 1]]
    assert all((b - a) / 60 >= SLOT_S - 0.02 for a, b in pairwise(changes))
    assert len(changes) == 39
    assert set(shown) == set(COLOURS)
    assert [LightSequence(random.Random(5)).at(9.0)] == [sequence.at(9.0)]


def turned(depth: float, yaw: float, rng: np.random.Generator) -> Face:
    """Five points, the outer corners of the eyes `depth` behind the inner ones, turned by `yaw` degrees."""
    solid = np.array([(45, 0, -depth), (20, 0, 0), (-45, 0, -depth), (-20, 0, 0), (0, 45, 1.5 * depth)], float)
    angle = np.radians(yaw)
    x = solid[:, 0] * np.cos(angle) + solid[:, 2] * np.sin(angle)
    points = np.stack([x, solid[:, 1]], -1) + 160 + rng.normal(0, 0.2, (5, 2))
    return Face(FACE.box, 1.0, points)


@pytest.mark.parametrize(("depth", "passed"), [(12.0, True), (0.0, False)])
def test_points_that_move_as_a_plane_lack_parallax(depth: float, passed: bool) -> None:
    rng, meter = np.random.default_rng(2), ParallaxMeter()
    for yaw in range(-30, 31, 2):
        meter.feed(turned(depth, yaw, rng), yaw / 50)
    flat = meter.signal()
    assert flat.judged
    assert flat.passed is passed


def test_a_print_with_its_chin_forward_turns_as_a_face_does_and_is_still_a_plane(sitters: list[Sitter]) -> None:
    """Its nose moves against its eyes by as much: only the rest of the face tells."""
    victim, holder = sitters
    camera, detector = Camera(random.Random(1)), FaceDetector(load_face_models())
    sheet = Print(victim, holder, random.Random(1), camera, Sheet(402 / 485, 0.95))
    found: dict[str, tuple[PlaneMeter, list[float]]] = {}
    for name in ("person", "print"):
        meter, spans, straight = PlaneMeter(), [], 0.0
        for yaw in (0, -27, 27):
            hall = camera.hall(Asked())
            if name == "person":
                scene = victim.over(hall, Pose(yaw=yaw), camera, Asked())
            else:
                scene = sheet.laid_over(hall, Pose(yaw=yaw * 1.3, pitch=-30), Asked())
            gray = cv2.cvtColor(camera.take(scene), cv2.COLOR_BGR2GRAY)
            face = detector.find(gray, least_score=-0.7)[0]
            straight = straight if yaw else face.asymmetry
            spans.append(face.asymmetry - straight)
            meter.feed(gray, face, spans[-1])
        found[name] = meter, spans
    assert max(found["print"][1]) - min(found["print"][1]) > LEAST_SPAN
    assert found["print"][0].signal().refuses
    assert found["person"][0].signal().passed


def test_parallax_is_not_judged_without_turns() -> None:
    meter = ParallaxMeter()
    for _ in range(100):
        meter.feed(FACE, 0.0)
    assert not meter.signal().judged


def grown(by: float) -> Face:
    return Face(FACE.box, 1.0, POINTS * by)


def test_coming_closer_counts_from_the_persons_own_place() -> None:
    meter = CloserMeter()
    for _ in range(9):
        meter.rest(FACE)
    meter.begin()
    assert [meter.ask(grown(1.05)) for _ in range(3)][-1] < 0.5
    assert [meter.ask(grown(1 + LEAST_GROWTH + 0.01)) for _ in range(3)][-1] == 1.0
    meter.begin()
    assert meter.ask(FACE) == 0.0, "what was done before does not count for the next time"
    assert meter.signal().passed


def test_coming_closer_unasked_is_seen_and_who_was_asked_may_stay_until_they_are_back() -> None:
    meter = CloserMeter()
    near, far = grown(1 + UNASKED_GROWTH + 0.02), FACE

    def unasked(face: Face) -> bool:
        return [meter.unasked(face) for _ in range(3)][-1]

    for _ in range(9):
        meter.rest(far)
    assert unasked(near)
    assert not unasked(far)
    meter.begin()
    assert [meter.ask(near) for _ in range(3)][-1] == 1.0
    assert not unasked(near), "they were asked to"
    assert not unasked(far)
    assert unasked(near), "they had been back"


def test_the_points_of_five_boxes_tremble_less_than_those_of_one(sitters: list[Sitter]) -> None:
    models, camera, worn = load_face_models(), Camera(random.Random(1)), sitters[0].with_glasses()
    found: dict[bool, list[float]] = {False: [], True: []}
    for number in range(12):
        pose = Pose(closer=1.2 + 0.005 * number, shift=(0.004 * number, 0.003 * number))
        gray = cv2.cvtColor(camera.take(worn.over(camera.hall(Asked()), pose, camera, Asked())), cv2.COLOR_BGR2GRAY)
        for steady, values in found.items():
            values.append(FaceDetector(models, steady=steady).find(gray)[0].asymmetry)
    assert np.std(found[True]) < 0.75 * np.std(found[False])


def test_computed_frames_lack_a_sensors_noise() -> None:
    rng = np.random.default_rng(3)
    wall = np.full((240, 320), 120.0)
    camera, computed = Freshness(), Freshness()
    for number in range(40):
        camera.feed(np.rint(wall + rng.normal(0, 1.5, wall.shape)).astype(np.uint8), number / FPS)
        still = wall.copy()
        still[100:140, 10 + 5 * number : 60 + 5 * number] = 60
        computed.feed(still.astype(np.uint8), number / FPS)
    assert camera.noise_signal().passed
    assert computed.noise_signal().refuses


def test_a_screens_pattern_stands_out_and_never_refuses() -> None:
    rng = np.random.default_rng(4)
    plain = cv2.GaussianBlur(rng.integers(90, 160, (240, 320)).astype(np.float32), (0, 0), 1.5)
    wave = 12 * np.sin(2 * np.pi / 6 * np.arange(320))
    assert pattern(plain.astype(np.uint8), FACE) < MOST_PATTERN
    assert pattern(np.clip(plain + wave, 0, 255).astype(np.uint8), FACE) > MOST_PATTERN
    assert refusals([Signal("pattern", 99, MOST_PATTERN, False, "pattern", counts=False)]) == ()
    assert LEAST_GAIN > 0
