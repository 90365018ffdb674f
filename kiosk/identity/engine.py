"""The seam to text recognition, and RapidOCR behind it.

Pictures pass as arrays in memory; no engine here writes a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]
from omegaconf import OmegaConf

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

    The model files are opened here, because RapidOCR downloads whatever it does not find by itself. Its call flags
    stick to the object from call to call, so each call here names all of them.
    """

    def __init__(self, threads: int = 2) -> None:
        import rapidocr
        from rapidocr.ch_ppocr_det import TextDetector
        from rapidocr.ch_ppocr_rec import TextRecInput, TextRecognizer

        models = Path(rapidocr.__file__).parent / "models"
        parameters: dict[str, Any] = {
            "Global.log_level": "critical",
            "Global.text_score": 0.0,
            "Det.limit_side_len": 32,  # scaled here already; RapidOCR would enlarge to 736 and take six times as long
            "Rec.rec_img_shape": [3, 48, 48],  # do not pad a short line to 320 columns
        }
        detector = _session(models / "PP-OCRv6_det_small.onnx", threads)
        # Lines are read side by side, each on one thread: a line split over two gains a third as much.
        recogniser = _session(models / "PP-OCRv6_rec_small.onnx", 1)
        self._side_by_side = ThreadPoolExecutor(threads, "ocr")
        engine = rapidocr.RapidOCR(params=parameters)
        vars(engine).update(
            text_det=TextDetector(_with_session(engine.cfg.Det, detector)),
            text_rec=TextRecognizer(_with_session(engine.cfg.Rec, recogniser)),
        )
        self._engine: Any = engine
        self._input = TextRecInput

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
        longest_first = sorted(range(len(crops)), key=lambda i: -crops[i].shape[1] / crops[i].shape[0])
        lines = self._side_by_side.map(lambda i: (i, self._line(crops[i])), longest_first)
        return [line for _, line in sorted(lines)]

    def _line(self, crop: Image) -> Line:
        read: Any = self._engine.text_rec(self._input(img=crop, return_word_box=True))
        texts = getattr(read, "txts", None)
        if not texts or not texts[0]:
            return Line("", ())
        return Line(texts[0], tuple(float(p) for p in read.word_results[0].confs))


def _session(model: Path, threads: int) -> onnxruntime.InferenceSession:
    if not model.is_file():
        raise EngineUnavailableError(f"rapidocr is installed without {model.name}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # Threads that spin while they wait cost 60 % more processor time, and on a busy machine twice the time in all.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    arena = {"arena_extend_strategy": "kSameAsRequested"}
    return onnxruntime.InferenceSession(str(model), options, providers=[("CPUExecutionProvider", arena)])


def _with_session(part: Any, session: onnxruntime.InferenceSession) -> Any:
    """RapidOCR's configuration of one part, carrying the model instead of its place."""
    configuration: Any = OmegaConf.create(flags={"allow_objects": True})
    configuration.update({**part, "session": session, "font_path": None})
    return configuration
