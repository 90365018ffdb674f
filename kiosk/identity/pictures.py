"""Pictures decoded and fitted, for who may not use OpenCV themselves."""

from __future__ import annotations

import cv2
import numpy as np

from kiosk.identity.reading import Image


def decode(encoded: bytes) -> Image | None:
    """A JPEG or PNG as BGR pixels; None where it is neither."""
    try:
        pixels = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        return None
    return None if pixels is None else pixels.astype(np.uint8, copy=False)


def fitted(frame: Image, width: int, height: int) -> Image:
    """The middle of a BGR frame, scaled to fill exactly `width` × `height`."""
    rows, columns = frame.shape[:2]
    scale = max(width / columns, height / rows)
    cut_width, cut_height = min(columns, round(width / scale)), min(rows, round(height / scale))
    left, top = (columns - cut_width) // 2, (rows - cut_height) // 2
    cut = frame[top : top + cut_height, left : left + cut_width]
    small = cv2.resize(cut, (width, height), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    return small.astype(np.uint8, copy=False)
