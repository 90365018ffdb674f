"""A turn of the head, by how far the nose moves against the line of the eyes.

A nose stands out, so a turn of 25° moves it by a sixth of the eye distance and more; on a picture that is turned it
stays in the middle. Measured on rendered people and prints: span over both sides, live ≥ .32, flat ≤ .15, bent ≤ .30.
"""

from __future__ import annotations

from collections import deque
from statistics import median

from kiosk.identity.detector import Face
from kiosk.identity.liveness.challenge import Move
from kiosk.identity.liveness.signal import Signal

LEAST_SPAN = 0.34  # over both sides: above what a bent print reaches
LEAST_SIDE = 0.15  # to each side from the person's own straight look
CENTRED = 0.09
UNASKED = 0.18  # a little more than what counts as a turn: nobody stands like a post
_SMOOTHING = 3  # frames: one frame's points tremble by up to .05
_RESTING = 9  # frames: where the head has been of late, for `rebase`

_SIGN: dict[Move, float] = {"turn_left": 1.0, "turn_right": -1.0}


class TurnMeter:
    """Measures turns against the person's own straight look, set by `calibrate`."""

    def __init__(self) -> None:
        self._base: list[float] = []
        self._recent: deque[float] = deque(maxlen=_SMOOTHING)
        self._raw: deque[float] = deque(maxlen=_RESTING)
        self._most = {"turn_left": 0.0, "turn_right": 0.0}
        self._done = 0.0

    def calibrate(self, face: Face) -> None:
        """A frame in which the person looks straight."""
        self._base.append(face.asymmetry)

    def feed(self, face: Face) -> float:
        """The turn now: 0 straight, positive to the person's left."""
        self._raw.append(face.asymmetry)
        self._recent.append(face.asymmetry - (median(self._base) if self._base else 0.0))
        return self.now

    def rebase(self) -> bool:
        """Take where the head rests now for straight, where that is not far: glasses drag the points otherwise close
        up than from afar. The span over both sides stays what it was. Returns whether it was taken."""
        before, after = median(self._base), median(self._raw)
        moved = after - before
        if abs(moved) >= UNASKED or max(self._raw) - min(self._raw) > CENTRED:
            return False
        self._base = [after]
        self._recent = deque((each - moved for each in self._recent), maxlen=_SMOOTHING)
        self._most["turn_left"] -= moved
        self._most["turn_right"] += moved
        return True

    @property
    def now(self) -> float:
        return median(self._recent) if self._recent else 0.0

    @property
    def centred(self) -> bool:
        return abs(self.now) <= CENTRED

    @property
    def span(self) -> float:
        """From the farthest to one side to the farthest to the other, in turns that were asked for."""
        return self._most["turn_left"] + self._most["turn_right"]

    def begin(self) -> None:
        """A turn is about to be asked for: what was done before does not count for it."""
        self._done = 0.0

    def ask(self, move: Move) -> float:
        """How far the turn asked for has come, 0–1; 1 is enough. The second side makes up for a small first one."""
        self._done = max(self._done, self.now * _SIGN[move])
        self._most[move] = max(self._most[move], self._done)
        other = self._most["turn_left" if move == "turn_right" else "turn_right"]
        needed = max(LEAST_SIDE, LEAST_SPAN - other) if other else LEAST_SIDE
        return min(1.0, max(0.0, self._done / needed))

    def unasked(self, move: Move | None) -> bool:
        """Whether the head is turned to another side than `move` asks for; with None, to any."""
        if move in _SIGN:
            return self.now * _SIGN[move] <= -UNASKED
        return abs(self.now) >= UNASKED

    def restart(self) -> None:
        """Forget the turns made, keep the straight look."""
        self._most = {"turn_left": 0.0, "turn_right": 0.0}

    def signal(self) -> Signal:
        return Signal("turn", round(self.span, 3), LEAST_SPAN, self.span >= LEAST_SPAN, "flat")
