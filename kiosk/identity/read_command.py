"""The command `read-document`: read pictures of identity documents and print what they say."""

from __future__ import annotations

import io
import json
import math
import sys
import warnings
from pathlib import Path

import cv2
import numpy as np
import PIL.Image

from kiosk.identity.documents import read_document
from kiosk.identity.engine import EngineUnavailableError
from kiosk.identity.engines import DEFAULT, engine_named
from kiosk.identity.reading import FIELDS, DocumentReading, Field, Image
from kiosk.identity.seen import save_seen

_MOST_MEGAPIXELS, _ENOUGH_MEGAPIXELS = 150, 40  # memory: 3 bytes a pixel, and as much again while it is decoded
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
    megapixels = _megapixels(data)
    if megapixels > _MOST_MEGAPIXELS:
        raise PictureError(f"larger than {_MOST_MEGAPIXELS} megapixels")
    way = cv2.IMREAD_COLOR if megapixels <= _ENOUGH_MEGAPIXELS else cv2.IMREAD_REDUCED_COLOR_2
    try:
        image = cv2.imdecode(np.frombuffer(data, dtype=np.uint8), way)
    except cv2.error:
        image = None
    if image is None:
        raise PictureError("not a picture that can be decoded (JPEG, PNG, BMP, GIF, TIFF, WebP are)")
    return np.asarray(image, dtype=np.uint8)


def _megapixels(data: bytes) -> float:
    """As the file's head says, without decoding it; 0 where it does not."""
    try:
        with warnings.catch_warnings(action="ignore"), PIL.Image.open(io.BytesIO(data)) as head:
            return head.width * head.height / 1e6
    except PIL.Image.DecompressionBombError:
        return math.inf
    except Exception:  # the decoder after this says what the file is not
        return 0.0


def read_documents(images: list[Path], as_json: bool, pictures: Path | None = None, engine_name: str = DEFAULT) -> int:
    """Print one reading for each picture, to standard output; returns the exit status.

    0: all pictures were looked at, whatever was on them; 2: a file was no picture (named on standard error and, with
    `as_json`, in its line; the others are still read); 1: recognition is not installed. `pictures` is a folder for
    what was seen.
    """
    try:
        engine = engine_named(engine_name)
        if pictures is not None:
            pictures.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"read-document: {pictures}: {error.strerror}", file=sys.stderr)
        return 2
    except EngineUnavailableError as error:
        print(f"read-document: text recognition is not available: {error}", file=sys.stderr)
        return 1
    status = 0
    for path in images:
        try:
            picture = load_picture(path)
        except PictureError as error:
            print(f"read-document: {path}: {error}", file=sys.stderr)
            if as_json:
                print(_as_json(path, DocumentReading("unknown", "unknown"), str(error)), flush=True)
            status = 2
            continue
        reading = read_document(picture, engine)
        if pictures is not None:
            save_seen(pictures, path, picture, reading, engine)
        print(_as_json(path, reading) if as_json else _as_text(path, reading), flush=True)
    return status


def _as_json(path: Path, reading: DocumentReading, error: str | None = None) -> str:
    """One line; `error` says why the file could not be looked at, and stands only then."""
    fields = {name: reading.fields.get(name, _NOT_READ) for name in FIELDS}
    answer = {
        "image": str(path),
        "kind": reading.kind,
        "side": reading.side,
        "fields": {name: {"value": f.value, "confidence": round(f.confidence, 3)} for name, f in fields.items()},
        "problems": list(reading.problems),
        "milliseconds": round(reading.milliseconds, 1),
    } | ({} if error is None else {"error": error})
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
