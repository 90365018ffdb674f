"""The seam to text recognition, and RapidOCR behind it.

Pictures pass as arrays in memory; no engine here writes a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.identity.reading import Image

Quad = npt.NDArray[np.float32]
"""Four corners, 4 × 2, clockwise from the top left, in pixels of the picture looked at."""


class Line(NamedTuple):
    """A recognised line and the probability of each of its characters, spaces included."""

    text: str
    probabilities: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """The weakest character's; 0 for an empty line."""
        return min(self.probabilities, default=0.0)


class TextEngine(Protocol):
    """Finds lines of text in a picture and reads them."""

    def detect(self, image: Image, long_side: int) -> list[Quad]:
        """Lines found in `image`, which is looked at with its longer side scaled to `long_side` pixels."""
        ...

    def recognise(self, crops: Sequence[Image]) -> list[Line]:
        """Read upright crops of one line each; one `Line` a crop, in order."""
        ...


class EngineUnavailableError(RuntimeError):
    """The engine's model files are missing from the installation."""


class RapidOcrEngine:
    """RapidOCR 3.10 with the PP-OCRv6 small models that its wheel ships.

    The model files are named explicitly, because RapidOCR downloads whatever it does not find by itself. Its call
    flags stick to the object from call to call, so each call here names all of them.
    """

    def __init__(self, threads: int = 2) -> None:
        import rapidocr

        models = Path(rapidocr.__file__).parent / "models"
        detector = models / "PP-OCRv6_det_small.onnx"
        recogniser = models / "PP-OCRv6_rec_small.onnx"
        missing = [path.name for path in (detector, recogniser) if not path.is_file()]
        if missing:
            raise EngineUnavailableError(f"rapidocr is installed without {', '.join(missing)}")
        parameters: dict[str, Any] = {
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": 0.0,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.model_path": str(detector),
            "Det.limit_side_len": 32,  # scaled here already; RapidOCR would enlarge to 736 and take six times as long
            "Rec.model_path": str(recogniser),
            "Rec.rec_img_shape": [3, 48, 48],  # do not pad a short line to 320 columns
        }
        self._engine = rapidocr.RapidOCR(params=parameters)

    def detect(self, image: Image, long_side: int) -> list[Quad]:
        height, width = image.shape[:2]
        scale = long_side / max(height, width)
        size = (max(32, round(width * scale)), max(32, round(height * scale)))
        small = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        found: Any = self._engine(small, use_det=True, use_cls=False, use_rec=False)
        boxes = getattr(found, "boxes", None)
        if boxes is None:
            return []
        back = np.array([width / size[0], height / size[1]], dtype=np.float32)
        return [np.asarray(box, dtype=np.float32) * back for box in boxes]

    def recognise(self, crops: Sequence[Image]) -> list[Line]:
        return [self._line(crop) for crop in crops]

    def _line(self, crop: Image) -> Line:
        read: Any = self._engine(crop, use_det=False, use_cls=False, use_rec=True, return_word_box=True)
        texts = getattr(read, "txts", None)
        if not texts or not texts[0]:
            return Line("", ())
        return Line(texts[0], tuple(float(p) for p in read.word_results[0].confs))
