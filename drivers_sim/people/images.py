"""The types of pictures in this package."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
"""A picture, rows × columns × 3, 8-bit sRGB in the order red, green, blue."""

Floats = NDArray[np.float32]
