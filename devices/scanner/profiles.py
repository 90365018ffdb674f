"""What different makers' scanners are told and answer, as bytes. No port, no clock.

honeywell: serial trigger commands and menu commands as in Honeywell's user's guides (N86XX, Xenon). A menu command's
answer repeats it with a status character before the full stop: ACK 06 done, ENQ 05 no such command, NAK 15 not
allowed. Trigger commands are not answered. The form of REVINF's answer is from a record of a Voyager 1602g.

gm72: GROW's manual of the GM72, chapter 9. A command is a packet of the Simple Serial Interface: length, opcode,
source (04 host, 00 scanner), status, data, and the two's complement of their sum (2 bytes). Asleep, it must be woken
by a 00 and 50 ms of patience. The manual does not say how the version comes back; SSI's REPLY_REVISION (A4) is
understood, anything else leaves the version unknown.

None of this was tried on hardware.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_STATUS = rb"[\x05\x06\x15]"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a scanner says that it is; empty what it does not say."""

    model: str = ""
    firmware: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A question and the form of its answer. `parse` makes an identity of it, where the question is for one.

    An answer that matches `refusal` says that the scanner is set up in a way that it cannot be commanded.
    """

    request: bytes
    answer: re.Pattern[bytes]
    refusal: re.Pattern[bytes] | None = None
    parse: Callable[[bytes], Identity] | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """How a kind of scanner is commanded. Seconds: `wake_s` what it needs after `wake`; `rearm_s` after which a
    trigger is pulled anew, below the time in which it gives up by itself.

    `start` and `stop` with an answer are acknowledged; without one nobody knows whether they were heard. `alive` are
    asked in turn to see whether it still answers, `identity` once after it was connected. `codes_around_answers`: an
    answer is told from a code by its form alone, and either may come first.
    """

    name: str
    start: Query | bytes = b""
    stop: Query | bytes = b""
    alive: tuple[Query, ...] = ()
    identity: Query | None = None
    wake: bytes = b""
    wake_s: float = 0.0
    rearm_s: float = 0.0
    codes_around_answers: bool = False

    @property
    def triggered(self) -> bool:
        return bool(self.start)

    def noise(self, heard: bytes) -> bool:
        """Whether any of it is none of this kind's answers; one of those may come too late."""
        for query in (*self.alive, self.identity, self.start, self.stop):
            if isinstance(query, Query):
                heard = query.answer.sub(b"", heard)
        return bool(heard.strip(b".!"))


def menu_query(command: str) -> Query:
    """A Honeywell menu command that changes nothing; `.` closes it as the guides' examples do."""
    tag = command[:6].upper().encode()
    return Query(
        b"\x16M\r" + command.encode() + b".", re.compile(re.escape(tag) + rb"[^\x05\x06\x15]*" + _STATUS, re.IGNORECASE)
    )


def revision(answer: bytes) -> Identity:
    """The model and the firmware of REVINF's lines, as `Product Name: …` and `Software Revision: …`."""
    said: dict[str, str] = {}
    for line in answer.decode("ascii", "replace").splitlines():
        name, colon, value = line.partition(":")
        if colon:
            said.setdefault(name.strip().lower(), _printable(value))
    firmware = said.get("software revision", "")
    return Identity(said.get("product name", ""), firmware.removeprefix("$ProjectRevision:").strip(" :$"))


def ssi_packet(opcode: int, data: bytes = b"", source: int = 0x04) -> bytes:
    """A packet of the Simple Serial Interface."""
    counted = bytes((4 + len(data), opcode, source, 0)) + data
    return counted + (-sum(counted) & 0xFFFF).to_bytes(2, "big")


def ssi_revision(answer: bytes) -> Identity:
    """The text of a REPLY_REVISION; none where the packet's sum is wrong."""
    length = answer[0]
    if (sum(answer[:length]) + int.from_bytes(answer[length : length + 2], "big")) & 0xFFFF:
        return Identity()
    return Identity(firmware=_printable(answer[4:length].decode("ascii", "replace")))


def _printable(text: str) -> str:
    return "".join(each for each in text if each.isascii() and each.isprintable()).strip()[:64]


_SSI_ACK = re.compile(re.escape(ssi_packet(0xD0, source=0)))
_SSI_NAK = re.compile(rb"\x05\xd1\x00[\x00-\xff]{4}")
_SSI_VERSION = re.compile(  # the length counts all but the sum
    b"|".join(
        re.escape(bytes((length,))) + rb"\xa4\x00[\x00-\xff]{" + b"%d}" % (length - 1) for length in range(5, 0x48)
    ),
    re.DOTALL,
)

HONEYWELL = Profile(
    "honeywell",
    start=b"\x16T\r",
    stop=b"\x16U\r",
    # Settings of the serial port, which the answers name: one that comes late is not taken for the next question's.
    # A model that lacks one of them says so (ENQ), and lives as well.
    alive=tuple(menu_query(f"232{each}?") for each in ("BAD", "WRD", "CTS", "XON", "ACK", "DEL", "LPT")),
    identity=Query(
        b"\x16M\rREVINF.",
        re.compile(rb"[\x00-\xff]*?REVINF" + _STATUS, re.IGNORECASE),
        parse=revision,
    ),
    rearm_s=20.0,  # they give up after 30 s unless set otherwise
)
GM72 = Profile(
    "gm72",
    start=Query(ssi_packet(0xE4), _SSI_ACK, _SSI_NAK),
    stop=Query(ssi_packet(0xE5), _SSI_ACK, _SSI_NAK),
    alive=(Query(ssi_packet(0xE5), _SSI_ACK, _SSI_NAK),),  # to stop what is stopped already changes nothing
    identity=Query(ssi_packet(0xA3), _SSI_VERSION, parse=ssi_revision),
    wake=b"\x00",
    wake_s=0.05,
    rearm_s=4.0,  # one reading lasts 5 s at most as delivered
    codes_around_answers=True,
)
CONTINUOUS = Profile("continuous")

PROFILES: Mapping[str, Profile] = {profile.name: profile for profile in (HONEYWELL, GM72, CONTINUOUS)}
