"""`main.py verify-report FILE`: whether a readiness report is genuine, and what it says."""

from __future__ import annotations

import base64
import sys
from datetime import datetime
from pathlib import Path

from kiosk.day.hours import china
from kiosk.diagnostics.readiness.model import Outcome
from kiosk.diagnostics.readiness.signing import NotGenuine, verify

_MARKS = {Outcome.PASSED: "✓", Outcome.ATTENTION: "!", Outcome.FAILED: "✗", Outcome.SKIPPED: "–"}


def verify_report(file: Path, key: str | None) -> int:
    """0 where it is genuine and says ready, 1 where it is genuine and says not ready, 2 where it is not genuine."""
    try:
        expected = None if key is None else base64.b64decode(key, validate=True)
        verified = verify(file.read_bytes(), expected)
    except OSError as error:
        print(f"{file}: {error.strerror}", file=sys.stderr)
        return 2
    except ValueError:
        print("--key is the kiosk's public key in base64", file=sys.stderr)
        return 2
    except NotGenuine as error:
        print(f"{file}: not genuine: {error}", file=sys.stderr)
        return 2
    report = verified.report
    for part in report.parts:
        print(f"{_MARKS[part.outcome]} {part.title_zh} {part.title_en}: {part.zh} {part.en}")
    made_at = china(datetime.fromisoformat(report.made_at)).isoformat(timespec="seconds")
    print(f"{report.kiosk} no. {report.number}, {made_at}: {'ready' if report.ready else 'NOT READY'}")
    whose = "the key given" if key is not None else f"key {base64.b64encode(verified.key).decode()}: compare it"
    print(f"signed by {whose}")
    return 0 if report.ready else 1
