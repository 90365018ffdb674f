"""`compare-faces ID_PHOTO LIVE…`: from files to lines on standard output."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from kiosk.identity.face_compare import FaceComparison, compare_with
from kiosk.identity.face_models import ModelsMissingError, load_face_models
from kiosk.identity.face_seen import save_faces
from kiosk.identity.id_photo import read_id_photo
from kiosk.identity.read_command import PictureError, load_picture


def compare_faces_command(
    id_photo: Path, live: list[Path], as_json: bool, threshold: float = 0.50, pictures: Path | None = None
) -> int:
    """Print one line for each live picture; `pictures` is a folder for what was seen. Returns the exit status.

    0: all were looked at, whoever is on them; a mismatch and a refused photograph are answers. 2: a file could not be
    read (named on standard error and, with `as_json`, in its line; the other live pictures are still compared).
    1: the models are not installed.
    """
    try:
        models = load_face_models()
        photo = load_picture(id_photo)
        if pictures is not None:
            pictures.mkdir(parents=True, exist_ok=True)
    except ModelsMissingError as error:
        print(f"compare-faces: {error}", file=sys.stderr)
        return 1
    except PictureError as error:
        return _unreadable(id_photo, error, as_json)
    except OSError as error:
        print(f"compare-faces: {pictures}: {error.strerror}", file=sys.stderr)
        return 2
    reference = read_id_photo(models, photo)
    if pictures is not None:
        save_faces(pictures, id_photo, photo, [f"ID photo: {', '.join(reference.problems) or 'good'}"], models)
    status = 0
    for path in live:
        try:
            picture = load_picture(path)
        except PictureError as error:
            status = _unreadable(path, error, as_json)
            continue
        result = compare_with(models, reference, picture, threshold)
        print(_as_json(path, result) if as_json else _as_text(path, result), flush=True)
        if pictures is not None:
            save_faces(pictures, path, picture, _lines(result), models)
    return status


def _unreadable(path: Path, error: PictureError, as_json: bool) -> int:
    print(f"compare-faces: {path}: {error}", file=sys.stderr)
    if as_json:
        print(json.dumps({"image": str(path), "match": False, "error": str(error)}, ensure_ascii=False), flush=True)
    return 2


def _as_json(path: Path, result: FaceComparison) -> str:
    return json.dumps({"image": str(path), **asdict(result)}, ensure_ascii=False)


def _as_text(path: Path, result: FaceComparison) -> str:
    return f"{path}: {', '.join(_lines(result))}, {result.milliseconds:.0f} ms"


def _lines(result: FaceComparison) -> list[str]:
    apart = "not compared" if result.distance is None else f"distance {result.distance:.3f}"
    limit = f"threshold {result.threshold:.2f}, {result.note.removeprefix('threshold ')}"
    lines = ["match" if result.match else "no match", f"{apart} ({limit})"]
    if result.quality is not None:
        lines.append(f"quality {result.quality:.2f}")
    if result.problems:
        lines.append(f"problems: {', '.join(result.problems)}")
    return lines
