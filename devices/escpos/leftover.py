"""What a printer may still hold of an earlier slip: no stranger's lines may come out for the next person.

A printer stopped by its paper's end or its cover keeps what it had received, and prints it when that is mended. It is
told to forget; a model that knows the command (DLE DC4 8) answers, and that is the end of it. One that does not answer
may print the rest as soon as it can: it is not used until staff say that they took that away. They say it at the
printer, where they stand anyway: once it can print again, they open its cover and close it. Switching it off loses the
rest, but looks from here like a cable pulled, and needs the same sign.
"""

from __future__ import annotations

from enum import Enum


class Holds(Enum):
    """What is known; the value is the sub-state `buffer` of the device."""

    NOTHING = "ok"
    UNKNOWN = "unknown"  # nobody asked yet, or it gave no answer
    PRINTING = "printing"  # all was sent to a printer that does not say when it is done
    A_SLIP = "left"  # it stopped within a slip, and does not say that it forgot the rest
    CAME_OUT = "came_out"  # it went on since


class Leftover:
    """Knows no wire and no clock: the driver tells it what it saw."""

    def __init__(self) -> None:
        self.holds = Holds.UNKNOWN
        self.uncut = True  # lines of an earlier slip may stand before the cutter: of a process before this one, even
        self.broken_off = False  # a slip of this process was begun and not ended: cut it off as soon as can be
        self._cover_opened = False

    @property
    def reason(self) -> str | None:
        """Why nothing may be printed now; None where something may."""
        return {Holds.A_SLIP: "slip_left", Holds.CAME_OUT: "slip_came_out"}.get(self.holds)

    def begun(self) -> None:
        """Bytes of a slip are on their way."""
        self.holds, self.uncut, self.broken_off = Holds.UNKNOWN, True, True

    def sent(self) -> None:
        """All of it is; nothing will say when it is out."""
        self.holds, self.uncut, self.broken_off = Holds.PRINTING, False, False

    def printed(self) -> None:
        """The printer says that it is out and cut."""
        self.holds, self.uncut, self.broken_off = Holds.NOTHING, False, False

    def cut(self) -> None:
        self.uncut = self.broken_off = False

    def forgotten(self) -> None:
        """The printer says that it forgot: after all, perhaps."""
        if self.holds is Holds.A_SLIP:
            self.holds = Holds.NOTHING

    def empty(self) -> None:
        """Nothing of a slip waits in it any more."""
        if self.holds in (Holds.UNKNOWN, Holds.PRINTING):
            self.holds = Holds.NOTHING

    def stopped(self) -> None:
        """It stands still and does not say that it forgot."""
        self.holds = Holds.A_SLIP

    def seen(self, *, trouble: bool, cover_open: bool | None) -> None:
        """How it is now: a printer that can print prints what it held; a cover opened and closed then is the sign."""
        if self.holds is Holds.A_SLIP and not trouble:
            self.holds, self._cover_opened = Holds.CAME_OUT, False
        elif self.holds is Holds.CAME_OUT and cover_open is not None:
            if self._cover_opened and not cover_open:
                self.holds = Holds.NOTHING
            self._cover_opened = cover_open
