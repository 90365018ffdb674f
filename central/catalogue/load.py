"""Reading the catalogue's folder: life-events.toml, states.toml, items/*.toml."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from central.applications.states import State
from central.catalogue.model import CatalogueDocument, LifeEvent, Service, StateWords

T = TypeVar("T")
_LIFE_EVENTS = TypeAdapter(tuple[LifeEvent, ...])
_STATES = TypeAdapter(dict[State, StateWords])


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`document` as published with its `etag`; the services behind it by code; the words of each state."""

    document: CatalogueDocument
    body: bytes
    etag: str
    services: Mapping[str, Service]
    states: Mapping[State, StateWords]

    def words(self, item: str, state: State) -> StateWords:
        """An item's own words for a state, or else the general ones."""
        service = self.services.get(item)
        return (service.states.get(state) if service else None) or self.states[state]


def load(folder: Path) -> Catalogue:
    """Raises ValueError naming the file where something is wrong."""
    services = [_parse(path, Service.model_validate) for path in sorted((folder / "items").glob("*.toml"))]
    events = _parse(folder / "life-events.toml", lambda data: _LIFE_EVENTS.validate_python(data["life_event"]))
    states = _parse(folder / "states.toml", _STATES.validate_python)
    if missing := set(State) - set(states):
        raise ValueError(f"{folder / 'states.toml'}: no words for {', '.join(sorted(missing))}")
    content = CatalogueDocument(version="", life_events=events, items=tuple(service.item for service in services))
    version = hashlib.sha256(content.model_dump_json().encode()).hexdigest()[:16]
    document = content.model_copy(update={"version": version}).check()
    by_code = {service.item.code: service for service in services}
    return Catalogue(document, document.model_dump_json().encode(), f'"{version}"', by_code, states)


def _parse(path: Path, validate: Callable[[Any], T]) -> T:
    try:
        return validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ValueError(f"{path}: {error}") from error
