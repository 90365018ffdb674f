"""The command `read-document`: read pictures of identity documents and print what they say."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import cv2
import numpy as np

from kiosk.identity.documents import read_document
from kiosk.identity.engine import EngineUnavailableError, RapidOcrEngine
from kiosk.identity.reading import FIELDS, DocumentReading, Field, Image

_NOT_READ = Field("", 0.0)


class PictureError(Exception):
    """A file that is no picture; the message says why."""


def load_picture(path: Path) -> Image:
    """A picture file as BGR; raises `PictureError`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PictureError(error.strerror or "cannot be read") from error
    if not data:
        raise PictureError("the file is empty")
    try:
        image = cv2.imdecode(np.frombuffer(data, dtype=np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        image = None
    if image is None:
        raise PictureError("not a picture that can be decoded (JPEG, PNG, BMP, TIFF, WebP are)")
    return np.asarray(image, dtype=np.uint8)


def read_documents(images: list[Path], as_json: bool) -> int:
    """Print one reading for each picture, to standard output; returns the exit status.

    0: all pictures were looked at, whatever was on them; 2: a file was no picture (named on standard error, the
    others are still read); 1: recognition is not installed.
    """
    try:
        engine = RapidOcrEngine()
    except (EngineUnavailableError, ImportError) as error:
        print(f"read-document: text recognition is not available: {error}", file=sys.stderr)
        return 1
    status = 0
    for path in images:
        try:
            picture = load_picture(path)
        except PictureError as error:
            print(f"read-document: {path}: {error}", file=sys.stderr)
            status = 2
            continue
        reading = read_document(picture, engine)
        print(_as_json(path, reading) if as_json else _as_text(path, reading), flush=True)
    return status


def _as_json(path: Path, reading: DocumentReading) -> str:
    fields = {name: reading.fields.get(name, _NOT_READ) for name in FIELDS}
    answer = {
        "image": str(path),
        "kind": reading.kind,
        "side": reading.side,
        "fields": {name: {"value": f.value, "confidence": round(f.confidence, 3)} for name, f in fields.items()},
        "problems": list(reading.problems),
        "milliseconds": round(reading.milliseconds, 1),
    }
    return json.dumps(answer, ensure_ascii=False)


def _as_text(path: Path, reading: DocumentReading) -> str:
    lines = [f"{path}: {reading.kind}, {reading.side}, {reading.milliseconds:.0f} ms"]
    # The confidence stands before the value: Chinese characters are two columns wide.
    lines += [
        f"  {name:<11} {reading.fields[name].confidence:>5.0%}  {reading.fields[name].value}"
        for name in FIELDS
        if name in reading.fields
    ]
    lines.append(f"  problems: {', '.join(reading.problems) or 'none'}")
    return "\n".join(lines)
