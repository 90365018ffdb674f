"""What can befall a device, and what each comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Situation(StrEnum):
    ABSENT = "absent at start"
    LOST_IDLE = "lost idle"
    LOST_WITHIN = "lost mid-command"
    SLOW = "slow"
    GARBAGE = "garbage"
    WRONG_DEVICE = "wrong device"
    RETURNS = "returns"
    FLAPS = "flaps"


@dataclass(frozen=True, slots=True)
class Expected:
    """The reason that the device is shown with in the end, and the one that a command ends with (`ok`: it succeeds; `|`
    stands between two where both may be).

    The command is given once the device is shown so; in `lost mid-command` it is the one that is cut off.
    """

    state: str
    command: str


def expected(*, absent: str, within: str, slow: str, garbage: str, wrong: str) -> Mapping[Situation, Expected]:
    """The rule: a device that is not there, or not understood, is lost; one that is back serves again."""
    return {
        Situation.ABSENT: Expected(absent, absent),
        Situation.LOST_IDLE: Expected(absent, absent),
        Situation.LOST_WITHIN: Expected(absent, within),
        Situation.SLOW: Expected(slow, slow),
        Situation.GARBAGE: Expected(garbage, garbage),
        Situation.WRONG_DEVICE: Expected(wrong, wrong),
        Situation.RETURNS: Expected("ok", "ok"),
        Situation.FLAPS: Expected("ok", "ok"),
    }


SERIAL = expected(absent="not_found", within="unplugged", slow="no_answer", garbage="garbled", wrong="garbled")
NETWORK = expected(absent="not_connected", within="unplugged", slow="no_answer", garbage="garbled", wrong="garbled")
