"""Small files of the day, whole or not there: losing one costs figures, never a visit."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kiosk.config.writing import replace
from kiosk.logging import logger

T = TypeVar("T")
log = logger("day")


def load(file: Path, kind: type[T], otherwise: T) -> T:
    """What the file holds; `otherwise` where there is none, or none that can be read."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except OSError:
        return otherwise
    except msgspec.DecodeError as error:
        log.warning("day.file_not_read", error=type(error).__name__)
        return otherwise


def save(file: Path, value: Any) -> None:
    """Write it durably where the disk can."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace(file, msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n")
    except OSError as error:
        log.error("day.file_not_kept", error=type(error).__name__)
