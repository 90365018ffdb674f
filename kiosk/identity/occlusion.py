"""Whether something covers a face: dark glasses before the eyes, a mask or scarf before the mouth.

Judged by colours at places that the five points give, against the cheeks below the eyes. Development (24 rendered
people in four lights; 21 real faces by hand): uncovered eyes are at least exp(-0.58) as bright as the cheeks, in a real
photograph exp(-0.94), dark glasses at most exp(-1.17); the lower half of a bare face varies by .15 and more, a mask by
.05 where the points lie right. What looks like skin, as a hand does, is not told apart; HOG seldom finds a face under
it.
"""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.identity.detector import Face
from kiosk.identity.quality import upright
from kiosk.identity.reading import Image

Covered = Literal["eyes", "mouth"]

DARK_EYES = -1.10  # logarithm of the eyes' brightness over the cheeks'
SMOOTH_MOUTH = 0.11  # spread of the logarithms of brightness from the upper lip to the chin
OTHER_COLOUR = 0.40  # from the cheeks' to the mouth's, in logarithms of red and blue to green

_SIDE = 64
_EYES = np.array([[46.0, 16.0], [18.0, 16.0]])  # the outer corners in the picture judged
_CHEEKS = (slice(22, 30), slice(22, 42))
_MOUTH = (slice(40, 50), slice(24, 40))
_LOWER = (slice(38, 54), slice(22, 42))
_LIDS = ((slice(13, 20), slice(18, 29)), (slice(13, 20), slice(35, 46)))
_NOSE = (slice(17, 30), slice(30, 34))

Logs = NDArray[np.float32]


def covered(frame: Image, face: Face) -> Covered | None:
    """What of `face` in the BGR picture `frame` is covered (0.3 ms)."""
    picture = upright(frame, face.points, _EYES, _SIDE) + 4.0
    gray = np.log(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))
    eyes = np.median(np.concatenate([gray[lid].ravel() for lid in _LIDS]))
    if eyes - max(np.median(gray[_CHEEKS]), np.median(gray[_NOSE])) < DARK_EYES:
        return "eyes"
    cheeks, mouth = _colour(picture, _CHEEKS), _colour(picture, _MOUTH)
    other = float(np.hypot(*(mouth - cheeks)))
    return "mouth" if other > OTHER_COLOUR or float(gray[_LOWER].std()) < SMOOTH_MOUTH else None


def _colour(picture: Logs, where: tuple[slice, slice]) -> Logs:
    """Red to green, blue to green: the medians' logarithms."""
    blue, green, red = np.log(np.median(picture[where].reshape(-1, 3), 0))
    return np.array([red - green, blue - green], np.float32)
