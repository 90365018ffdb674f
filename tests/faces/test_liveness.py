"""Each signal by itself."""

from __future__ import annotations

import random
from collections import Counter

import cv2
import numpy as np
import pytest

from drivers_sim.people import Pose
from kiosk.identity.detector import Box, Face, FaceDetector
from kiosk.identity.face_models import FaceModels
from kiosk.identity.liveness.blink import CLOSED, REOPENED, BlinkMeter, openness
from kiosk.identity.liveness.challenge import draw
from kiosk.identity.liveness.continuity import LEAST_LIKENESS, SAME_PERSON, Continuity, Glimpse
from kiosk.identity.liveness.freshness import Freshness
from kiosk.identity.liveness.turn import LEAST_SIDE, LEAST_SPAN, UNASKED, TurnMeter
from tests.faces.conftest import Frame, Stock

WEI, CHEN = "wei-zhiqiang", "chen-guilan"


def gray(frame: Frame) -> Frame:
    return cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)  # type: ignore[return-value]


def face_at(turn: float) -> Face:
    """A face whose nose is off by `turn` half eye distances."""
    points = np.array([(400, 200), (370, 200), (300, 200), (330, 200), (350 + turn * 50, 260)], np.float64)
    return Face(Box(280, 150, 420, 290), 1.0, points)


def turned(meter: TurnMeter, turn: float) -> None:
    for _ in range(3):
        meter.feed(face_at(turn))


@pytest.fixture
def turn() -> TurnMeter:
    meter = TurnMeter()
    for _ in range(5):
        meter.calibrate(face_at(0.1))  # a nose that is a little to one side
    turned(meter, 0.1)
    return meter


def test_a_turn_is_measured_from_the_persons_own_straight_look(turn: TurnMeter) -> None:
    assert turn.centred
    turned(turn, 0.1 + LEAST_SIDE + 0.01)
    turn.begin()
    assert turn.ask("turn_left") == 1.0
    turn.begin()
    assert turn.ask("turn_right") == 0.0


def test_one_trembling_frame_is_no_turn(turn: TurnMeter) -> None:
    turn.feed(face_at(0.9))
    turn.begin()
    assert turn.ask("turn_left") < 0.2


def test_the_second_turn_makes_up_for_a_small_first_one(turn: TurnMeter) -> None:
    turned(turn, 0.1 + LEAST_SIDE)
    turn.begin()
    assert turn.ask("turn_left") == pytest.approx(1.0)
    turned(turn, 0.1 - LEAST_SIDE)
    turn.begin()
    assert turn.ask("turn_right") < 1.0
    turned(turn, 0.1 - (LEAST_SPAN - LEAST_SIDE) - 0.001)
    assert turn.ask("turn_right") == 1.0
    assert turn.signal().passed


def test_a_turn_done_before_does_not_count_for_the_next(turn: TurnMeter) -> None:
    turned(turn, 0.5)
    turn.begin()
    assert turn.ask("turn_left") == 1.0
    turned(turn, 0.1)
    turn.begin()
    assert turn.ask("turn_left") < 0.1


def test_turns_that_nobody_asked_for_are_seen(turn: TurnMeter) -> None:
    turned(turn, -0.3)
    assert turn.unasked("turn_left")
    assert turn.unasked(None)
    assert not turn.unasked("turn_right")


def test_a_rest_not_far_from_straight_is_taken_for_straight_and_the_span_stays(turn: TurnMeter) -> None:
    turned(turn, 0.1 + LEAST_SIDE)
    turn.begin()
    turn.ask("turn_left")
    span = turn.span
    for _ in range(3):
        turned(turn, 0.1 + UNASKED - 0.02)
    assert turn.rebase()
    assert turn.centred
    assert turn.span == pytest.approx(span)
    for _ in range(3):
        turned(turn, 0.1 + 2 * UNASKED)
    assert not turn.rebase(), "so far is a turn"


def test_a_print_tilted_to_both_sides_stays_flat(models: FaceModels, stock: Stock) -> None:
    detector, meter = FaceDetector(models), TurnMeter()
    meter.calibrate(detector.find(gray(stock.printed(WEI, Pose(), 0)))[0])
    for move, yaw in (("turn_left", 35.0), ("turn_right", -35.0)):
        (face,) = detector.find(gray(stock.printed(WEI, Pose(yaw=yaw), 1)), least_score=-0.5)[:1]
        for _ in range(3):
            meter.feed(face)
        meter.begin()
        meter.ask(move)  # type: ignore[arg-type]
    assert meter.span < LEAST_SPAN
    assert not meter.signal().passed


def test_open_and_closed_eyes_are_far_apart(models: FaceModels, stock: Stock) -> None:
    detector = FaceDetector(models)

    def measured(lids: float, number: int) -> float:
        frame = gray(stock.live(WEI, Pose(blink=lids), number))
        return openness(frame, detector.find(frame)[0])

    usual = measured(0.0, 0)
    assert measured(0.0, 1) > 0.85 * usual
    assert measured(0.8, 2) < CLOSED * usual
    assert measured(1.0, 3) < CLOSED * usual


def eyes(*ratios: float) -> tuple[BlinkMeter, list[bool]]:
    meter = BlinkMeter()
    for _ in range(10):
        meter.calibrate(20.0)
    return meter, [meter.feed(20.0 * ratio, n / 15) for n, ratio in enumerate(ratios)]


def test_a_blink_counts_once_the_eyes_are_open_again() -> None:
    meter, seen = eyes(1.0, 0.6, CLOSED - 0.1, 0.1, (CLOSED + REOPENED) / 2, REOPENED + 0.1, 1.0)
    assert seen == [False, False, False, False, False, True, False]
    assert meter.blinks == 1
    assert meter.signal().passed


def test_eyes_held_shut_half_closed_or_interrupted_are_no_blink() -> None:
    assert not any(eyes(1.0, *([0.1] * 40), 1.0)[1])
    assert not any(eyes(1.0, CLOSED + 0.1, 1.0)[1])
    meter, _ = eyes(1.0, 0.1)
    meter.interrupt()
    assert not meter.feed(20.0, 0.3)
    assert not meter.signal().passed


def test_blinks_while_calibrating_do_not_lower_what_is_usual() -> None:
    meter = BlinkMeter()
    for ratio in (1, 1, 1, 1, 1, 1, 1, 0.1, 0.1, 0.5):
        meter.calibrate(20.0 * ratio)
    assert meter.ratio(20.0) == pytest.approx(1.0)


def test_every_order_is_drawn_about_as_often() -> None:
    rng = random.Random(4)
    drawn = Counter(draw(rng) for _ in range(6000))
    assert len(drawn) == 24
    assert min(drawn.values()) > 180
    assert all(sorted(moves) == ["blink", "closer", "turn_left", "turn_right"] for moves in drawn)


def test_more_turns_go_to_both_sides_too() -> None:
    rng = random.Random(4)
    drawn = {draw(rng, 4) for _ in range(9000)}
    assert len(drawn) == 14 * 5 * 6
    assert all(set(moves) == {"turn_left", "turn_right", "blink", "closer"} for moves in drawn)
    assert all(moves.count(once) == 1 for moves in drawn for once in ("blink", "closer"))


def test_the_next_frame_of_a_person_looks_alike_and_another_person_does_not(models: FaceModels, stock: Stock) -> None:
    first = gray(stock.live(WEI, Pose(), 0))
    glimpse = Glimpse(first, FaceDetector(models).find(first)[0].box)
    assert glimpse.likeness(gray(stock.live(WEI, Pose(yaw=6, shift=(0.05, 0)), 1))) > LEAST_LIKENESS
    assert glimpse.likeness(gray(stock.live(WEI, Pose(blink=1.0), 2))) > LEAST_LIKENESS
    assert glimpse.likeness(gray(stock.live(CHEN, Pose(), 3))) < LEAST_LIKENESS


def test_one_descriptor_of_another_person_breaks_the_session() -> None:
    same = Continuity()
    for offset in (0.0, 0.01, 0.02):
        same.add(np.full(128, offset))
    assert same.signal().passed
    same.add(np.full(128, SAME_PERSON))
    assert not same.signal().passed
    assert same.signal().reason == "identity_changed"


def test_freshness_knows_news_stillness_gaps_and_the_rate() -> None:
    rng = np.random.default_rng(1)
    frames = [rng.integers(0, 255, (48, 64), np.uint8) for _ in range(12)]
    fresh = Freshness()
    assert all(fresh.feed(frame, n / 20) for n, frame in enumerate(frames))
    assert fresh.rate == pytest.approx(20, rel=0.01)
    assert not fresh.gap
    assert not fresh.feed(frames[-1], 0.7)
    assert not fresh.stale
    assert not fresh.feed(frames[-1], 1.8)
    assert fresh.stale
    assert fresh.signal().reason == "stale"
    assert fresh.feed(frames[0], 3.0)
    assert fresh.gap
