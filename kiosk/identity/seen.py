"""Pictures of what was seen on a document, for `read-document --pictures`: written only where somebody asks."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from kiosk.identity.engine import TextEngine
from kiosk.identity.page import find_page
from kiosk.identity.reading import DocumentReading, Image

_OUTLINE, _LINE = (60, 200, 60), (220, 120, 20)
_DETECTOR_SIDE = 640


def save_seen(folder: Path, path: Path, picture: Image, reading: DocumentReading, engine: TextEngine) -> None:
    """`<name>.outline.png`: the picture with the outline found; `<name>.lines.png`: the straightened card with the
    boxes of its lines; `<name>.photo.png`: the portrait that was cut out."""
    page = find_page(picture)
    marked = picture.copy()
    if page is not None:
        width = max(2, picture.shape[1] // 300)
        cv2.polylines(marked, [np.round(page.corners).astype(np.int32)], True, _OUTLINE, width, cv2.LINE_AA)
        card = page.card[::-1, ::-1].copy() if "upside_down" in reading.problems else page.card.copy()
        for quad in engine.detect(card, _DETECTOR_SIDE):
            cv2.polylines(card, [np.round(quad).astype(np.int32)], True, _LINE, 2, cv2.LINE_AA)
        _write(folder / f"{path.stem}.lines.png", card)
    _write(folder / f"{path.stem}.outline.png", marked)
    if reading.photo is not None:
        _write(folder / f"{path.stem}.photo.png", reading.photo)


def _write(path: Path, picture: Image) -> None:
    ok, data = cv2.imencode(".png", picture)
    if ok:
        path.write_bytes(data.tobytes())
