"""The signals over frames that are there already: nothing can be asked, what was asked is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, get_args

import cv2

from kiosk.identity.detector import Face, FaceDetector, Gray
from kiosk.identity.encoder import encode
from kiosk.identity.face_models import FaceModels, load_face_models
from kiosk.identity.liveness.blink import openness
from kiosk.identity.liveness.challenge import Move
from kiosk.identity.liveness.evidence import Evidence
from kiosk.identity.liveness.light import linear
from kiosk.identity.liveness.signal import Signal, refusals
from kiosk.identity.reading import Image
from kiosk.identity.tracking import FaceTracker

Verdict = Literal["live", "not_live", "not_judged"]
_CALIBRATION_FRAMES = 10
_ENCODE_EVERY_S = 3.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the kiosk asked for from `at` seconds on, and the colour it showed ("#rrggbb" or empty)."""

    at: float
    challenge: str = "look"
    light: str = ""

    def checked(self) -> Asked:
        """Itself; raises ValueError where a challenge or colour is none."""
        known = (*get_args(Move), "look", "none")
        if self.challenge not in known:
            raise ValueError(f"challenge: found {self.challenge!r}, allowed: {', '.join(known)}")
        if self.light and (len(self.light) != 7 or self.light[0] != "#"):
            raise ValueError(f"light: found {self.light!r}, allowed: #rrggbb or nothing")
        linear(self.light)
        return self


@dataclass(frozen=True, slots=True)
class Judged:
    """`asked`: whether it is known what was asked. Without that the verdict is never `live`."""

    verdict: Verdict
    reasons: tuple[str, ...]
    signals: tuple[Signal, ...]
    frames: int
    seconds: float
    asked: bool
    pictures: dict[str, Image] = field(repr=False)

    @property
    def live(self) -> bool:
        return self.verdict == "live"


def judge(
    frames: Iterable[tuple[float, Image]], asked: tuple[Asked, ...] = (), models: FaceModels | None = None
) -> Judged:
    """Look at `frames` (seconds and BGR, in order) once."""
    looking = _Looking(models or load_face_models(), asked)
    count, now = 0, 0.0
    for now, frame in frames:
        looking.feed(now, frame)
        count += 1
    return looking.result(count, now)


class _Looking:
    def __init__(self, models: FaceModels, asked: tuple[Asked, ...]) -> None:
        self._models, self._asked = models, asked
        self._tracker = FaceTracker(FaceDetector(models, steady=True))
        self._seen = Evidence(light_required=False)
        self._moves = tuple(dict.fromkeys(each.challenge for each in asked if each.challenge in get_args(Move)))
        self._done: set[str] = set()
        self._broken: list[str] = []
        self._straight = 0
        self._encoded_at = -_ENCODE_EVERY_S
        self._move = "look"
        self._pictures: dict[str, Image] = {}
        self._faces = 0

    def feed(self, now: float, frame: Image) -> None:
        gray: Gray = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)  # type: ignore[assignment]
        asked = self._at(now)
        self._seen.light.show(asked.light, now)
        if not self._seen.fresh.feed(gray, now):
            return
        track = self._tracker.feed(gray)
        if track.others:
            self._break("several_faces")
        if track.state == "jumped":
            self._break("jumped")
        face = track.face
        if face is None:
            return
        self._faces += 1
        if not self._seen.same.follows(gray, face):
            self._break("identity_changed")
        self._seen.see(frame, gray, face, now)
        self._note(frame, gray, face, now)
        self._act(asked.challenge, gray, face, now)

    def result(self, count: int, seconds: float) -> Judged:
        signals = tuple(self._judged(each) for each in self._seen.signals(self._moves))  # type: ignore[arg-type]
        reasons = tuple(dict.fromkeys((*self._broken, *refusals(signals), *self._missed())))
        if not self._faces:
            reasons = ("no_face", *reasons)
        verdict: Verdict = "not_live" if reasons else "live" if self._moves else "not_judged"
        self._seen.wipe()
        return Judged(verdict, reasons, signals, count, seconds, bool(self._asked), self._pictures)

    def _missed(self) -> list[str]:
        return [f"{move}_not_seen" for move in self._moves if move not in self._done]

    def _judged(self, signal: Signal) -> Signal:
        """What was not asked for was not judged."""
        turned = any(move.startswith("turn") for move in self._moves)
        needs = {"turn": turned, "parallax": turned, "plane": turned, "blink": "blink" in self._moves}
        if needs.get(signal.name, True):
            return signal
        return Signal(signal.name, signal.score, signal.needed, signal.passed, signal.reason, False, signal.counts)

    def _at(self, now: float) -> Asked:
        before = [each for each in self._asked if each.at <= now]
        return before[-1] if before else Asked(0.0)

    def _break(self, why: str) -> None:
        self._broken.append(why)

    def _note(self, frame: Image, gray: Gray, face: Face, now: float) -> None:
        """Straight looks set what is usual; every few seconds the face is encoded and looked at closely."""
        if self._straight < _CALIBRATION_FRAMES:
            self._straight += 1
            self._seen.calibrate(gray, face)
        if now - self._encoded_at < _ENCODE_EVERY_S or not self._seen.turn.centred:
            return
        self._encoded_at = now
        self._seen.same.add(encode(self._models, frame, face))
        self._seen.cues.look(gray, face)
        self._pictures[f"{now:06.2f}s"] = _drawn(frame, face)

    def _act(self, challenge: str, gray: Gray, face: Face, now: float) -> None:
        if challenge != self._move:
            self._move = challenge
            self._seen.begin()
        done = False
        match challenge:
            case "turn_left" | "turn_right":
                done = self._seen.turn.ask(challenge) >= 1
            case "blink":
                done = self._seen.blink.feed(openness(gray, face), now)
            case "closer":
                done = self._seen.closer.ask(face) >= 1
            case _:
                self._seen.closer.rest(face)
        if done:
            self._done.add(challenge)


def _drawn(frame: Image, face: Face) -> Image:
    picture = frame.copy()
    box = face.box
    cv2.rectangle(picture, (round(box.left), round(box.top)), (round(box.right), round(box.bottom)), (0, 200, 0), 2)
    for x, y in face.points:
        cv2.circle(picture, (round(x), round(y)), 3, (0, 0, 230), -1)
    return picture
