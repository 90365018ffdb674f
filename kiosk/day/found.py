"""Cards that the reader kept and nobody fetched yet: where and since when; whose they are is not known here."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from kiosk.day.hours import china
from kiosk.day.keeping import load, save

What = Literal["retained", "in_slot", "jammed"]


class FoundThing(msgspec.Struct, frozen=True, kw_only=True):
    """`at` is when the kiosk gave up waiting, ISO 8601."""

    at: str
    device: str
    what: What


class FoundThings:
    """Kept in a file of the kiosk's state until staff have fetched them."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._things = load(file, tuple[FoundThing, ...], ())

    @property
    def things(self) -> tuple[FoundThing, ...]:
        return self._things

    def add(self, what: What, device: str, now: datetime) -> None:
        self._things = (
            *self._things,
            FoundThing(at=china(now).isoformat(timespec="seconds"), device=device, what=what),
        )
        save(self._file, self._things)

    def fetched(self) -> None:
        """Staff have taken everything out."""
        if self._things:
            self._things = ()
            save(self._file, self._things)
