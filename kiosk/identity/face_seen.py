"""Pictures of what `compare-faces` saw: the face's box, its five points, and what was made of them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from kiosk.identity.detector import Face, FaceDetector, Gray
from kiosk.identity.face_models import FaceModels
from kiosk.identity.reading import Image

_WIDE = 900  # px
_FOUND, _OTHER = (60, 190, 60), (40, 140, 240)
_LINE = 26  # px


def save_faces(folder: Path, path: Path, picture: Image, said: list[str], models: FaceModels) -> Path:
    """Write `<name>.faces.png` with every face found in `picture` and the lines `said` below; the largest is green."""
    scale = _WIDE / picture.shape[1]
    shown: Image = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    gray: Gray = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)  # type: ignore[assignment]
    for number, face in enumerate(FaceDetector(models).find_in_file(gray)):
        _draw(shown, face, scale, _OTHER if number else _FOUND)
    below = np.full((_LINE * len(said) + 12, shown.shape[1], 3), 250, np.uint8)
    for number, line in enumerate(said):
        cv2.putText(
            below, line, (10, _LINE * (number + 1) - 4), cv2.FONT_HERSHEY_SIMPLEX, 0.55, (30, 30, 30), 1, cv2.LINE_AA
        )
    target = folder / f"{path.stem}.faces.png"
    _, encoded = cv2.imencode(".png", np.vstack([shown, below]))
    target.write_bytes(encoded.tobytes())
    return target


def _draw(shown: Image, face: Face, scale: float, colour: tuple[int, int, int]) -> None:
    box = face.box
    corners = [(round(x * scale), round(y * scale)) for x, y in ((box.left, box.top), (box.right, box.bottom))]
    cv2.rectangle(shown, corners[0], corners[1], colour, 2, cv2.LINE_AA)
    for x, y in face.points.tolist():
        cv2.circle(shown, (round(x * scale), round(y * scale)), 3, colour, -1, cv2.LINE_AA)
