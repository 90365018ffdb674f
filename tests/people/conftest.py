from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import dlib
import numpy as np
import pytest

from drivers_sim.people import Citizen, load_citizens
from drivers_sim.people.citizen import load_citizen
from drivers_sim.people.images import Floats, Rgb

SEVENTH = Path(__file__).parent / "data" / "meng-lanhua.toml"


@pytest.fixture(scope="session")
def citizens() -> dict[str, Citizen]:
    """Those that ship, and one more."""
    return load_citizens() | {"meng-lanhua": load_citizen(SEVENTH)}


class Eyes:
    """dlib as the kiosk uses it: HOG detector, five landmarks, 128 numbers for a face."""

    def __init__(self) -> None:
        spec = find_spec("face_recognition_models")
        assert spec is not None
        assert spec.submodule_search_locations is not None
        models = Path(spec.submodule_search_locations[0]) / "models"
        self._detect: Any = dlib.get_frontal_face_detector()
        self._mark: Any = dlib.shape_predictor(str(models / "shape_predictor_5_face_landmarks.dat"))
        self._encode: Any = dlib.face_recognition_model_v1(str(models / "dlib_face_recognition_resnet_model_v1.dat"))

    def faces(self, picture: Rgb) -> list[Any]:
        return list(self._detect(picture, 0))

    def landmarks(self, picture: Rgb) -> Floats:
        """Outer and inner corner of the eye at the image's right, then of the left one, then the nose: 5 × 2."""
        (box,) = self.faces(picture)
        return np.array([(p.x, p.y) for p in self._mark(picture, box).parts()], np.float64)

    def encoding(self, picture: Rgb) -> Floats:
        (box,) = self.faces(picture)
        return np.array(self._encode.compute_face_descriptor(picture, self._mark(picture, box)))

    def nose_offset(self, picture: Rgb) -> float:
        """How far the nose is to the image's right of the middle between the eyes, in distances between them."""
        at = self.landmarks(picture)
        one, other = at[:2].mean(axis=0), at[2:4].mean(axis=0)
        along = one - other
        return float((at[4] - (one + other) / 2) @ along / (along @ along))


@pytest.fixture(scope="session")
def eyes() -> Eyes:
    return Eyes()


Write = Callable[[str, str], Path]


@pytest.fixture
def altered(tmp_path: Path) -> Write:
    """Writes the seventh's file with `old` replaced by `new`, and gives its path."""

    def write(old: str, new: str) -> Path:
        text = SEVENTH.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / SEVENTH.name
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return write
