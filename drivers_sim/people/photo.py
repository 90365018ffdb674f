"""The portrait on a citizen's card and in the central's files."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from drivers_sim.people.citizen import Citizen
from drivers_sim.people.face import FaceModel, compose, model_of
from drivers_sim.people.images import Rgb, with_noise
from drivers_sim.people.light import Light
from drivers_sim.people.parameters import FaceParameters
from drivers_sim.people.pose import Pose

ID_PHOTO_SIZE = (358, 441)
"""Pixels of an identity card's photograph (GA 461: 358 × 441 at 350 dpi)."""
_STUDIO = Light((0.1, 0.35, 1.0), 0.68, 0.5)
_LARGER = 2  # drawn at twice the size, then averaged down


@lru_cache(maxsize=32)
def _portrait(face: FaceParameters) -> Rgb:
    return portrait(model_of(face))


def portrait(model: FaceModel) -> Rgb:
    """The ID photograph of `model`, 441 × 358 × 3."""
    wide, high = ID_PHOTO_SIZE[0] * _LARGER, ID_PHOTO_SIZE[1] * _LARGER
    ground = np.full((high, wide, 3), (248, 248, 250), np.float32)
    picture = compose(model, Pose(), ground, _STUDIO, (wide / 2, high * 0.46), high * 0.325, fine=1)
    small = cv2.resize(picture, ID_PHOTO_SIZE, interpolation=cv2.INTER_AREA)
    return with_noise(small, 0.8, model.face.seed)


def id_photo(citizen: Citizen) -> Rgb:
    """The citizen's ID photograph, 441 × 358 × 3, before a white ground."""
    return _portrait(citizen.face).copy()
