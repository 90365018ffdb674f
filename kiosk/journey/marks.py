"""Where in the visit a step stands."""

from __future__ import annotations

from typing import Literal

from kiosk.views import StepMark
from kiosk.visit import Visit

StepId = Literal["identify", "face", "choose", "fill", "review", "finish"]
ORDER: tuple[StepId, ...] = ("identify", "face", "choose", "fill", "review", "finish")


def at(visit: Visit, step: StepId | None, *, back: bool = True, leave: bool = True) -> None:
    """Set the progress line and what may be touched around the next view."""
    order = [each for each in ORDER if each != "face" or visit.face_consent]
    marks: tuple[StepMark, ...] = ()
    if step is not None:
        now = order.index(step) if step in order else 0
        marks = tuple(
            StepMark(id=each, state="done" if i < now else "now" if i == now else "to_come")
            for i, each in enumerate(order)
        )
    visit.screen.prepare(steps=marks, can_back=back, can_leave=leave)
