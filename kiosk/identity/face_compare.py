"""One ID photo against pictures of a live face, without a camera and without liveness."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import cv2

from kiosk.identity.detector import FaceDetector, Gray
from kiosk.identity.encoder import distance, encode
from kiosk.identity.face_models import THRESHOLD_NOTE, FaceModels, load_face_models
from kiosk.identity.id_photo import IdPhoto, read_id_photo
from kiosk.identity.occlusion import covered
from kiosk.identity.quality import chip, measure
from kiosk.identity.reading import Image

_OTHER_SCORE = 0.3
_OTHER_SIZE = 0.6


@dataclass(frozen=True, slots=True)
class FaceComparison:
    """`distance` and `quality` (0–1, of the live picture) are None where there was nothing to compare or to judge.

    `problems`: bad_id_photo and why (no_face, several_faces, too_small, blurred, compressed, eyes_covered),
    live_no_face, live_several_faces, or a live picture's too_small, too_large, too_dark, too_bright, turned, tilted,
    blurred, covered with `live_` before it. With bad_id_photo, live_no_face or live_several_faces nothing is compared;
    the rest is told, and compared all the same: the kiosk would ask for a better look.
    """

    match: bool
    distance: float | None
    threshold: float
    quality: float | None
    problems: tuple[str, ...]
    milliseconds: float
    note: str = THRESHOLD_NOTE


def compare_faces(
    id_photo: Image, live: Sequence[Image], threshold: float = 0.50, models: FaceModels | None = None
) -> list[FaceComparison]:
    """Compare each BGR picture of `live` with `id_photo` (BGR); one answer each, in order."""
    models = models or load_face_models()
    reference = read_id_photo(models, id_photo)
    return [compare_with(models, reference, picture, threshold) for picture in live]


def compare_with(models: FaceModels, reference: IdPhoto, picture: Image, threshold: float) -> FaceComparison:
    """One BGR picture against a photograph already read."""
    began = time.perf_counter()
    apart, quality, problems = _judge(models, reference, picture)
    milliseconds = round((time.perf_counter() - began) * 1000, 1)
    match = apart is not None and apart <= threshold
    return FaceComparison(match, apart, threshold, quality, problems, milliseconds)


def _judge(
    models: FaceModels, reference: IdPhoto, picture: Image
) -> tuple[float | None, float | None, tuple[str, ...]]:
    gray: Gray = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)  # type: ignore[assignment]
    faces = FaceDetector(models).find_in_file(gray)
    if not faces:
        return None, None, (*reference.problems, "live_no_face")
    face = faces[0]
    quality = measure(face, chip(gray, face.points), gray.shape[1])
    problems = [*reference.problems, *(f"live_{problem}" for problem in quality.problems)]
    if covered(picture, face):
        problems.append("live_covered")
    others = [f for f in faces[1:] if f.score >= _OTHER_SCORE and f.box.width >= _OTHER_SIZE * face.box.width]
    if others:
        problems.append("live_several_faces")
    if reference.encoding is None or others:
        return None, quality.score, tuple(problems)
    apart = round(distance(reference.encoding, encode(models, picture, face)), 4)
    return apart, quality.score, tuple(problems)
