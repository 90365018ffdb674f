"""The templates, checked as they are read: one message each, and nothing in them that others should not read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from central.settings import ASSETS
from central.words import Text

MOST_UNITS = 70
"""One SMS in UCS-2."""
LONGEST: Mapping[str, str | date] = {
    "number": "NN2612310000019",
    "due": date(2026, 12, 31),
    "count": "99",
    "account": "0001",
    "code": "000000",
}
"""The longest that each place is filled with."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LINK = re.compile(r"https?:|www\.|\.(cn|com|net|gov)\b|://", re.IGNORECASE)
_PLACE = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class Templates:
    signature: str
    texts: Mapping[str, Text]

    def fill(self, template: str, language: str, args: Mapping[str, str | date]) -> str:
        """Raises KeyError for a template or place that is not there."""
        text = self.texts[template]
        english = language == "en"
        filled = {name: _day(value, english) if isinstance(value, date) else value for name, value in args.items()}
        return self.signature + (text.en if english else text.zh).format_map(filled)


def _day(day: date, english: bool) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}" if english else f"{day.month}月{day.day}日"


def units(text: str) -> int:
    """UCS-2 code units."""
    return len(text.encode("utf-16-le")) // 2


def load(path: Path) -> Templates:
    """Raises ValueError naming the template that breaks a rule."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    signature = str(data.pop("signature"))
    templates = Templates(signature, {name: Text(**each) for name, each in data.items()})
    for name in templates.texts:
        for language in ("zh", "en"):
            if broken := _broken(templates, name, language):
                raise ValueError(f"{path}: {name} ({language}) {broken}")
    return templates


@cache
def given() -> Templates:
    return load(ASSETS / "messages.toml")


def _broken(templates: Templates, name: str, language: str) -> str:
    text = getattr(templates.texts[name], language)
    if unknown := set(_PLACE.findall(text)) - set(LONGEST):
        return f"has places that are not allowed: {', '.join(sorted(unknown))}"
    longest = templates.fill(name, language, LONGEST)
    if _LINK.search(longest):
        return "has a link"
    return f"takes {units(longest)} characters" if units(longest) > MOST_UNITS else ""
