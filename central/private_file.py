"""Secrets in files: made if absent, readable by their owner only."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def read_or_create(path: Path, make: Callable[[], bytes]) -> bytes:
    """The file's content; if there is no file, what `make` gives is written to it first, mode 0600."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        write(path, make())
        return path.read_bytes()


def write(path: Path, content: bytes) -> None:
    """Write a new file of mode 0600 in one step: no reader sees half of it, and one that is there is kept."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
