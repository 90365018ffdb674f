"""The report on A4, typeset by the house (kiosk/pages)."""

from __future__ import annotations

from datetime import datetime

from kiosk.diagnostics.readiness.model import Part, Report
from kiosk.diagnostics.readiness.signing import fingerprint
from kiosk.pages.readiness import ReadinessPage, ReadinessRow, readiness
from kiosk.views import Text


def as_pdf(report: Report, signed: bytes) -> bytes:
    """The PDF of a report and its signed file. Raises `kiosk.pages.typesetting.CannotTypeset`."""
    return readiness(
        ReadinessPage(
            kiosk=report.kiosk,
            hall=Text(zh=report.hall_zh, en=report.hall_en),
            made_at=datetime.fromisoformat(report.made_at),
            number=report.number,
            ready=report.ready,
            devices=tuple(_row(part) for part in report.parts if part.name.startswith("device:")),
            loops=tuple(_row(part) for part in report.parts if not part.name.startswith("device:")),
            fingerprint=fingerprint(signed),
            simulation=report.mode == "simulation",
        )
    )


def _row(part: Part) -> ReadinessRow:
    return ReadinessRow(
        id=part.name.removeprefix("device:"),
        kind=Text(zh=part.title_zh, en=part.title_en),
        verdict=part.outcome.value,
        reason=Text(zh=part.zh, en=part.en),
        measured=part.measured,
    )
