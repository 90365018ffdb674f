"""All signals of one face check together: what each has seen, forgotten together when the chain breaks."""

from __future__ import annotations

from kiosk.identity.detector import Face, Gray
from kiosk.identity.liveness.blink import BlinkMeter, openness
from kiosk.identity.liveness.challenge import Move
from kiosk.identity.liveness.closer import CloserMeter
from kiosk.identity.liveness.continuity import Continuity
from kiosk.identity.liveness.flash import FlashMeter
from kiosk.identity.liveness.freshness import Freshness
from kiosk.identity.liveness.parallax import ParallaxMeter
from kiosk.identity.liveness.plane import PlaneMeter
from kiosk.identity.liveness.screen_cues import ScreenCues
from kiosk.identity.liveness.signal import Signal
from kiosk.identity.liveness.turn import TurnMeter
from kiosk.identity.reading import Image


class Evidence:
    """The meters, by name. `restart` is for another chain of frames; freshness is the camera's and stays."""

    def __init__(self, *, light_required: bool) -> None:
        self.fresh = Freshness()
        self.same = Continuity()
        self.light = FlashMeter(required=light_required)
        self.plane = PlaneMeter()
        self.restart()

    def restart(self) -> None:
        self.same.wipe()
        self.light.restart()
        self.plane.restart()
        self.turn, self.blink, self.closer = TurnMeter(), BlinkMeter(), CloserMeter()
        self.parallax, self.cues = ParallaxMeter(), ScreenCues()

    def forget_moves(self) -> None:
        """New movements will be asked for; who the person is, and how they look from the front, stays."""
        self.turn.restart()
        self.blink.restart()
        self.closer.restart()

    def see(self, frame: Image, gray: Gray, face: Face, now: float) -> None:
        """Any frame with the one face in it."""
        turn = self.turn.feed(face)
        self.parallax.feed(face, turn)
        self.plane.feed(gray, face, turn)
        self.light.feed(frame, face, turn, now)

    def calibrate(self, gray: Gray, face: Face) -> None:
        """A straight look before the first movement."""
        self.turn.calibrate(face)
        self.closer.rest(face)
        self.blink.calibrate(openness(gray, face))

    def begin(self) -> None:
        """A movement is about to be asked for."""
        self.turn.begin()
        self.closer.begin()

    def signals(self, moves: tuple[Move, ...]) -> tuple[Signal, ...]:
        asked = (self.closer.signal(),) if "closer" in moves else ()
        return (
            self.turn.signal(),
            self.blink.signal(),
            *asked,
            self.parallax.signal(),
            self.plane.signal(),
            self.light.signal(),
            self.same.signal(),
            self.fresh.signal(),
            self.fresh.noise_signal(),
            *self.cues.signals(),
        )

    def wipe(self) -> None:
        self.same.wipe()
        self.light.restart()
        self.parallax.restart()
        self.plane.restart()
