"""What the central ordered of this kiosk and what came of it, kept over a restart until the central says otherwise."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from devices.clock import Clock
from kiosk.day.keeping import load, save

MOST_KEPT = 50


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """A notice on the attract screen. `command` is the number of the command that it came by."""

    command: str
    zh: str
    en: str
    until: str

    def over(self, now: datetime) -> bool:
        return now >= datetime.fromisoformat(self.until)


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a command; `told` once the central has it. It is sent under the same key until then."""

    command: str
    outcome: str
    reason: str = ""
    report: dict[str, Any] | None = None
    key: str
    told: bool = False


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """`restarting` is the number of the command by which the kiosk ends now."""

    withdrawn: bool = False
    announcement: Announcement | None = None
    restarting: str = ""
    ended: tuple[Ended, ...] = ()


class Orders:
    """Kept in a file of the kiosk's state."""

    def __init__(self, file: Path, clock: Clock) -> None:
        self._file = file
        self._clock = clock
        self._kept = load(file, Kept, Kept())
        self._change = asyncio.Event()

    @property
    def withdrawn(self) -> bool:
        """Whether the kiosk is out of service by the central's word."""
        return self._kept.withdrawn

    @property
    def announcement(self) -> Announcement | None:
        """What stands on the attract screen now."""
        given = self._kept.announcement
        return None if given is None or given.over(self._clock.now()) else given

    @property
    def restarting(self) -> str:
        return self._kept.restarting

    @property
    def untold(self) -> tuple[Ended, ...]:
        return tuple(each for each in self._kept.ended if not each.told)

    def knows(self, command: str) -> bool:
        """Whether the command was done already: it may be handed out more than once."""
        return command == self._kept.restarting or any(each.command == command for each in self._kept.ended)

    def withdraw(self, withdrawn: bool) -> None:
        self._set(withdrawn=withdrawn)

    def announce(self, announcement: Announcement) -> None:
        self._set(announcement=announcement)

    def restart(self, command: str) -> None:
        self._set(restarting=command)

    def end(self, command: str, outcome: str, reason: str = "", report: dict[str, Any] | None = None) -> None:
        ended = Ended(command=command, outcome=outcome, reason=reason, report=report, key=secrets.token_urlsafe(18))
        restarting = "" if command == self._kept.restarting else self._kept.restarting
        self._set(ended=(*self._kept.ended, ended)[-MOST_KEPT:], restarting=restarting)

    def told(self, command: str) -> None:
        """The central has the result: what a report said is not needed any more."""
        self._set(
            ended=tuple(
                msgspec.structs.replace(each, told=True, report=None) if each.command == command else each
                for each in self._kept.ended
            )
        )

    def tell_again(self, command: str) -> None:
        """The central hands out what was done and told: it does not know the result."""
        self._set(
            ended=tuple(
                msgspec.structs.replace(each, told=False, key=secrets.token_urlsafe(18))
                if each.command == command and each.told
                else each
                for each in self._kept.ended
            )
        )

    async def changed(self) -> None:
        await self._change.wait()

    def _set(self, **changes: Any) -> None:
        self._kept = msgspec.structs.replace(self._kept, **changes)
        save(self._file, self._kept)
        waiting, self._change = self._change, asyncio.Event()
        waiting.set()
