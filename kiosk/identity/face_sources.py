"""What a live face is compared with: the photographs of one named person, never a collection of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from kiosk.identity.encoder import Encoding, distance
from kiosk.identity.face_models import FaceModels
from kiosk.identity.face_result import BadIdPhotoError, SourceComparison
from kiosk.identity.id_photo import read_id_photo
from kiosk.identity.reading import Image


class Sources:
    """Descriptors by name. Raises `BadIdPhotoError` for a photograph (BGR) too poor to compare with."""

    def __init__(self, models: FaceModels, given: Mapping[str, NDArray[np.float64] | Image]) -> None:
        self.encodings = {name: _encoding(models, name, source) for name, source in given.items()}

    def compare(self, live: Sequence[Encoding], threshold: float) -> tuple[SourceComparison, ...]:
        """Each source against the live descriptors' median distance; none where there are no live ones."""
        if not live:
            return ()
        found = []
        for name, source in self.encodings.items():
            apart = round(median(distance(each, source) for each in live), 4)
            found.append(SourceComparison(name, apart <= threshold, apart))
        return tuple(found)

    def wipe(self) -> None:
        for encoding in self.encodings.values():
            encoding.fill(0)
        self.encodings.clear()


def _encoding(models: FaceModels, name: str, source: NDArray[np.float64] | Image) -> Encoding:
    if source.ndim == 1:
        return np.array(source, np.float64)
    read = read_id_photo(models, source.astype(np.uint8, copy=False))
    if read.encoding is None:
        raise BadIdPhotoError(name, read.problems)
    return read.encoding
