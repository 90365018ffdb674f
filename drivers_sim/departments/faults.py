"""What goes wrong at a department, set by a side channel and never inside the data."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Kind = Literal["down", "slow", "garbage", "wrong_signature", "error", "empty", "unknown_person", "wrong_shape"]
"""down: 503, as the gateway before it says. slow: the answer comes after `seconds`. garbage: bytes that are no answer.
wrong_signature: signed by another key. error: 500. empty: 200 with nothing in it. unknown_person: nothing on record.
wrong_shape: an answer with a field that was not agreed on."""


class Fault(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`times` 0: until it is cleared; otherwise for so many requests."""

    kind: Kind
    seconds: Annotated[float, Meta(ge=0, le=600)] = 5.0
    times: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


class Faults:
    """By department; `*` is every department's."""

    def __init__(self) -> None:
        self._set: dict[str, Fault] = {}
        self._left: dict[str, int] = {}

    def set(self, department: str, fault: Fault | None) -> None:
        if fault is None:
            self._set.pop(department, None)
            return
        self._set[department] = fault
        self._left[department] = fault.times

    def take(self, department: str) -> Fault | None:
        """The fault for a request that came just now."""
        for name in (department, "*"):
            fault = self._set.get(name)
            if fault is None:
                continue
            if fault.times:
                self._left[name] -= 1
                if self._left[name] <= 0:
                    del self._set[name]
            return fault
        return None

    def listed(self) -> dict[str, Fault]:
        return dict(self._set)
