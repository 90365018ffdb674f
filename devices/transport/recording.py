"""A transcript of what passed on a wire, byte by byte: for developers, never on a kiosk that people use.

A transcript holds names, numbers and photographs. The kiosk asks for one in simulation mode alone. It is a file of JSON
lines: a head {"transcript": 1, "device", "class", "driver"}, then what happened, each with `at`, seconds since the
head: {"to": HEX} to the device, {"from": HEX} from it, {"wire": "open" | "lost" | "close"}.
`python -m drivers_sim.replay` plays the device's side of it.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from devices.model import DeviceError
from devices.transport import Transport

VERSION = 1


class RecordingTransport:
    """A `Transport` whose traffic is written to `folder`, one file for each transport that is opened."""

    def __init__(self, inner: Transport, folder: Path, device: Mapping[str, Any]) -> None:
        self._inner = inner
        self._folder = folder
        self._head = {"transcript": VERSION, **{key: str(device.get(key, "")) for key in ("class", "driver")}}
        self._id = str(device.get("id", "device"))
        self._file: TextIO | None = None
        self._began = 0.0

    def open(self) -> None:
        if self._file is None:
            self._file = _create(self._folder, self._id)
            self._began = time.monotonic()
            self._write(self._head | {"device": self._id})
        self._inner.open()
        self._note(wire="open")

    def read(self, timeout: float) -> bytes:
        try:
            data = self._inner.read(timeout)
        except DeviceError:
            self._note(wire="lost")
            raise
        if data:
            self._note(**{"from": data.hex()})
        return data

    def write(self, data: bytes, timeout: float) -> None:
        self._note(to=data.hex())
        self._inner.write(data, timeout)

    def write_some(self, data: bytes, timeout: float) -> int:
        written = self._inner.write_some(data, timeout)
        if written:
            self._note(to=data[:written].hex())
        return written

    def drain(self) -> None:
        self._inner.drain()

    def discard(self) -> None:
        self._inner.discard()

    def close(self) -> None:
        self._inner.close()
        if self._file is not None:
            self._note(wire="close")

    def abort(self) -> None:
        self._inner.abort()

    def _note(self, **what: str) -> None:
        self._write({"at": round(time.monotonic() - self._began, 4), **what})

    def _write(self, entry: Mapping[str, object]) -> None:
        if self._file is not None:
            self._file.write(json.dumps(entry) + "\n")
            self._file.flush()


def _create(folder: Path, device_id: str) -> TextIO:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    file = folder / f"{device_id}-{stamp}.jsonl"
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii")
