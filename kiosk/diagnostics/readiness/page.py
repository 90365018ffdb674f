"""The report on A4, typeset by the house (kiosk/pages)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from kiosk.diagnostics.readiness.model import Part, Report
from kiosk.diagnostics.readiness.signing import fingerprint
from kiosk.diagnostics.words import rows
from kiosk.pages.readiness import ReadinessPage, ReadinessRow, readiness
from kiosk.views import Text

_LEVELS: dict[str, Literal["internal", "external"]] = {"internal": "internal", "external": "external"}


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
    figures = {name: value for name, value in part.measured.items() if name != "level"}
    return ReadinessRow(
        id=part.name.removeprefix("device:"),
        kind=Text(zh=part.title_zh, en=part.title_en),
        verdict=part.outcome.value,
        reason=Text(zh=part.zh, en=part.en),
        level=_LEVELS.get(part.measured.get("level", ""), ""),
        measured={row.label.zh: row.value.zh for row in rows(figures)},
    )
