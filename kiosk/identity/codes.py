"""QR codes in pictures, as of a receipt that lies under the document camera."""

from __future__ import annotations

import cv2

from devices.camera.frame import Pixels

_SCALES = (1.0, 0.5, 2.0)
"""OpenCV's detector finds a code of some 100 to 700 pixels: what is larger or smaller is brought there."""


def read_code(pixels: Pixels) -> str | None:
    """The text of a QR code in a BGR picture; None where none can be read."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    detector = cv2.QRCodeDetector()
    for scale in _SCALES:
        scaled = grey if scale == 1.0 else cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        try:
            text, _, _ = detector.detectAndDecode(scaled)
        except cv2.error:  # raised on some outlines that are no code (OpenCV 4.12)
            continue
        if text:
            return str(text)
    return None
