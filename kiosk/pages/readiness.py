"""The readiness report on A4, in both languages: what was tried, what came of it, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from kiosk.pages import words
from kiosk.pages.typesetting import typeset
from kiosk.receipts.dates import moment
from kiosk.views import Text

TEMPLATE = "readiness.typ"

Verdict = Literal["passed", "attention", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class ReadinessRow:
    """One device, or one check of several parts together.

    `id` is the device's id, or the check's name; `kind` what it is, as 证件扫描台 Document scanner. `level` is
    internal, external or interactive; empty for what has no levels. `reason` says what was found, `action` what staff
    should do. `measured` are figures by name, as they are shown.
    """

    id: str
    kind: Text
    verdict: Verdict
    reason: Text
    action: Text | None = None
    level: Literal["internal", "external", "interactive", ""] = ""
    measured: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadinessPage:
    """A readiness report, as it is printed. `number` is the report's own; `fingerprint` is of its signature."""

    kiosk: str
    hall: Text
    made_at: datetime
    number: int
    ready: bool
    devices: tuple[ReadinessRow, ...]
    loops: tuple[ReadinessRow, ...]
    fingerprint: str
    simulation: bool = False


def readiness(page: ReadinessPage) -> bytes:
    """The PDF. Raises `CannotTypeset`."""
    return typeset(TEMPLATE, readiness_data(page))


def readiness_data(page: ReadinessPage) -> dict[str, Any]:
    """What the template is given."""
    rows = (*page.devices, *page.loops)
    counted = {verdict: sum(row.verdict == verdict for row in rows) for verdict in words.OUTCOMES}
    return {
        "title": _both(words.READINESS),
        "hall": _both(page.hall),
        "kiosk": page.kiosk,
        "number": page.number,
        "made_at": moment(page.made_at),
        "ready": page.ready,
        "verdict": _both(words.READY if page.ready else words.NOT_READY),
        "counted": [
            {"verdict": verdict, "word": _both(words.OUTCOMES[verdict]), "count": count}
            for verdict, count in counted.items()
            if count
        ],
        "sections": [
            {"title": _both(title), "rows": [_row(row) for row in rows]}
            for title, rows in ((words.DEVICES, page.devices), (words.LOOPS, page.loops))
            if rows
        ],
        "measured_word": words.MEASURED.zh,
        "fingerprint_word": _both(words.FINGERPRINT),
        "fingerprint": page.fingerprint,
        "verify": _both(words.VERIFY),
        "specimen": words.SPECIMEN.zh if page.simulation else "",
        "of": words.PAGE.zh,
    }


def _row(row: ReadinessRow) -> dict[str, Any]:
    level = words.LEVELS.get(row.level)
    return {
        "id": row.id,
        "kind": _both(row.kind),
        "verdict": row.verdict,
        "word": _both(words.OUTCOMES[row.verdict]),
        "level": _both(level) if level is not None else None,
        "reason": _both(row.reason),
        "action": _both(row.action) if row.action is not None else None,
        "measured": [{"name": name, "value": value} for name, value in row.measured.items()],
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
