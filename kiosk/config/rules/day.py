"""Opening hours and dates that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.config.day import WEEKDAYS, span
from kiosk.config.findings import Said
from kiosk.config.model import KioskConfig
from kiosk.config.rules.fault import Fault
from kiosk.config.wording import found_value


def faults(config: KioskConfig) -> Iterator[Fault]:
    for weekday in WEEKDAYS:
        written = getattr(config.day.hours, weekday)
        spans = [span(each) for each in written]
        for index, (begin, end) in enumerate(spans):
            for earlier, (other_begin, other_end) in enumerate(spans[:index]):
                if begin < other_end and other_begin < end:
                    yield Fault(
                        ("day", "hours", weekday, index),
                        found_value(written[index]),
                        Said(
                            zh=f'不与 "{written[earlier]}" 重叠', en=f'hours that do not overlap "{written[earlier]}"'
                        ),
                    )
                    break
    dates = {"closed_on": config.day.closed_on, "open_on": config.day.open_on}
    for key, days in dates.items():
        for index, day in enumerate(days):
            if day in days[:index]:
                yield Fault(
                    ("day", key, index),
                    found_value(day),
                    Said(zh="每个日期只写一次", en="each date once"),
                )
            elif key == "open_on" and day in config.day.closed_on:
                yield Fault(
                    ("day", key, index),
                    found_value(day),
                    Said(zh="不在 day.closed_on 中的日期", en="a date that is not in day.closed_on"),
                )
