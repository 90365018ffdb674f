"""One face check: from the first frame to a decision that can be explained.

Straight look → four movements in random order, each from a straight look → straight look, while the screen around the
preview goes through colours of its own. The face is encoded at three moments, in the best frame of each; all three must
be one person. Whatever breaks the chain (face lost, jumped, changed its looks between two frames, frames missing)
throws away all evidence and starts again with a new order.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.identity.detector import Face, FaceDetector
from kiosk.identity.face_models import FaceModels, load_face_models
from kiosk.identity.face_result import FaceResult, FaceSettings, Guidance, GuidanceCode
from kiosk.identity.face_sources import Sources
from kiosk.identity.liveness.blink import LEAST_RATE, openness
from kiosk.identity.liveness.challenge import Chance, Move, draw
from kiosk.identity.liveness.evidence import Evidence
from kiosk.identity.liveness.light import LightSequence
from kiosk.identity.liveness.signal import refusals
from kiosk.identity.look import Look, Picture, better
from kiosk.identity.reading import Image
from kiosk.identity.tracking import FaceTracker

_STRAIGHT_FRAMES = 10  # before the first movement: they set what is usual for this person
_STRAIGHT_S = 0.5
_CENTRED_FRAMES = 3  # before each movement, and at the end
_SEVERAL_S = 2.0
_NOBODY_S = 1.5
_TOLD_AFTER_S = 0.3  # what is wrong for a frame or two is not said
_MISTAKES = 2  # left and right are easily confused; more is a recording of other movements
_MISTAKE_S = 0.25  # a turn nobody asked for lasts; points that slip aside for a frame or two come back
_TURNS_AFTER_MISTAKE = 4
_PAUSE_TENTHS = (2, 10)  # before a movement is asked for: a recording does not wait for as long as it must
_STEADY = 0.12  # of the eye distance between two frames: more blurs the eyes and looks like a blink
_BLINK_TURN = 0.16  # a blink is seen up to here; the points move a little when the eyes close
_LOST_CENTRE_S = 4.0  # nobody is asked to look straight for longer: what was taken for straight was not


class FaceSession:
    """Feed it frames until it answers with a `FaceResult`. Not thread-safe. `wipe` it in the end."""

    def __init__(
        self,
        sources: Mapping[str, NDArray[np.float64] | Image],
        settings: FaceSettings | None = None,
        rng: Chance | None = None,
        models: FaceModels | None = None,
    ) -> None:
        """`sources`: by name, a descriptor of shape (128,) or a photograph (BGR, read here, 80 ms).

        Raises `BadIdPhotoError`."""
        self.settings = settings or FaceSettings()
        self._models = models or load_face_models(self.settings.landmarks)
        self._rng: Chance = rng or random.SystemRandom()
        self._sources = Sources(self._models, sources)
        self._tracker = FaceTracker(FaceDetector(self._models, steady=True))
        self._seen = Evidence(light_required=self.settings.light == "required")
        self._light = LightSequence(self._rng) if self.settings.light != "off" else None
        self._began: float | None = None
        self._several_since: float | None = None
        self._nobody_since: float | None = None
        self._wrong: tuple[GuidanceCode, float] | None = None
        self._mistakes = 0
        self._astray_since: float | None = None
        self._result: FaceResult | None = None
        self._best: Look | None = None
        self._last = Guidance("look_here", "look", 0.0)
        self._start_over()

    def feed(self, frame: Image, captured_at: float) -> Guidance | FaceResult:
        """The next frame (BGR, any size, not kept beyond its moment), captured at `captured_at` monotonic seconds.

        1.5–2 ms, and 60–80 ms where a descriptor is computed: three times in a session.
        """
        if self._result is not None:
            return self._result
        picture = Picture.of(frame)
        if self._began is None:
            self._began = captured_at
        colour = self._light.at(captured_at - self._began) if self._light is not None else ""
        self._seen.light.show(colour, captured_at)
        if not self._seen.fresh.feed(picture.sensor, captured_at):
            return self._refuse("stale") if self._seen.fresh.stale else replace(self._last, light=colour)
        if captured_at - self._began > self.settings.timeout_s:
            return self._refuse("timed_out", self._last.code)
        answer = self._look(picture, captured_at)
        if isinstance(answer, Guidance):
            answer = self._last = replace(answer, light=colour)
        return answer

    def wipe(self) -> None:
        """Forget the person: descriptors are overwritten, frames let go."""
        self._seen.wipe()
        self._sources.wipe()
        self._best = None
        self._result = self._result or FaceResult(False, (), self.settings.threshold, ("cancelled",))

    def _start_over(self) -> None:
        self._seen.restart()
        self._moves: tuple[Move, ...] = draw(self._rng)
        self._step = -1  # -1: the first straight look; then the movement's number; len(moves): the last straight look
        self._acting = False
        self._acting_since = 0.0
        self._straight = 0
        self._straight_since = 0.0
        self._centred = False
        self._centre_since = 0.0
        self._pause = 0.0
        self._best = None
        self._before: Face | None = None
        self._astray_since = None

    def _look(self, picture: Picture, now: float) -> Guidance | FaceResult:
        track = self._tracker.feed(picture.gray)
        if track.state in ("new", "lost", "jumped") or self._seen.fresh.gap:
            self._start_over()
        if track.face is None:
            self._several_since = None
            return self._nobody(now)
        self._nobody_since = None
        if track.others:
            return self._several(now)
        self._several_since = None
        look = Look(picture, track.face)
        if not self._seen.same.follows(picture.gray, look.face, lambda: look.encode(self._models)):
            self._start_over()
        self._seen.see(picture.small, picture.gray, look.face, now)
        steady = self._is_steady(look.face)
        if self._step < 0:
            return self._straight_look(look, now)
        if self._acting:
            return self._act(look, steady, now)
        return self._centre(look, now)

    def _nobody(self, now: float) -> Guidance:
        if self._nobody_since is None:
            self._nobody_since = now
        gone = now - self._nobody_since > _NOBODY_S
        return Guidance("no_face" if gone else "look_here", "look", 0.0)

    def _several(self, now: float) -> Guidance | FaceResult:
        self._start_over()
        if self._several_since is None:
            self._several_since = now
        if now - self._several_since > _SEVERAL_S:
            return self._refuse("several_faces")
        return Guidance("one_person", "look", 0.0)

    def _straight_look(self, look: Look, now: float) -> Guidance | FaceResult:
        guide = look.first_quality.guide
        if guide is not None:
            progress = self._progress(self._straight / _STRAIGHT_FRAMES)
            return Guidance(self._lasting(guide, now), "look", progress)
        self._wrong = None
        if self._straight == 0:
            self._straight_since = now
        self._straight += 1
        self._seen.calibrate(look.picture.gray, look.face)
        self._best = better(self._best, look)
        if self._straight < _STRAIGHT_FRAMES or now - self._straight_since < _STRAIGHT_S:
            return Guidance("hold_still", "look", self._progress(min(1.0, self._straight / _STRAIGHT_FRAMES)))
        self._encode_best()
        return self._next_step(now)

    def _centre(self, look: Look, now: float) -> Guidance | FaceResult:
        """Wait for a straight look, from which the next movement must begin."""
        last = self._step == len(self._moves)
        self._centred |= self._straight >= _CENTRED_FRAMES
        if self._strays(look, None, now) and self._centred:
            return self._mistake(now)
        wrong = look.later_problem
        if not self._seen.turn.centred or wrong:
            self._straight = 0
            if now - self._centre_since > _LOST_CENTRE_S:
                if wrong or not self._seen.turn.rebase():
                    self._start_over()
                self._centre_since = now
            return Guidance(self._lasting(wrong or "look_here", now), "look", self._progress(0))
        self._wrong = None
        if self._straight == 0:
            self._straight_since = now
        self._straight += 1
        self._seen.closer.rest(look.face)
        self._best = better(self._best, look)
        if last and self._straight >= _CENTRED_FRAMES:
            self._encode_best()
            return self._decide()
        if self._straight >= _CENTRED_FRAMES and now - self._straight_since >= self._pause:
            if self._step == len(self._moves) - 1:
                self._encode_best()
            self._acting, self._acting_since, self._best = True, now, None
            self._seen.begin()
            return self._ask(0)
        return Guidance("thank_you" if last else "hold_still", "none" if last else "look", self._progress(0))

    def _act(self, look: Look, steady: bool, now: float) -> Guidance | FaceResult:
        move = self._moves[self._step]
        done = 0.0
        if self._strays(look, move, now):
            return self._mistake(now)
        if move == "closer":
            done = self._seen.closer.ask(look.face)
        elif move == "blink":
            if not steady or abs(self._seen.turn.now) > _BLINK_TURN:
                self._seen.blink.interrupt()
            elif self._seen.blink.feed(openness(look.picture.gray, look.face), now):
                done = 1.0
        else:
            done = self._seen.turn.ask(move)
        if done >= 1:
            return self._next_step(now)
        if now - self._acting_since > self.settings.move_timeout_s:
            slow = ("slow_camera",) if move == "blink" and 0 < self._seen.fresh.rate < LEAST_RATE else ()
            return self._refuse("not_live", f"{move}_not_seen", *slow)
        return self._ask(done)

    def _strays(self, look: Look, move: Move | None, now: float) -> bool:
        """Whether for some time the person has been turned, or come closer, otherwise than `move` asks for."""
        near = move != "closer" and self._seen.turn.centred and self._seen.closer.unasked(look.face)
        if not near and not self._seen.turn.unasked(move):
            self._astray_since = None
            return False
        if self._astray_since is None:
            self._astray_since = now
        return now - self._astray_since >= _MISTAKE_S

    def _mistake(self, now: float) -> Guidance | FaceResult:
        """A movement that was not asked for: it is forgiven twice, and each time more are asked for."""
        self._mistakes += 1
        self._astray_since = None
        if self._mistakes > _MISTAKES:
            return self._refuse("not_live", "wrong_turn")
        self._seen.forget_moves()
        self._moves, self._step = draw(self._rng, _TURNS_AFTER_MISTAKE), -1
        return self._next_step(now)

    def _next_step(self, now: float) -> Guidance:
        self._step += 1
        self._acting, self._straight, self._best = False, 0, None
        self._centred, self._centre_since = False, now
        least, most = _PAUSE_TENTHS
        self._pause = (least + self._rng.randrange(most - least + 1)) / 10
        finished = self._step == len(self._moves)
        return Guidance(*(("thank_you", "none") if finished else ("look_here", "look")), self._progress(0))

    def _lasting(self, guide: GuidanceCode, now: float) -> GuidanceCode:
        if self._wrong is None or self._wrong[0] != guide:
            self._wrong = (guide, now)
        return guide if now - self._wrong[1] >= _TOLD_AFTER_S else "look_here"

    def _ask(self, done: float) -> Guidance:
        move = self._moves[self._step]
        return Guidance(move, move, self._progress(done))

    def _progress(self, part: float) -> float:
        """The first look is a quarter, the movements share the rest."""
        done = part * 0.25 if self._step < 0 else 0.25 + 0.75 * (self._step + part) / len(self._moves)
        return round(min(1.0, done), 3)

    def _is_steady(self, face: Face) -> bool:
        before, self._before = self._before, face
        return before is not None and math.dist(face.middle, before.middle) <= _STEADY * face.eyes

    def _encode_best(self) -> None:
        best, self._best = self._best, None
        if best is not None:
            self._seen.same.add(best.encode(self._models))
            full = best.picture.full
            self._seen.cues.look(cv2.cvtColor(full, cv2.COLOR_BGR2GRAY), best.whole)  # type: ignore[arg-type]

    def _decide(self) -> FaceResult:
        signals = self._seen.signals(self._moves)
        failed = refusals(signals)
        comparisons = self._sources.compare(self._seen.same.encodings, self.settings.threshold)
        reasons = ("not_live", *failed) if failed else ()
        if not all(comparison.match for comparison in comparisons):
            reasons += ("no_match",)
        return self._end(FaceResult(not failed, comparisons, self.settings.threshold, reasons, signals))

    def _refuse(self, *reasons: str) -> FaceResult:
        signals = self._seen.signals(self._moves)
        comparisons = self._sources.compare(self._seen.same.encodings, self.settings.threshold)
        return self._end(FaceResult(False, comparisons, self.settings.threshold, reasons, signals))

    def _end(self, result: FaceResult) -> FaceResult:
        self._result = result
        self.wipe()
        return result
