"""What a printer consumes: toner, ink, waste boxes and paper, as far as it tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from devices.ipp.codec import Attributes, numbers, words

LOW_PERCENT = 10
"""Where a printer does not say from which level a supply counts as low."""


@dataclass(frozen=True, slots=True)
class Supply:
    """`percent` is None where it is not known."""

    name: str
    percent: int | None
    waste: bool = False
    low_at: int = LOW_PERCENT

    @property
    def low(self) -> bool:
        """Never of a waste box: some makers count what is in it, others (as the Printer MIB says) the room left."""
        return not self.waste and self.percent is not None and self.percent <= self.low_at


def of(attributes: Attributes) -> tuple[Supply, ...]:
    """From printer-supply (PWG 5100.13), or CUPS's marker attributes."""
    return tuple(_printer_supplies(attributes)) or tuple(_marker_supplies(attributes))


def trays(attributes: Attributes) -> tuple[int, ...] | None:
    """Sheets in each tray that feeds by itself; -2 is unknown, -3 some. None where it does not say."""
    described = [_pairs(each) for each in attributes.get("printer-input-tray", ()) if isinstance(each, bytes)]
    levels = [
        level
        for each in described
        if each.get("type", "").startswith("sheetFeedAuto") and (level := _level(each.get("level"))) is not None
    ]
    return tuple(levels) or None


def _level(text: str | None) -> int | None:
    try:
        return int(text or "")
    except ValueError:
        return None


def _pairs(data: bytes) -> dict[str, str]:
    """`index=1;type=toner;level=75;` as a mapping."""
    parts = (part.partition("=") for part in data.decode("utf-8", "replace").split(";"))
    return {key.strip(): value.strip() for key, _, value in parts if key.strip()}


def _printer_supplies(attributes: Attributes) -> Iterator[Supply]:
    names = words(attributes, "printer-supply-description")
    for index, each in enumerate(attributes.get("printer-supply", ())):
        if not isinstance(each, bytes):
            continue
        pairs = _pairs(each)
        level, most = _level(pairs.get("level")), _level(pairs.get("maxcapacity"))
        known = level is not None and level >= 0 and most is not None and most > 0
        name = names[index] if index < len(names) else pairs.get("type", "")
        yield Supply(
            name,
            min(100, level * 100 // most) if known and level is not None and most is not None else None,
            waste=pairs.get("class", "") == "receptacleThatIsFilled",
        )


def _marker_supplies(attributes: Attributes) -> Iterator[Supply]:
    names, kinds = words(attributes, "marker-names"), words(attributes, "marker-types")
    lows = numbers(attributes, "marker-low-levels")
    for index, level in enumerate(numbers(attributes, "marker-levels")):
        kind = kinds[index] if index < len(kinds) else ""
        low_at = lows[index] if index < len(lows) and 0 <= lows[index] <= 100 else LOW_PERCENT
        waste = kind.startswith("waste")
        yield Supply(
            names[index] if index < len(names) else kind,
            level if 0 <= level <= 100 else None,
            waste=waste,
            low_at=low_at,
        )
