"""The units of a configuration's numbers, and what a quantity written with another unit is in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.config.findings import Said


@dataclass(frozen=True, slots=True)
class Unit:
    """`others` says how much of this unit one of another is."""

    said: Said
    others: Mapping[str, float]


_OF_SECONDS = (
    (1.0, ("s", "sec", "secs", "second", "seconds", "秒")),
    (0.001, ("ms", "毫秒")),
    (60.0, ("m", "min", "mins", "minute", "minutes", "分", "分钟")),
    (3600.0, ("h", "hour", "hours", "小时")),
)
_SECONDS = {name: factor for factor, names in _OF_SECONDS for name in names}
_DAYS = {"d": 1, "day": 1, "days": 1, "天": 1, "w": 7, "week": 7, "weeks": 7, "周": 7, "month": 30, "months": 30}

UNITS: Mapping[str, Unit] = {
    "s": Unit(Said(zh="秒", en="seconds"), _SECONDS),
    "min": Unit(Said(zh="分钟", en="minutes"), {name: each / 60 for name, each in _SECONDS.items()}),
    "mm": Unit(Said(zh="毫米", en="millimetres"), {"mm": 1, "毫米": 1, "cm": 10, "厘米": 10, "in": 25.4, "inch": 25.4}),
    "days": Unit(Said(zh="天", en="days"), _DAYS),
    "pixels": Unit(Said(zh="像素", en="pixels"), {"px": 1, "pixel": 1, "pixels": 1, "像素": 1}),
    "fps": Unit(Said(zh="每秒帧数", en="pictures a second"), {"fps": 1, "hz": 1, "帧": 1}),
}

_QUANTITY = re.compile(r"\s*(\d{1,9}(?:\.\d{1,6})?)\s*([a-z]{1,7}|[\u4e00-\u9fff]{1,3})?\s*", re.IGNORECASE)
SUFFIXES = ("s", "ms", "sec", "seconds", "min", "minutes", "h", "hours", "mm", "cm", "days", "px")


def converted(text: str, unit: str) -> float | None:
    """A quantity written as text, as "60s" or "1 min", in `unit`; None where it is no quantity of that kind."""
    found = _QUANTITY.fullmatch(text)
    if found is None:
        return None
    factor = 1.0 if found[2] is None else UNITS[unit].others.get(found[2].lower())
    return None if factor is None else round(float(found[1]) * factor, 6)


def without_unit(key: str) -> str:
    """A key without the unit it ends in: `idle_end_ms` is `idle_end`."""
    stem, _, end = key.rpartition("_")
    return stem if stem and end in SUFFIXES else key
