"""Numbers of the tickets that send a citizen to a desk: A001, A002, … anew each day, never twice in one."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

MOST = 999


class Tickets:
    """Kept in a file of the kiosk's state, so that a restart does not give a number out again."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def next(self, today: date) -> str:
        """Take the next number, durably."""
        number = self._last(today) % MOST + 1
        new = self._file.with_suffix(".new")
        with new.open("w") as stream:
            json.dump({"date": today.isoformat(), "last": number}, stream)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(self._file)
        return f"A{number:03d}"

    def _last(self, today: date) -> int:
        try:
            kept = json.loads(self._file.read_text())
            return int(kept["last"]) if kept["date"] == today.isoformat() else 0
        except (OSError, ValueError, KeyError, TypeError):
            return 0
