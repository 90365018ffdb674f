"""Whole face checks, as the vision process runs them: who is accepted, who is not, and why."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from drivers_sim.people import Pose
from drivers_sim.people.coverings import Covering, cover
from kiosk.identity.face_result import BadIdPhotoError, FaceResult
from tests.faces.conftest import FPS, Begin, Frame, Play, Stock, bgr, held_photograph, noisy

WEI, CHEN = "wei-zhiqiang", "chen-guilan"
WEIS_EYES = ((266.0, 224.0), (373.0, 225.0))


def live(stock: Stock, slug: str = WEI):
    return lambda t, pose, number: stock.live(slug, pose, number)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_living_person_who_obeys_is_accepted(stock: Stock, begin: Begin, seed: int) -> None:
    play = Play(begin({"document": stock.photo(WEI)}, seed), live(stock))
    result = play.run()
    assert result.accepted, (result.reasons, result.signals)
    assert result.reasons == ()
    assert sorted(play.challenges) == ["blink", "closer", "turn_left", "turn_right"]
    assert play.said[-1] == "thank_you"
    assert play.progress == sorted(play.progress)
    assert all(signal.passed for signal in result.signals if signal.judged and signal.counts)
    assert result.note == "threshold not validated on a population"


def test_somebody_else_is_live_but_no_match_and_each_source_is_compared_by_itself(stock: Stock, begin: Begin) -> None:
    result = Play(begin({"document": stock.photo(CHEN), "reference": stock.photo(WEI)}), live(stock)).run()
    assert result.live
    assert not result.accepted
    assert result.reasons == ("no_match",)
    assert {each.source: each.match for each in result.comparisons} == {"document": False, "reference": True}
    assert all(each.match == (each.distance <= result.threshold) for each in result.comparisons)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_photograph_held_up_is_refused(stock: Stock, begin: Begin, seed: int) -> None:
    def show(t: float, pose: Pose, number: int) -> Frame:
        return stock.printed(WEI, pose, number)

    play = Play(begin({"document": stock.photo(WEI)}, seed, move_timeout_s=6.0), show, pose=held_photograph)
    result = play.run()
    assert not result.live
    assert result.reasons[0] == "not_live"
    assert not result.accepted


def test_a_face_put_in_the_place_of_another_starts_over_and_never_mixes(stock: Stock, begin: Begin) -> None:
    """The holder of the card looks straight; somebody else does the movements."""
    session = begin({"document": stock.photo(WEI)}, timeout_s=20.0)
    swapped = []

    def show(t: float, pose: Pose, number: int) -> Frame:
        if t > 2.0 and not swapped:
            swapped.append(len(play.challenges))
        return stock.live(CHEN if swapped else WEI, pose, number)

    play = Play(session, show)
    result = play.run()
    assert swapped == [1], "the swap is to come in the first movement"
    assert not result.accepted
    assert all(each.distance > result.threshold for each in result.comparisons), "only the second face may count"


def test_a_recording_of_the_turns_in_the_other_order_is_refused(stock: Stock, begin: Begin) -> None:
    first = Play(begin({"document": stock.photo(WEI)}, 1), live(stock))
    assert first.run().accepted
    turns = [move for move in first.challenges if move.startswith("turn")]
    recorded = first.frames

    def recording(t: float, pose: Pose, number: int) -> Frame:
        return noisy(recorded[min(number, len(recorded) - 1)], number)

    for seed in range(2, 50):
        session = begin({"document": stock.photo(WEI)}, seed, move_timeout_s=4.0)
        if [move for move in session._moves if move.startswith("turn")] != turns:
            break
    result = Play(session, recording).run()
    assert not result.live
    assert result.reasons[0] == "not_live"


def test_turning_the_wrong_way_is_forgiven_twice(stock: Stock, begin: Begin) -> None:
    def show(t: float, pose: Pose, number: int) -> Frame:
        return stock.live(WEI, Pose(yaw=-pose.yaw, blink=pose.blink), number)

    play = Play(begin({"document": stock.photo(WEI)}), show)
    result = play.run()
    assert result.reasons == ("not_live", "wrong_turn")
    assert len([move for move in play.challenges if move.startswith("turn")]) >= 3


def test_someone_who_does_nothing_is_told_what_was_missed(stock: Stock, begin: Begin) -> None:
    play = Play(begin({"document": stock.photo(WEI)}, move_timeout_s=3.0), lambda t, p, n: stock.live(WEI, Pose(), n))
    result = play.run()
    assert result.reasons == ("not_live", f"{play.challenges[0]}_not_seen")


def test_two_faces_are_refused(stock: Stock, begin: Begin) -> None:
    def show(t: float, pose: Pose, number: int) -> Frame:
        left, right = stock.live(WEI, pose, number), stock.live(CHEN, Pose(), number)
        return np.hstack([left[:, 120:520], right[:, 120:520]])

    play = Play(begin({"document": stock.photo(WEI)}), show)
    result = play.run()
    assert result.reasons == ("several_faces",)
    assert play.said[-1] == "one_person"


def test_a_camera_that_hangs_is_refused(stock: Stock, begin: Begin) -> None:
    def show(t: float, pose: Pose, number: int) -> Frame:
        return stock.live(WEI, pose, min(number, 8) if t > 8 / FPS else number) if t < 8 / FPS else frozen

    frozen = stock.live(WEI, Pose(), 99)
    assert Play(begin({"document": stock.photo(WEI)}), show).run().reasons == ("stale",)


def test_frames_out_of_order_are_not_news(stock: Stock, begin: Begin) -> None:
    session = begin({"document": stock.photo(WEI)})
    results = [session.feed(stock.live(WEI, Pose(), n), 5.0) for n in range(40)]
    assert {getattr(each, "progress", None) for each in results} == {results[0].progress}


def test_an_empty_hall_times_out_with_the_last_guidance(begin: Begin, stock: Stock) -> None:
    wall = np.full((480, 640, 3), 120, np.uint8)
    result = Play(begin({"document": stock.photo(WEI)}, timeout_s=3.0), lambda t, p, n: noisy(wall, n)).run()
    assert result.reasons == ("timed_out", "no_face")
    assert result.comparisons == ()


@pytest.mark.parametrize("what", ["blue_mask", "sunglasses"])
def test_who_is_covered_is_asked_to_show_their_face_and_goes_on_once_it_is_shown(
    stock: Stock, begin: Begin, what: Covering
) -> None:
    hidden = bgr(cover(bgr(stock.live(WEI, Pose())), WEIS_EYES, what))

    def show(t: float, pose: Pose, number: int) -> Frame:
        return noisy(hidden, number) if t < 2 else stock.live(WEI, pose, number)

    play = Play(begin({"document": stock.photo(WEI)}), show)
    result = play.run()
    assert "uncover" in play.said
    assert play.said.index("uncover") < play.said.index("hold_still")
    assert result.accepted, result.reasons


def test_a_large_frame_is_followed_small_and_encoded_whole(stock: Stock, begin: Begin) -> None:
    def show(t: float, pose: Pose, number: int) -> Frame:
        large = cv2.resize(stock.live(WEI, pose, number), (1280, 960), interpolation=cv2.INTER_CUBIC)
        return noisy(large, number)

    result = Play(begin({"document": stock.photo(WEI)}), show).run()
    assert result.accepted, (result.reasons, result.signals)


def test_a_gap_between_frames_throws_the_evidence_away(stock: Stock, begin: Begin) -> None:
    session = begin({"document": stock.photo(WEI)})
    for number in range(14):
        before = session.feed(stock.live(WEI, Pose(), number), number / FPS)
    after = session.feed(stock.live(WEI, Pose(), 99), 14 / FPS + 5.0)
    assert not isinstance(before, FaceResult)
    assert not isinstance(after, FaceResult)
    assert before.progress == 0.25, "the straight look is done"
    assert after.progress < 0.1


def test_a_photo_too_poor_is_refused_before_anyone_is_asked_anything(stock: Stock, begin: Begin) -> None:
    with pytest.raises(BadIdPhotoError) as refused:
        begin({"document": np.full((441, 358, 3), 200, np.uint8)})
    assert refused.value.source == "document"
    assert refused.value.problems == ("bad_id_photo", "no_face")


def test_wiping_overwrites_descriptors_and_ends_the_session(stock: Stock, begin: Begin) -> None:
    session = begin({"document": stock.photo(WEI)})
    for number in range(14):
        session.feed(stock.live(WEI, Pose(), number), number / FPS)
    held = [*session._seen.same.encodings, *session._sources.encodings.values()]
    assert len(held) == 2
    session.wipe()
    assert all(not encoding.any() for encoding in held)
    assert isinstance(session.feed(stock.live(WEI, Pose(), 20), 20 / FPS), FaceResult)
