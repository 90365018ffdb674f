"""dlib's detector, landmarks and encoder, loaded once a process from the weights that face-recognition-models ships.

The package is only located, never imported: importing face_recognition ends the process where pkg_resources is
missing (setuptools from 82 on).
"""

from __future__ import annotations

import importlib.util
import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import dlib

_log = logging.getLogger(__name__)

Landmarks = Literal["five", "sixty_eight"]

NOTICE_68 = (
    "The 68-point landmark model was trained on iBUG 300-W, whose licence excludes commercial products. "
    "Use it for research or with a licence of your own."
)
THRESHOLD_NOTE = "threshold not validated on a population"

_WEIGHTS: dict[Landmarks, str] = {
    "five": "shape_predictor_5_face_landmarks.dat",
    "sixty_eight": "shape_predictor_68_face_landmarks.dat",
}
_ENCODER = "dlib_face_recognition_resnet_model_v1.dat"


class ModelsMissingError(Exception):
    """The weights are not installed."""


@dataclass(frozen=True, slots=True)
class FaceModels:
    """dlib's objects; none of them keeps a picture. `landmarks` says which points `shape` finds."""

    detect: Any
    shape: Any
    encode: Any
    landmarks: Landmarks


def weights_folder() -> Path:
    """Where the weights are; raises `ModelsMissingError`."""
    spec = importlib.util.find_spec("face_recognition_models")
    if spec is None or not spec.submodule_search_locations:
        raise ModelsMissingError("the package face-recognition-models is not installed")
    return Path(spec.submodule_search_locations[0]) / "models"


@lru_cache(maxsize=2)
def load_face_models(landmarks: Landmarks = "five") -> FaceModels:
    """Load the models (about 0.5 s). `sixty_eight` is the operator's choice and is logged with its notice."""
    folder = weights_folder()
    if landmarks == "sixty_eight":
        _log.warning(NOTICE_68)
    return FaceModels(
        detect=dlib.get_frontal_face_detector(),
        shape=dlib.shape_predictor(str(folder / _WEIGHTS[landmarks])),
        encode=dlib.face_recognition_model_v1(str(folder / _ENCODER)),
        landmarks=landmarks,
    )
