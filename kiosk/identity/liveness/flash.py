"""Whether the face answers the colours of the screen, after a delay that is found out.

Skin and paper give back the screen's light as they do the hall's: their colour moves by the screen's share of the
light, 2–15 %. A telephone's or tablet's own picture drowns it: glass gives back 1–4 % only. What is measured is the
face's colour (red to green, blue to green, as logarithms) against that of the frame's edges, so whatever the camera
does to the whole picture cancels out; slow changes are taken off. It tells a screen from a face, never paper.

Nothing is known of a screen that does not obey, of a hall too bright, of a camera without colour: where neither the
face nor the room answers, the signal is `not judged` and does not count. Where the room answers and the face does not,
it refuses; with `required` no answer refuses as well.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.identity.detector import Face
from kiosk.identity.liveness.light import SLOT_S, linear
from kiosk.identity.liveness.signal import Signal
from kiosk.identity.reading import Image

Floats = NDArray[np.float64]

LEAST_GAIN = 0.015  # the screen's share of the light on the face, for its full white
LEAST_FIT = 0.45  # correlation of what was seen with what was shown
ROOM_FIT = 0.60  # the wall is still: what moves its colour is the screen
LEAST_SPAN_S = 4.0
LEAST_RATE = 8.0  # frames a second
MOST_TURN = 0.12  # a turned face shows other skin
LONGEST_DELAY_S = 0.45
_DELAY_STEP_S = 0.03
_SLOW_S = 3.0  # whatever changes slower than this is the camera's or the hall's
_GAMMA = 2.2
_KEPT = 900  # frames
_EDGE = 0.1  # of the frame's width and height: where the room is looked at
_DARK = 12.0  # grey levels: colours are noise below


@dataclass(frozen=True, slots=True)
class Answer:
    """How a region followed the screen: the share of light, the correlation, the delay."""

    gain: float
    fit: float
    delay_s: float


class FlashMeter:
    """Feed it each frame with one face in it, and each colour asked for."""

    def __init__(self, *, required: bool = False) -> None:
        self._required = required
        self._shown: list[tuple[float, tuple[float, float, float]]] = []
        self._seen: deque[tuple[float, float, float, float, float]] = deque(maxlen=_KEPT)

    def show(self, colour: str, now: float) -> None:
        """The screen is asked for `colour` from `now` on."""
        wanted = linear(colour)
        if not self._shown or self._shown[-1][1] != wanted:
            self._shown.append((now, wanted))

    def feed(self, frame: Image, face: Face, turn: float, now: float) -> None:
        if abs(turn) > MOST_TURN or not self._shown:
            return
        skin, room = _skin(frame, face), _edges(frame, face)
        if min(*skin, *room) < _DARK:
            return
        a, b = np.log(skin), np.log(room)
        self._seen.append((now, *_chroma(a), *_chroma(b)))

    def restart(self) -> None:
        """Another face, perhaps: what was seen no longer counts."""
        self._seen.clear()

    @property
    def measurable(self) -> bool:
        if len(self._seen) < 2:
            return False
        span = self._seen[-1][0] - self._seen[0][0]
        return span >= LEAST_SPAN_S and len(self._seen) >= LEAST_RATE * LEAST_SPAN_S

    def answers(self) -> tuple[Answer, Answer]:
        """The face's (against the room), and the room's."""
        seen = np.array(self._seen, np.float64)
        times, face, room = seen[:, 0], seen[:, 1:3], seen[:, 3:5]
        return self._answer(times, face - room), self._answer(times, room)

    def signal(self) -> Signal:
        if not self.measurable:
            return Signal("light", 0.0, LEAST_GAIN, False, "light_not_answered", judged=self._required)
        face, room = self.answers()
        passed = face.gain >= LEAST_GAIN and face.fit >= LEAST_FIT
        judged = passed or self._required or (room.fit >= ROOM_FIT and room.gain > 0)
        return Signal("light", round(face.gain, 4), LEAST_GAIN, passed, "light_not_answered", judged=judged)

    def _answer(self, times: Floats, seen: Floats) -> Answer:
        left = _quick(times, seen)
        best = Answer(0.0, 0.0, 0.0)
        for delay in np.arange(0.0, LONGEST_DELAY_S + 1e-9, _DELAY_STEP_S):
            wanted = _quick(times, self._wanted(times - delay))
            both, alone = float((left * wanted).sum()), float((wanted * wanted).sum())
            fit = both / max(np.sqrt(alone * float((left * left).sum())), 1e-12)
            if fit > best.fit:
                best = Answer(both / max(alone, 1e-12) * _GAMMA, float(fit), float(delay))
        return best

    def _wanted(self, times: Floats) -> Floats:
        """The chroma of what the screen was asked to show at each time."""
        changes = np.array([at for at, _ in self._shown])
        colours = np.array([(c[0] - c[1], c[2] - c[1]) for _, c in self._shown])
        found: Floats = colours[np.clip(np.searchsorted(changes, times, "right") - 1, 0, None)]
        return found


def _chroma(logs: Floats) -> tuple[float, float]:
    """Red and blue against green, of logarithms in the order blue, green, red."""
    return float(logs[2] - logs[1]), float(logs[0] - logs[1])


def _quick(times: Floats, values: Floats) -> Floats:
    """`values` without what changes slowly: less the mean of the frames around."""
    first = np.searchsorted(times, times - _SLOW_S / 2)
    last = np.searchsorted(times, times + _SLOW_S / 2)
    summed = np.vstack([np.zeros(values.shape[1]), np.cumsum(values, 0)])
    out: Floats = values - (summed[last] - summed[first]) / (last - first)[:, None]
    return out


def _skin(frame: Image, face: Face) -> Floats:
    """The mean colour between the eyes and the mouth, BGR."""
    x, y = face.points[:4].mean(0)
    eyes = face.eyes
    part = frame[
        max(0, round(y + 0.1 * eyes)) : max(1, round(y + 0.65 * eyes)),
        max(0, round(x - 0.42 * eyes)) : max(1, round(x + 0.42 * eyes)),
    ]
    return _mean(part)


def _edges(frame: Image, face: Face) -> Floats:
    """The mean colour of the frame's sides above the shoulders, BGR; a side that the face reaches is left out."""
    high, wide = frame.shape[:2]
    edge = round(wide * _EDGE)
    rows = slice(0, max(2, round(face.box.bottom)))
    sides = []
    if face.box.left - 0.3 * face.box.width > edge:
        sides.append(_mean(frame[rows, :edge]))
    if face.box.right + 0.3 * face.box.width < wide - edge:
        sides.append(_mean(frame[rows, wide - edge :]))
    if not sides:
        return _mean(frame[: round(high * _EDGE)])
    out: Floats = np.mean(sides, 0)
    return out


def _mean(part: Image) -> Floats:
    if part.size == 0:
        return np.zeros(3)
    found = cv2.mean(np.ascontiguousarray(part))
    return np.array(found[:3], np.float64)


__all__ = ["SLOT_S", "Answer", "FlashMeter"]
