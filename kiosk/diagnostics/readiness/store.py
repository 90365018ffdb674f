"""The newest reports, kept in the state folder for whoever collects them."""

from __future__ import annotations

from pathlib import Path

from kiosk.diagnostics.readiness.making import Made
from kiosk.logging import logger

log = logger("diagnostics")

KEPT = 30


def keep(state_dir: Path, made: Made) -> Path | None:
    """Write a report's files below `state_dir`/readiness; None where the disk does not take them."""
    folder = state_dir / "readiness"
    stem = folder / f"readiness-{made.report.number:06d}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        stem.with_suffix(".json").write_bytes(made.signed)
        if made.pdf:
            stem.with_suffix(".pdf").write_bytes(made.pdf)
        for old in sorted(folder.glob("readiness-*.json"))[:-KEPT]:
            old.unlink(missing_ok=True)
            old.with_suffix(".pdf").unlink(missing_ok=True)
    except OSError as error:
        log.error("report.not_kept", error=type(error).__name__)
        return None
    return stem.with_suffix(".json")
