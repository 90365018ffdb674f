"""What staff see and confirm of supplies and of what was left: the roll they put in, the cards they took out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from devices.model import DeviceClass
from kiosk.views import Row, Text

if TYPE_CHECKING:
    from kiosk.day.day import Day

Offer = Literal["", "fetched", "new_roll"]


class Care:
    def __init__(self, day: Day) -> None:
        self._day = day

    def offer(self, device_class: DeviceClass) -> Offer:
        """What staff can confirm of a device of this class now."""
        if device_class is DeviceClass.RECEIPT_PRINTER:
            return "new_roll"
        return "fetched" if device_class is DeviceClass.CARD_READER and self._day.found.things else ""

    def confirm(self, offer: str) -> None:
        """Staff have done it."""
        match offer:
            case "new_roll":
                self._day.roll.new_roll(self._day.tally.today)
            case "fetched":
                self._day.found.fetched()

    def rows(self, device_class: DeviceClass) -> tuple[Row, ...]:
        """What the day knows of a device of this class."""
        if device_class is DeviceClass.CARD_READER:
            return tuple(
                Row(label=_WHAT[each.what], value=Text(zh=each.at[:16].replace("T", " ")))
                for each in self._day.found.things
            )
        return self._paper() if device_class is DeviceClass.RECEIPT_PRINTER else ()

    def _paper(self) -> tuple[Row, ...]:
        forecast = self._day.roll.forecast(self._day.tally.today)
        about = Text(zh=f"约 {forecast.slips_left} 张", en=f"about {forecast.slips_left}")
        rows = [
            Row(label=Text(zh="本卷已用", en="Used of this roll"), value=Text(zh=f"{forecast.used_mm / 1000:.1f} m")),
            Row(label=Text(zh="还可打印回执", en="Slips left"), value=about),
        ]
        if forecast.days_left is not None:
            days = Text(zh=f"约 {forecast.days_left:.0f} 天", en=f"about {forecast.days_left:.0f}")
            rows.append(Row(label=Text(zh="还可用", en="Days left"), value=days))
        basis = (
            Text(zh="按以往纸卷", en="from rolls before")
            if forecast.basis == "learned"
            else Text(zh="按常见纸卷", en="an assumed roll")
        )
        return (*rows, Row(label=Text(zh="估算依据", en="Estimated by"), value=basis))


_WHAT = {
    "retained": Text(zh="收卡箱里的卡", en="Card in the box"),
    "in_slot": Text(zh="留在卡口的卡", en="Card left in the slot"),
    "jammed": Text(zh="卡住的卡", en="Card that is stuck"),
}
