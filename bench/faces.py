"""A face check: our session against plain face_recognition, on the same frames in the same run.

Both see a rendered citizen who does what is asked, and compare with the citizen's own ID photograph and with
another's. Ours does all that the kiosk does: tracking, quality, liveness, three descriptors, a decision. The peer finds
and encodes the face in a frame, as its documentation shows; it gets every twelfth frame, to spare time. Times are
processor time of this process, both in turn, so that other work on the machine does not decide. Rendered people prove
the mechanism, no population.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

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
SHORT = 60  # frames: the session that the figures asked for are about
ASKED = {(640, 480): 40, (1280, 720): 90}
YAW_STEP = 5  # degrees between rendered pictures: each is rendered once
PERSON, OTHER = "wei-zhiqiang", "lu-daming"
Frame = NDArray[np.uint8]


def main(runs: int = 5, peer_every: int = 12, seed: int = 8) -> None:
    """Medians over RUNS sessions of ours, each followed by the peer's on every PEER_EVERYth of its frames."""
    cv2.setNumThreads(1)
    citizens = load_citizens()
    photos = {slug: _bgr(id_photo(citizens[slug])) for slug in (PERSON, OTHER)}
    load_face_models()
    known = {slug: face_recognition.face_encodings(_bgr(photo))[0] for slug, photo in photos.items()}
    for size, asked in ASKED.items():
        scene = _Scene(size)
        first = _our_session(scene, photos, seed)  # pictures are rendered in it, so its times do not count
        print(f"{size[0]} × {size[1]}, a session of {len(first.poses)} frames, {runs} runs in turn")
        ours, peers = [], []
        for _ in range(runs):
            ours.append(_our_session(scene, photos, seed))
            peers.append(_peer(scene.frames(first.poses[::peer_every], peer_every), known))
        _compare(ours, peers, asked)
    print(f"Threshold 0.50 for both: {THRESHOLD_NOTE}.")


@dataclass
class _Run:
    """`milliseconds` of each frame; `decisions` for the person's own photograph and for the other's. `to_descriptor_s`
    from the first good frame to the first descriptor, `to_result_s` from the last movement's end to the result."""

    milliseconds: list[float]
    decisions: tuple[bool, bool]
    poses: list[Pose] = field(default_factory=list, repr=False)
    to_descriptor_s: float = 0.0
    to_result_s: float = 0.0


def _compare(ours: list[_Run], peers: list[_Run], asked: int) -> None:
    for what, frames in (("the whole session", None), (f"its first {SHORT} frames", SHORT)):
        mine = [statistics.mean(run.milliseconds[:frames]) for run in ours]
        theirs = [statistics.median(run.milliseconds) for run in peers]
        ratios = sorted(peer / own for own, peer in zip(mine, theirs, strict=True))
        print(
            f"  {what:22} ours {statistics.median(mine):5.2f} ms a frame, face_recognition"
            f" {statistics.median(theirs):6.1f}: {statistics.median(ratios):.0f} times"
            f" ({ratios[0]:.0f} to {ratios[-1]:.0f}; asked: {asked})"
        )
    same = ours[0].decisions == peers[0].decisions
    said = " / ".join("match" if each else "no match" for each in ours[0].decisions)
    print(f"  own photo / another's: {said}; {'the same decisions' if same else 'OTHER DECISIONS'}")
    descriptor = statistics.median(run.to_descriptor_s for run in ours)
    result = statistics.median(run.to_result_s for run in ours)
    print(
        f"  from a good face to a descriptor {descriptor:.2f} s, from the last movement to the decision {result:.2f} s"
    )


def _our_session(scene: _Scene, photos: dict[str, Frame], seed: int) -> _Run:
    session = FaceSession(photos, rng=random.Random(seed))
    run = _Run([], (False, False))
    action, since, asked, asked_at = "", 0.0, "", 0.0
    good_at, moved_at = -1.0, 0.0
    for number in range(60 * FPS):
        t = number / FPS
        pose = acted_pose(action, t - since, idle_pose(t)) if action else idle_pose(t)  # type: ignore[arg-type]
        run.poses.append(pose)
        frame = scene(pose, number)
        began = time.process_time()
        answer = session.feed(frame, t)
        spent = time.process_time() - began
        run.milliseconds.append(spent * 1000)
        if isinstance(answer, FaceResult):
            if not answer.live:
                raise RuntimeError(f"the rendered person was not taken for live: {answer.reasons}")
            by_name = {each.source: each.match for each in answer.comparisons}
            run.decisions = by_name[PERSON], by_name[OTHER]
            run.to_result_s = t - moved_at + spent
            return run
        if good_at < 0 and answer.code == "hold_still":
            good_at = t
        if good_at >= 0 and not run.to_descriptor_s and answer.progress >= 0.25:
            run.to_descriptor_s = t - good_at + spent
        if answer.challenge != asked:
            asked, asked_at = answer.challenge, t
        if asked not in ("none", "look"):
            moved_at = t
        resting = not action or t - since > ACTION_SECONDS[action]
        if asked in ACTION_SECONDS and asked != "look" and resting and t - asked_at >= REACTION_S:
            action, since = asked, t
        elif resting:
            action = ""
    raise RuntimeError("the session did not end")


def _peer(frames: Iterator[Frame], known: dict[str, NDArray[np.float64]]) -> _Run:
    times: list[float] = []
    apart: dict[str, list[float]] = {slug: [] for slug in known}
    for frame in frames:
        began = time.process_time()
        rgb = _bgr(frame)
        locations = face_recognition.face_locations(rgb)
        encodings = face_recognition.face_encodings(rgb, locations)
        times.append((time.process_time() - began) * 1000)
        if encodings:
            for slug, encoding in known.items():
                apart[slug].append(float(face_recognition.face_distance([encoding], encodings[0])[0]))
    return _Run(times, (statistics.median(apart[PERSON]) <= 0.5, statistics.median(apart[OTHER]) <= 0.5))


class _Scene:
    """The person at a pose, from pictures rendered once."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._citizen = load_citizens()[PERSON]
        self._pictures: dict[tuple[int, float], Frame] = {}
        self._noise = np.random.default_rng(1).normal(0, 1.5, (size[1], size[0], 1)).round().astype(np.int16)

    def frames(self, poses: list[Pose], every: int) -> Iterator[Frame]:
        for number, pose in enumerate(poses):
            yield self(pose, number * every)

    def __call__(self, pose: Pose, number: int) -> Frame:
        yaw = round(pose.yaw / YAW_STEP) * YAW_STEP
        lids = round(pose.blink * 2) / 2 if yaw == 0 else 0.0
        if (yaw, lids) not in self._pictures:
            rendered = render_face(self._citizen, Pose(yaw=yaw, blink=lids), size=self._size, seed=yaw + 100)
            self._pictures[yaw, lids] = _bgr(rendered)
        (wide, high), grow = self._size, pose.closer
        to = (1 - grow) * wide / 2 + pose.shift[0] * high / 4, (1 - grow) * high * 0.47 - pose.shift[1] * high / 4
        matrix = np.array([[grow, 0, to[0]], [0, grow, to[1]]])
        moved = cv2.warpAffine(self._pictures[yaw, lids], matrix, self._size, borderMode=cv2.BORDER_REFLECT)
        noise = np.roll(self._noise, number, axis=1)
        frame: Frame = np.clip(moved.astype(np.int16) + noise, 0, 255).astype(np.uint8)
        return frame


def _bgr(picture: Frame) -> Frame:
    """RGB to BGR, or back."""
    return np.ascontiguousarray(picture[:, :, ::-1])


if __name__ == "__main__":
    typer.run(main)
