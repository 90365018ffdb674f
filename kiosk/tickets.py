"""Numbers of the tickets that send a citizen to a desk: A001, A002, … anew each day, never twice in one."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

from kiosk.logging import logger

log = logger("tickets")

MOST = 999


class Tickets:
    """Kept in a file of the kiosk's state, so that a restart does not give a number out again."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._given = (date.min, 0)

    def next(self, today: date) -> str:
        """Take the next number, durably where the disk can: nobody is sent away for want of a file."""
        given_on, given = self._given
        number = (given if given_on == today else self._last(today)) % MOST + 1
        self._given = (today, number)
        new = self._file.with_suffix(".new")
        try:
            with new.open("w") as stream:
                json.dump({"date": today.isoformat(), "last": number}, stream)
                stream.flush()
                os.fsync(stream.fileno())
            new.replace(self._file)
        except OSError as error:
            log.error("ticket.not_kept", error=type(error).__name__)
        return f"A{number:03d}"

    def _last(self, today: date) -> int:
        try:
            kept = json.loads(self._file.read_text())
            return int(kept["last"]) if kept["date"] == today.isoformat() else 0
        except (OSError, ValueError, KeyError, TypeError):
            return 0
