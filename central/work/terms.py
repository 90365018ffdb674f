"""The occupations, skills and districts of profiles and vacancies: assets/catalogue/work/terms.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from central.problems import Problem
from central.settings import ASSETS
from central.words import Text


class Occupation(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    near: tuple[str, ...] = ()


class Terms(BaseModel):
    """By code."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    occupation: Annotated[dict[str, Occupation], Field(min_length=1)]
    skill: dict[str, Text]
    district: dict[str, Text]

    def check(self, occupation: str, district: str, skills: Iterable[str]) -> None:
        """Raises Problem naming what is not among the terms; an empty one is none."""
        wrong = [
            *([occupation] if occupation and occupation not in self.occupation else []),
            *([district] if district and district not in self.district else []),
            *(skill for skill in skills if skill not in self.skill),
        ]
        if wrong:
            raise Problem("term-unknown", terms=wrong)

    def skills_of(self, trades: Iterable[str]) -> list[str]:
        """The skills that certificates of these trades stand for."""
        held = set(trades)
        return [code for code, name in self.skill.items() if name.zh in held]


@cache
def given(folder: Path = ASSETS) -> Terms:
    return Terms.model_validate(tomllib.loads((folder / "work" / "terms.toml").read_text(encoding="utf-8")))
