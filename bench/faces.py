"""A face check: our session against plain face_recognition, on the same frames in the same run.

Both see a rendered citizen who does what is asked, and compare with the citizen's own ID photograph and with
another's. Ours does all that the kiosk does: tracking, quality, liveness, three descriptors, a decision. The peer finds
and encodes the face in a frame, as its documentation shows; it gets every fourth frame, to spare time, and its time
for the whole session is its median for a frame times the frames. Rendered people prove the mechanism, no population.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import face_recognition
import numpy as np
import typer
from numpy.typing import NDArray

from drivers_sim.people import ACTION_SECONDS, Pose, acted_pose, id_photo, idle_pose, load_citizens, render_face
from kiosk.identity.face_models import THRESHOLD_NOTE, load_face_models
from kiosk.identity.face_result import FaceResult
from kiosk.identity.face_session import FaceSession

FPS = 15
REACTION_S = 0.3
YAW_STEP = 5  # degrees between rendered pictures: each is rendered once
SIZES = ((640, 480), (1280, 720))
PERSON, OTHER = "wei-zhiqiang", "lu-daming"
Frame = NDArray[np.uint8]


def main(runs: int = 3, peer_every: int = 4) -> None:
    """Medians over RUNS sessions of ours; the peer sees every PEER_EVERYth frame of one."""
    citizens = load_citizens()
    photos = {slug: _bgr(id_photo(citizens[slug])) for slug in (PERSON, OTHER)}
    load_face_models()
    print(f"{'frames':>10} {'':18} {'ms a frame':>10} {'frames/s':>9} {'session s':>9}  own photo / another's")
    for size in SIZES:
        scene = _Scene(size)
        ours = [_our_session(scene, photos, seed=7) for _ in range(runs)]
        frames = ours[0].frames
        peer = _peer(frames, photos, peer_every)
        ours_ms = statistics.median(run.milliseconds for run in ours)
        _row(size, "kiosk session", ours_ms, len(frames), ours[0].decisions)
        _row(size, "face_recognition", peer.milliseconds, len(frames), peer.decisions)
        same = "the same decisions" if ours[0].decisions == peer.decisions else "OTHER DECISIONS"
        print(f"{'':10} {peer.milliseconds / ours_ms:.0f} times as many frames a second, {same}")
    print(f"Threshold 0.50 for both: {THRESHOLD_NOTE}.")


@dataclass
class _Run:
    """`milliseconds` a frame; `decisions` for the person's own photograph and for the other's."""

    milliseconds: float
    decisions: tuple[bool, bool]
    frames: list[Frame]


def _our_session(scene: Callable[[Pose, int], Frame], photos: dict[str, Frame], seed: int) -> _Run:
    session = FaceSession(photos, rng=random.Random(seed))
    frames: list[Frame] = []
    spent, action, since, asked, asked_at = 0.0, "", 0.0, "", 0.0
    for number in range(60 * FPS):
        t = number / FPS
        pose = acted_pose(action, t - since, idle_pose(t)) if action else idle_pose(t)  # type: ignore[arg-type]
        frames.append(scene(pose, number))
        began = time.perf_counter()
        answer = session.feed(frames[-1], t)
        spent += time.perf_counter() - began
        if isinstance(answer, FaceResult):
            if not answer.live:
                raise RuntimeError(f"the rendered person was not taken for live: {answer.reasons}")
            by_name = {each.source: each.match for each in answer.comparisons}
            return _Run(spent * 1000 / len(frames), (by_name[PERSON], by_name[OTHER]), frames)
        if answer.challenge != asked:
            asked, asked_at = answer.challenge, t
        resting = not action or t - since > ACTION_SECONDS[action]
        if asked in ACTION_SECONDS and asked != "look" and resting and t - asked_at >= REACTION_S:
            action, since = asked, t
        elif resting:
            action = ""
    raise RuntimeError("the session did not end")


def _peer(frames: list[Frame], photos: dict[str, Frame], every: int) -> _Run:
    known = {slug: face_recognition.face_encodings(_bgr(photo))[0] for slug, photo in photos.items()}
    times: list[float] = []
    apart: dict[str, list[float]] = {slug: [] for slug in known}
    for frame in frames[::every]:
        began = time.perf_counter()
        rgb = _bgr(frame)
        locations = face_recognition.face_locations(rgb)
        encodings = face_recognition.face_encodings(rgb, locations)
        times.append(time.perf_counter() - began)
        if encodings:
            for slug, encoding in known.items():
                apart[slug].append(float(face_recognition.face_distance([encoding], encodings[0])[0]))
    decisions = (statistics.median(apart[PERSON]) <= 0.5, statistics.median(apart[OTHER]) <= 0.5)
    return _Run(statistics.median(times) * 1000, decisions, frames)


class _Scene:
    """The person at a pose, from pictures rendered once."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._citizen = load_citizens()[PERSON]
        self._pictures: dict[tuple[int, float], Frame] = {}
        self._noise = np.random.default_rng(1).normal(0, 1.5, (size[1], size[0], 1)).round().astype(np.int16)

    def __call__(self, pose: Pose, number: int) -> Frame:
        yaw = round(pose.yaw / YAW_STEP) * YAW_STEP
        lids = round(pose.blink * 2) / 2 if yaw == 0 else 0.0
        if (yaw, lids) not in self._pictures:
            rendered = render_face(self._citizen, Pose(yaw=yaw, blink=lids), size=self._size, seed=yaw + 100)
            self._pictures[yaw, lids] = _bgr(rendered)
        height = self._size[1] / 4
        matrix = np.array([[1, 0, pose.shift[0] * height], [0, 1, -pose.shift[1] * height]])
        moved = cv2.warpAffine(self._pictures[yaw, lids], matrix, self._size, borderMode=cv2.BORDER_REFLECT)
        noise = np.roll(self._noise, number, axis=1)
        frame: Frame = np.clip(moved.astype(np.int16) + noise, 0, 255).astype(np.uint8)
        return frame


def _bgr(picture: Frame) -> Frame:
    """RGB to BGR, or back."""
    return np.ascontiguousarray(picture[:, :, ::-1])


def _row(size: tuple[int, int], name: str, milliseconds: float, frames: int, decisions: tuple[bool, bool]) -> None:
    said = " / ".join("match" if each else "no match" for each in decisions)
    width, height = size
    session = milliseconds * frames / 1000
    print(f"{width:5}x{height:<4} {name:18} {milliseconds:10.1f} {1000 / milliseconds:9.1f} {session:9.2f}  {said}")


if __name__ == "__main__":
    typer.run(main)
