"""Counts wrong tries at the PIN: after 5 a wait of 15 s that doubles with each more, locked at 15.

A try is counted on disk before it is judged, and what is left of a wait is kept there as a span of time, not as a time
of day: neither the kiosk's plug nor its clock makes a wait shorter.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from devices.clock import Clock
from kiosk.logging import logger

log = logger("staff")

FREE_TRIES = 5
FIRST_WAIT_S = 15.0
LOCKED_AT = 15
KEPT_EVERY_S = 5.0
"""How often what is left of a wait goes to disk: so much of it is served twice at most after a power cut."""
FILE_NAME = "staff-lock.json"


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    wrong: int = 0
    wait_s: float = 0.0
    unlocked: bool = False


@dataclass(frozen=True, slots=True)
class LockState:
    """`wait_s` is what is left until the next try; `locked`: only a technician lets anybody try again."""

    wrong: int
    wait_s: float
    locked: bool

    @property
    def may_try(self) -> bool:
        return not self.locked and self.wait_s <= 0


class Lock:
    """One kiosk's lock, in its state folder. Small writes, each flushed: a few of them a day."""

    def __init__(self, state_dir: Path, clock: Clock) -> None:
        self._path = state_dir / FILE_NAME
        self._clock = clock
        self._kept = self._read()
        self._counted_at = clock.monotonic()

    def state(self) -> LockState:
        """How it stands now. A technician's unlocking counts at once."""
        if self._read().unlocked:
            log.info("staff.unlocked")
            self._keep(_Kept())
        left = self._left()
        if self._kept.wait_s > 0 and (left <= 0 or self._kept.wait_s - left >= KEPT_EVERY_S):
            self._keep(msgspec.structs.replace(self._kept, wait_s=left))
        return LockState(self._kept.wrong, self._left(), self._kept.wrong >= LOCKED_AT)

    def count(self) -> bool:
        """A try is about to be judged; False where none is allowed now, or where it could not be counted."""
        if not self.state().may_try:
            return False
        wrong = self._kept.wrong + 1
        wait = 0.0 if wrong < FREE_TRIES else FIRST_WAIT_S * 2.0 ** (wrong - FREE_TRIES)
        return self._keep(_Kept(wrong=wrong, wait_s=0.0 if wrong >= LOCKED_AT else wait))

    def right(self) -> None:
        """The try that was counted was right."""
        self._keep(_Kept())

    def _left(self) -> float:
        return max(0.0, self._kept.wait_s - (self._clock.monotonic() - self._counted_at))

    def _keep(self, kept: _Kept) -> bool:
        self._kept, self._counted_at = kept, self._clock.monotonic()
        try:
            _write(self._path, kept)
        except OSError as error:
            log.error("staff.lock_not_kept", error=type(error).__name__)
            return False
        return True

    def _read(self) -> _Kept:
        return _read(self._path)


def unlock(state_dir: Path) -> None:
    """Let tries begin anew; a running kiosk takes it at once. Raises OSError."""
    _write(state_dir / FILE_NAME, _Kept(unlocked=True))


def _read(path: Path) -> _Kept:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Kept)
    except FileNotFoundError:
        return _Kept()
    except (OSError, msgspec.DecodeError):
        return _Kept(wrong=FREE_TRIES, wait_s=FIRST_WAIT_S)  # damaged: neither all tries anew nor none at all


def _write(path: Path, kept: _Kept) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, msgspec.json.encode(kept))
        os.fsync(handle)
    finally:
        os.close(handle)
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
