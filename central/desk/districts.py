"""The sketch of the city's districts that kiosks are shown on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from central.words import Text

FILE = Path(__file__).resolve().parent.parent.parent / "assets" / "map" / "nanning.toml"


@dataclass(frozen=True, slots=True)
class District:
    code: str
    name: Text
    at: tuple[int, int]
    path: str


@dataclass(frozen=True, slots=True)
class Sketch:
    width: int
    height: int
    river: str
    districts: tuple[District, ...]


@cache
def sketch() -> Sketch:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    districts = tuple(
        District(each["code"], Text(**each["name"]), (each["at"][0], each["at"][1]), each["path"])
        for each in data["district"]
    )
    return Sketch(data["width"], data["height"], data["river"], districts)
