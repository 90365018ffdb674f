"""The face on a document: found, judged, turned into a descriptor. A photo too poor to tell people apart is refused;
the threshold is not loosened for it.

Measured against live faces: 102 × 126 px do (median distance .39), a JPEG quality of 10 and less or a blur of two
pixels at that size do not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import cv2
import numpy as np

from kiosk.identity.detector import Face, FaceDetector, Gray
from kiosk.identity.encoder import Encoding, encode
from kiosk.identity.face_models import FaceModels
from kiosk.identity.occlusion import covered
from kiosk.identity.quality import chip, sharpness_of
from kiosk.identity.reading import Image

PhotoProblem = Literal["bad_id_photo", "no_face", "several_faces", "too_small", "blurred", "compressed", "eyes_covered"]

LEAST_EYES = 24.0  # px between the outer corners, as the photo came; a photo 102 px wide has about 34
LEAST_SHARPNESS = 0.006  # rendered photos: .02–.21, blurred by 2 px at 179 px width .003–.007
MOST_BLOCKINESS = 1.62  # JPEG quality 20: up to 1.59; 10: 1.6–2.1
_WORK_WIDTH = 358  # px: a small photo is enlarged to this, so that HOG's 80 px window fits its face
_LARGEST = 1600
_OTHER_SCORE = 0.3


@dataclass(frozen=True, slots=True)
class IdPhoto:
    """`encoding` is None where `problems` holds anything; the first of them is then `bad_id_photo`."""

    encoding: Encoding | None = field(default=None, repr=False)
    problems: tuple[PhotoProblem, ...] = ()


def read_id_photo(models: FaceModels, photo: Image) -> IdPhoto:
    """Read the one face on `photo`, BGR."""
    scale = _WORK_WIDTH / photo.shape[1] if photo.shape[1] < _WORK_WIDTH else min(1.0, _LARGEST / max(photo.shape))
    interpolation = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    work: Image = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=interpolation)  # type: ignore[assignment]
    gray: Gray = cv2.cvtColor(work, cv2.COLOR_BGR2GRAY)  # type: ignore[assignment]
    faces = FaceDetector(models).find_in_file(gray)
    if not faces:
        return IdPhoto(problems=("bad_id_photo", "no_face"))
    problems = _problems(photo, work, faces, scale)
    if problems:
        return IdPhoto(problems=("bad_id_photo", *problems))
    return IdPhoto(encode(models, work, faces[0]))


def _problems(photo: Image, work: Image, faces: list[Face], scale: float) -> list[PhotoProblem]:
    face = faces[0]
    gray: Gray = cv2.cvtColor(work, cv2.COLOR_BGR2GRAY)  # type: ignore[assignment]
    found: list[PhotoProblem] = []
    if any(other.score >= _OTHER_SCORE and other.box.width > face.box.width / 2 for other in faces[1:]):
        found.append("several_faces")
    if face.eyes / scale < LEAST_EYES:
        found.append("too_small")
    if sharpness_of(chip(gray, face.points)) < LEAST_SHARPNESS:
        found.append("blurred")
    if blockiness(photo) > MOST_BLOCKINESS:
        found.append("compressed")
    if covered(work, face) == "eyes":  # a mouth before a pale ground, printed flat, is as smooth as a mask
        found.append("eyes_covered")
    return found


def blockiness(photo: Image) -> float:
    """How much larger the steps at the borders of JPEG's 8 × 8 blocks are than within them: 1 is not at all.

    The grid may begin anywhere, as in a photo that was cut out.
    """
    gray = cv2.cvtColor(photo, cv2.COLOR_BGR2GRAY).astype(np.float32)
    ratios = []
    for picture in (gray, gray.T):
        if picture.shape[1] < 32:
            return 1.0
        steps = np.minimum(np.abs(np.diff(picture, axis=1)), 24).mean(0)
        by_phase = np.array([steps[phase::8].mean() for phase in range(8)])
        ratios.append(float(by_phase.max() / max(np.median(by_phase), 0.05)))
    return min(ratios)
