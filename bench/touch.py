"""Touch latency of the real window: nobody there, a card and a face before the camera, in turns of one run."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

import typer

from bench.finger import Finger
from kiosk import views
from play.hall import Hall
from play.visit import PlayedVisit
from play.visitor import Visitor

PERSON = "wei-zhiqiang"
BUTTON = "text-size"
"""Stands at the same place and in the same size on every screen."""
IDLE, CARD, FACE = "attract", "card before the camera", "face before the camera"
NO_CAMERA, LIVE = "help and back, no camera", "help and back, face camera live"
ASKED_MS = 16.7
SEED = 20_261
PATIENCE_S = 60.0
BEHIND = 10


def main(touches: int = 240, rounds: int = 8, trips: int = 4, wide: bool = False) -> None:
    """TOUCHES a state over all ROUNDS, TRIPS to another view and back a state and round; portrait, or WIDE."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([])
    seen: dict[str, list[float]] = defaultdict(list)
    each = -(-touches // rounds)
    began = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder, Hall(Path(folder)) as hall:
        for name in ("central", "simulate"):  # they stand for other machines and for hardware
            os.setpriority(os.PRIO_PGRP, hall.processes.pid(name), min(19, os.getpriority(os.PRIO_PROCESS, 0) + BEHIND))
        width, height = (1920, 1080) if wide else (1080, 1920)
        visitor = Visitor(hall.ui_socket, width=width, height=height)
        finger = Finger(visitor.window, SEED)
        try:
            for _ in range(rounds):
                play_round(hall, visitor, finger, seen, each, trips)
        finally:
            finger.close()
            visitor.close()
            application.quit()
    print(
        f"load {began:.1f} before, {os.getloadavg()[0]:.1f} after; {os.environ['QT_QPA_PLATFORM']}, {width} x {height}"
    )
    print(f"{'milliseconds':40} {'touches':>7} {'median':>7} {'p90':>7} {'p99':>7} {'most':>7}")
    for name, times in seen.items():
        figures = (statistics.median(times), at(times, 0.9), at(times, 0.99), max(times))
        print(f"{name:40} {len(times):7} " + " ".join(f"{figure:7.1f}" for figure in figures))
    for name in (CARD, FACE):
        over = at(seen[name], 0.99) - at(seen[IDLE], 0.99)
        print(f"{name + ', p99 over idle':40} {over:7.1f} ms  (asked: {ASKED_MS})")
    print(
        f"{'to the next view, live p99 over no camera':40} {at(seen[LIVE], 0.99) - at(seen[NO_CAMERA], 0.99):7.1f} ms"
    )


def at(times: list[float], share: float) -> float:
    """The value that `share` of all do not exceed."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def play_round(
    hall: Hall, visitor: Visitor, finger: Finger, seen: dict[str, list[float]], touches: int, trips: int
) -> None:
    visitor.wait_for(views.Attract, lambda view: view.open, PATIENCE_S)
    seen[IDLE] += presses(finger, touches)

    visit = PlayedVisit(visitor, hall.dock, PERSON)
    visitor.touch("primary")
    visitor.wait_for(views.ChooseLanguage)
    visitor.touch("choice:zh")
    visitor.wait_for(views.Privacy)
    seen[NO_CAMERA] += there_and_back(visitor, finger, views.Privacy, trips)
    visitor.touch("primary")

    visitor.wait_for(views.PlaceCard, lambda view: {"scan", "chip"} <= set(view.ways), PATIENCE_S)
    hall.dock.place("scanner", PERSON, condition="blurred")  # a picture that is looked at and never read to its end
    visitor.until(lambda: live(visitor), "no picture of the card", PATIENCE_S)
    seen[CARD] += presses(finger, touches)
    still(visitor, views.PlaceCard)
    hall.dock.remove("scanner")

    visit.identify("chip-reader")
    visitor.wait_for(views.FaceCheck, seconds=PATIENCE_S)
    visitor.until(lambda: live(visitor), "no picture of the hall", PATIENCE_S)
    seen[LIVE] += there_and_back(visitor, finger, views.FaceCheck, trips)
    hall.dock.seat(PERSON)
    visitor.wait_for(views.FaceCheck, lambda view: view.progress > 0, PATIENCE_S)
    seen[FACE] += presses(finger, touches)
    still(visitor, views.FaceCheck)
    hall.dock.leave()
    visit.leave()


def presses(finger: Finger, touches: int) -> list[float]:
    return [finger.press(BUTTON) for _ in range(touches)]


def there_and_back(visitor: Visitor, finger: Finger, kind: type[views.View], trips: int) -> list[float]:
    """For help and back: milliseconds each way, from the finger's going up."""
    ways: list[float] = []
    for _ in range(trips):
        for button, after in (("help", views.Notice), ("primary", kind)):
            before = visitor.view
            assert before is not None
            ways.append(finger.tap(button, before.number))
            visitor.wait_for(after)
    return ways


def live(visitor: Visitor) -> bool:
    return any(item.property("live") for item in visitor.window.items() if item.inherits("CameraItem"))


def still(visitor: Visitor, kind: type[views.View]) -> None:
    """What was touched must be what is measured."""
    if not isinstance(visitor.view, kind) or not live(visitor):
        raise RuntimeError(f"the screen moved on while it was touched: {visitor.described()}")


if __name__ == "__main__":
    typer.run(main)
