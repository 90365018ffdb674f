"""What the kiosk keeps of the central's answers between runs. Nothing here is about any person."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from devices.clock import Clock
from kiosk.central.types import Catalogue, Item, SealKey
from kiosk.logging import logger

log = logger("central")

T = TypeVar("T")


class _KeptCatalogue(msgspec.Struct):
    etag: str
    fetched_at: float
    body: msgspec.Raw


class _Enrolled(msgspec.Struct):
    kiosk_id: str
    signing_key: str


@dataclass(frozen=True, slots=True)
class KnownCatalogue:
    """A catalogue and how old it is. `fresh` where the central has just confirmed it."""

    catalogue: Catalogue = field(repr=False)
    etag: str
    fetched_at: datetime
    fresh: bool

    def age_s(self, now: datetime) -> float:
        """Seconds since the central last confirmed it; a clock set back counts as new."""
        return max(0.0, (now - self.fetched_at).total_seconds())

    def young_enough(self, item: Item, now: datetime) -> bool:
        """Whether the item may still be offered from this catalogue while the central cannot be reached."""
        return self.age_s(now) <= item.max_age_s


class Cache:
    """Small JSON files in the state folder, each replaced as a whole."""

    def __init__(self, state_dir: Path, clock: Clock) -> None:
        self._folder = state_dir
        self._clock = clock

    def catalogue(self) -> KnownCatalogue | None:
        kept = self._load("catalogue.json", _KeptCatalogue)
        return None if kept is None else self._known(kept, fresh=False)

    def keep_catalogue(self, body: bytes, etag: str) -> KnownCatalogue:
        kept = _KeptCatalogue(etag=etag, fetched_at=self._clock.now().timestamp(), body=msgspec.Raw(body))
        self._save("catalogue.json", kept)
        known = self._known(kept, fresh=True)
        assert known is not None
        return known

    def refresh(self, known: KnownCatalogue) -> KnownCatalogue:
        """The central says that it has not changed."""
        kept = self._load("catalogue.json", _KeptCatalogue)
        return known if kept is None else self.keep_catalogue(bytes(kept.body), kept.etag)

    def seal_key(self) -> SealKey | None:
        key = self._load("seal-key.json", SealKey)
        if key is None:
            return None
        valid_to = datetime.fromisoformat(key.valid_to)
        if valid_to.tzinfo is None:
            valid_to = valid_to.replace(tzinfo=UTC)
        return key if self._clock.now() <= valid_to else None

    def keep_seal_key(self, key: SealKey) -> None:
        if self._load("seal-key.json", SealKey) != key:
            self._save("seal-key.json", key)

    def enrolled_as(self) -> tuple[str, str] | None:
        enrolled = self._load("enrolled.json", _Enrolled)
        return None if enrolled is None else (enrolled.kiosk_id, enrolled.signing_key)

    def keep_enrolled(self, kiosk_id: str, signing_key: str) -> None:
        self._save("enrolled.json", _Enrolled(kiosk_id, signing_key))

    def forget_seal_key(self) -> None:
        (self._folder / "seal-key.json").unlink(missing_ok=True)

    def forget_enrolled(self) -> None:
        (self._folder / "enrolled.json").unlink(missing_ok=True)

    def _known(self, kept: _KeptCatalogue, *, fresh: bool) -> KnownCatalogue | None:
        try:
            catalogue = msgspec.json.decode(kept.body, type=Catalogue)
        except msgspec.DecodeError:
            return None
        return KnownCatalogue(catalogue, kept.etag, datetime.fromtimestamp(kept.fetched_at, UTC), fresh)

    def _load(self, name: str, kind: type[T]) -> T | None:
        try:
            return msgspec.json.decode((self._folder / name).read_bytes(), type=kind)
        except (OSError, msgspec.DecodeError):
            # A torn or older file is as good as none: the central has the original.
            return None

    def _save(self, name: str, value: object) -> None:
        """Keep it for later. A disk that is full or broken must not break the call that brought it."""
        draft = self._folder / f".{name}.{os.getpid()}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with draft.open("wb") as file:
                file.write(msgspec.json.encode(value))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._folder / name)
        except OSError as error:
            log.error("cache.not_kept", error=type(error).__name__)
