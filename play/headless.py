"""`script/demo --headless`: one visit with nobody there, in the real window, offscreen."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from play.hall import Hall
from play.processes import NotStarted

MATTERS = {
    "wei-zhiqiang": ("lost_job", "UNE-001"),
    "chen-guilan": ("retirement", "PEN-012"),
    "huang-xiaomei": ("social_card", "CRD-006"),
}
"""What each citizen comes for: a life event and a service of the catalogue."""


def play_visit(out: Path, *, citizen: str, card: str, language: str) -> int:
    """Play it; write pictures, receipt and journey.json to `out`. 0 where the central has the application."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from play.visit import PlayedVisit
    from play.visitor import NotShown, Visitor

    out.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    life_event, service = MATTERS[citizen]
    with tempfile.TemporaryDirectory(prefix="kiosk-demo-") as folder:
        try:
            with Hall(Path(folder)) as hall:
                visitor = Visitor(hall.ui_socket)
                visit = PlayedVisit(visitor, hall.dock, citizen, out)
                try:
                    visit.begin(language)
                    visit.identify(card)
                    visit.show_face()
                    visit.choose(life_event, service)
                    visit.fill()
                    visit.submit()
                    visit.finish()
                except NotShown as error:
                    visit.picture("stopped")
                    _say(f"The visit stopped: {error}")
                finally:
                    visitor.close()
                found = hall.application_at_central(visit.played.application)
                _receipt(hall, out)
        except NotStarted as error:
            _say(str(error))
            return 1
    journey = {**visit.played.as_dict(), "found_at_central": found}
    (out / "journey.json").write_text(json.dumps(journey, ensure_ascii=False, indent=2) + "\n", "utf-8")
    for step in visit.played.steps:
        _say(f"{step.step:18} {step.outcome:7} {step.milliseconds:9.1f} ms")
    _say(
        f"Application {visit.played.application or '—'}: {'found' if found else 'NOT found'} at the central. See {out}"
    )
    application.quit()
    complete = all(step.outcome == "done" for step in visit.played.steps) and visit.played.printing == "printed"
    return 0 if found and complete else 1


def _receipt(hall: Hall, out: Path) -> None:
    """The newest slip that came out of the printer, as the paper and as text."""
    slips = hall.dock.slips("receipt-printer")
    if slips:
        newest = slips[-1]
        (out / "receipt.txt").write_text(newest["text"], "utf-8")
        (out / "receipt.png").write_bytes(hall.dock.slip_png("receipt-printer", newest["number"]))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
