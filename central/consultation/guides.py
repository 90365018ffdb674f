"""The guides: sentences that a consultation may quote, each with its source and since when it holds."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from central.words import Text

_SOURCES, _ELSEWHERE = "sources.toml", "elsewhere.toml"
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=40)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Part):
    """A law, a regulation or the catalogue; `since`: in force, or as it stood, from that day."""

    name: Text
    since: date


class Passage(_Part):
    """`text` is what is quoted. `asks` is its heading; `also`: other words that people use, for finding it only.

    `reference`: it holds a figure or a time limit that the operator has to confirm.
    """

    id: Identifier
    source: Identifier
    article: Annotated[str, Field(max_length=20)] = ""
    item: Annotated[str, Field(pattern=r"^[A-Z]{3}-[0-9]{3}$")] | None = None
    reference: bool = False
    asks: Text
    also: Text
    text: Text


class Guide(_Part):
    """What there is to say on a topic; `desk` is who to ask in person."""

    topic: Identifier
    version: Annotated[int, Field(ge=1)]
    item: Annotated[str, Field(pattern=r"^[A-Z]{3}-[0-9]{3}$")] | None = None
    name: Text
    desk: Text
    passage: tuple[Passage, ...]


class Elsewhere(_Part):
    """What is not handled here, and whose it is; `words` are for finding it only."""

    id: Identifier
    words: Text
    office: Text


class GuidesDocument(_Part):
    """What is published. `version` changes with any change of content."""

    version: str
    sources: dict[str, Source]
    guides: tuple[Guide, ...]


@dataclass(frozen=True, slots=True)
class Guides:
    """`document` as published, `body` with its `etag`; the passages in order, and whose guide each belongs to."""

    document: GuidesDocument
    body: bytes
    etag: str
    passages: tuple[Passage, ...]
    guide_of: Mapping[str, Guide]
    elsewhere: tuple[Elsewhere, ...]

    def passage(self, identifier: str) -> Passage | None:
        return next((passage for passage in self.passages if passage.id == identifier), None)

    @property
    def version(self) -> str:
        return self.document.version

    def source(self, passage: Passage) -> Source:
        return self.document.sources[passage.source]

    def cited(self, passage: Passage) -> Text:
        """The source's name, with the article where there is one."""
        name = self.source(passage).name
        if not passage.article:
            return name
        return Text(zh=f"{name.zh}第{passage.article}条", en=f"{name.en}, article {passage.article}")


def load(folder: Path) -> Guides:
    """Raises ValueError naming what is wrong."""
    try:
        sources = {
            name: Source.model_validate(entry)
            for name, entry in tomllib.loads((folder / _SOURCES).read_text(encoding="utf-8")).items()
        }
        guides = tuple(
            Guide.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
            for path in sorted(folder.glob("*.toml"))
            if path.name not in (_SOURCES, _ELSEWHERE)
        )
        others = tomllib.loads((folder / _ELSEWHERE).read_text(encoding="utf-8"))["elsewhere"]
        elsewhere = tuple(Elsewhere.model_validate(entry) for entry in others)
    except (ValidationError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ValueError(f"{folder}: {error}") from error
    passages = tuple(passage for guide in guides for passage in guide.passage)
    guide_of = {passage.id: guide for guide in guides for passage in guide.passage}
    if len(guide_of) != len(passages):
        raise ValueError(f"{folder}: a passage's id occurs twice")
    if unknown := {passage.source for passage in passages} - sources.keys():
        raise ValueError(f"{folder}: no source {', '.join(sorted(unknown))}")
    content = GuidesDocument(version="", sources=sources, guides=guides)
    version = hashlib.sha256(content.model_dump_json().encode()).hexdigest()[:16]
    document = content.model_copy(update={"version": version})
    return Guides(document, document.model_dump_json().encode(), f'"{version}"', passages, guide_of, elsewhere)
