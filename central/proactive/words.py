"""What offers say, from assets/catalogue/offers.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from central.settings import ASSETS
from central.words import Text


class ConsentWords(BaseModel):
    """The two things that are consented to apart from each other; `version` is kept with each consent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    biometric: Text
    decision: Text


class OfferWords(BaseModel):
    """`duty`: what the person says to be so by consenting."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    icon: str
    title: Text
    amount: Text
    why: tuple[Text, ...]
    records: tuple[Text, ...]
    duty: Text


@dataclass(frozen=True, slots=True)
class AllWords:
    consent: ConsentWords
    benefits: Mapping[str, OfferWords]


def load(path: Path) -> AllWords:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    consent = ConsentWords.model_validate(data.pop("consent"))
    return AllWords(consent, {code: OfferWords.model_validate(each) for code, each in data.items()})


@cache
def given() -> AllWords:
    return load(ASSETS / "offers.toml")


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "—"


def fill(text: Text, values: Mapping[str, str]) -> Text:
    """`values` may have one of their own for English: `name.en` beside `name`."""
    english = {key.removesuffix(".en"): value for key, value in values.items() if key.endswith(".en")}
    return Text(zh=text.zh.format_map(_Values(values)), en=text.en.format_map(_Values({**values, **english})))
