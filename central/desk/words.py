"""The pages' texts in both languages, by dotted keys of texts/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from fastapi import Request

from central.words import Text

Language = Literal["zh", "en"]
FOLDER = Path(__file__).parent / "texts"
COOKIE = "lang"


def language_of(request: Request) -> Language:
    """As chosen on a page before, or else what the browser asks for first; Chinese where it asks for neither."""
    chosen = request.cookies.get(COOKIE)
    if chosen in ("zh", "en"):
        return "en" if chosen == "en" else "zh"
    first = request.headers.get("accept-language", "").split(",")[0].strip().lower()
    return "en" if first.startswith("en") else "zh"


@cache
def texts() -> Mapping[str, Text]:
    found: dict[str, Text] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for key, text in _flat(tomllib.loads(file.read_text(encoding="utf-8")), ""):
            if key in found:
                raise ValueError(f"{file}: {key} is there twice")
            found[key] = text
    return found


def _flat(table: Mapping[str, Any], above: str) -> Any:
    for name, value in table.items():
        key = f"{above}{name}"
        if set(value) == {"zh", "en"} and all(isinstance(text, str) for text in value.values()):
            yield key, Text(**value)
        else:
            yield from _flat(value, f"{key}.")


@dataclass(frozen=True, slots=True)
class Words:
    """The texts in one language, for templates: `words("queue.title")`, `words.of(text)` for one of the catalogue's."""

    language: Language

    def __call__(self, key: str, **arguments: object) -> str:
        text = self.of(texts()[key])
        return text.format_map(arguments) if arguments else text

    def of(self, text: Text) -> str:
        return text.en if self.language == "en" else text.zh

    def named(self, group: str, code: str) -> str:
        """The text `group.code`, or the code itself where there is none: codes come from other parts too."""
        found = texts().get(f"{group}.{code}")
        return self.of(found) if found else code
