"""`compare-faces ID_PHOTO LIVE…`: from files to lines on standard output."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import cv2
import numpy as np

from kiosk.identity.face_compare import FaceComparison, compare_faces
from kiosk.identity.reading import Image


class UnreadableImageError(Exception):
    """A file is not there or is no picture."""


def compare_faces_command(id_photo: Path, live: list[Path], as_json: bool, threshold: float = 0.50) -> int:
    """Print one line for each live picture. Returns 0, or 2 where a file cannot be read; a mismatch is no error."""
    try:
        reference = read_image(id_photo)
        pictures = [read_image(path) for path in live]
    except UnreadableImageError as error:
        print(error, file=sys.stderr)
        return 2
    for path, result in zip(live, compare_faces(reference, pictures, threshold), strict=True):
        print(_as_json(path, result) if as_json else _as_text(path, result))
    return 0


def read_image(path: Path) -> Image:
    """A picture file as BGR; raises `UnreadableImageError` with a message for people."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableImageError(f"{path}: cannot be read: {error.strerror}") from error
    picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR) if content else None
    if picture is None:
        raise UnreadableImageError(f"{path}: is not a picture in a known format (JPEG, PNG, WebP, BMP, TIFF)")
    return picture.astype(np.uint8, copy=False)


def _as_json(path: Path, result: FaceComparison) -> str:
    return json.dumps({"image": str(path), **asdict(result)}, ensure_ascii=False)


def _as_text(path: Path, result: FaceComparison) -> str:
    verdict = "match" if result.match else "no match"
    apart = "not compared" if result.distance is None else f"distance {result.distance:.3f}"
    quality = "" if result.quality is None else f", quality {result.quality:.2f}"
    problems = f", problems: {', '.join(result.problems)}" if result.problems else ""
    limit = f"threshold {result.threshold:.2f}, {result.note.removeprefix('threshold ')}"
    return f"{path}: {verdict}, {apart} ({limit}){quality}{problems}, {result.milliseconds:.0f} ms"
