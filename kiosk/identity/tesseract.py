"""Tesseract behind the seam, by its program (pytesseract) or in this process (tesserocr). Both read cards worse.

pytesseract hands every picture over as a file in the system's folder for temporary files, readable by all, which stays
there when the process is killed between (measured with 0.3.13). Here the file is in a private folder in memory, and a
folder that a killed process left behind is overwritten and removed by the next.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from kiosk.identity.engine import EngineUnavailableError, Line, Quad
from kiosk.identity.reading import Image
from kiosk.logging import logger

log = logger("documents")

LANGUAGES = "chi_sim+eng"
_SINGLE_LINE, _SPARSE = 7, 11  # tesseract --help-psm
_LINE_HEIGHT = 48  # px: below 30 Tesseract 5 loses strokes of Chinese characters
_BORDER = 12  # px of ground that it wants around a line
_LEVEL_LINE, _LEVEL_WORD = 4, 5  # of the table's rows
_MEMORY = Path("/dev/shm")  # noqa: S108  the folder made in it is private
_PREFIX = "kiosk-ocr-"
_KEPT_CALLS_S = 20.0


class PytesseractEngine:
    """One run of the program for each picture: 0.1–0.2 s a line, however short."""

    def __init__(self, scratch: Path | None = None) -> None:
        if find_spec("pytesseract") is None:
            raise EngineUnavailableError("pytesseract is not installed")
        if shutil.which("tesseract") is None:
            raise EngineUnavailableError("the program tesseract is not installed: apt-get install tesseract-ocr")
        import pytesseract

        missing = set(LANGUAGES.split("+")) - set(pytesseract.get_languages())
        if missing:
            raise EngineUnavailableError(f"tesseract has no data for {', '.join(sorted(missing))}")
        self._tesseract: Any = pytesseract
        self._folder = private_folder(scratch or _MEMORY)
        log.warning("documents.pictures_in_files", reason="pytesseract")

    def detect(self, image: Image, long_side: int) -> list[Quad]:
        scale = long_side / max(image.shape[:2])
        small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        table = self._table(small, _SPARSE)
        quads = []
        for i, level in enumerate(table["level"]):
            if level == _LEVEL_LINE and table["width"][i] > 2 * table["height"][i] / 3:
                x, y, w, h = (table[key][i] / scale for key in ("left", "top", "width", "height"))
                quads.append(np.array([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], dtype=np.float32))
        return quads

    def recognise(self, crops: Sequence[Image]) -> list[Line]:
        lines = []
        for crop in crops:
            table = self._table(enlarged(crop), _SINGLE_LINE)
            words = [
                (str(table["text"][i]), max(0.0, float(table["conf"][i])) / 100)
                for i, level in enumerate(table["level"])
                if level == _LEVEL_WORD and str(table["text"][i]).strip()
            ]
            lines.append(line_of(words))
        return lines

    def _table(self, picture: Any, mode: int) -> dict[str, list[Any]]:
        with _temporary_files_in(self._folder):
            found: dict[str, list[Any]] = self._tesseract.image_to_data(
                cv2.cvtColor(picture, cv2.COLOR_BGR2RGB),
                lang=LANGUAGES,
                config=f"--psm {mode}",
                timeout=_KEPT_CALLS_S,
                output_type=self._tesseract.Output.DICT,
            )
        return found


class TesserocrEngine:
    """Tesseract in this process: pictures stay in memory. Not locked with the project; used where it is installed."""

    def __init__(self) -> None:
        try:
            tesserocr: Any = import_module("tesserocr")
        except ImportError as error:
            reason = "tesserocr is not installed: pip install tesserocr, or name another engine in [documents]"
            raise EngineUnavailableError(reason) from error
        self._tesserocr = tesserocr
        try:
            self._api: Any = tesserocr.PyTessBaseAPI(lang=LANGUAGES)
        except RuntimeError as error:
            raise EngineUnavailableError(f"tesserocr finds no data for {LANGUAGES}: {error}") from error

    def detect(self, image: Image, long_side: int) -> list[Quad]:
        scale = long_side / max(image.shape[:2])
        self._show(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), _SPARSE)
        quads = []
        for _picture, box, _block, _paragraph in self._api.GetComponentImages(self._tesserocr.RIL.TEXTLINE, True):
            x, y, w, h = (box[key] / scale for key in ("x", "y", "w", "h"))
            quads.append(np.array([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], dtype=np.float32))
        return quads

    def recognise(self, crops: Sequence[Image]) -> list[Line]:
        lines = []
        for crop in crops:
            self._show(enlarged(crop), _SINGLE_LINE)
            words = self._api.MapWordConfidences()
            lines.append(line_of([(word, confidence / 100) for word, confidence in words if word.strip()]))
        return lines

    def _show(self, picture: Any, mode: int) -> None:
        grey = np.ascontiguousarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))
        height, width = grey.shape
        self._api.SetPageSegMode(mode)
        self._api.SetImageBytes(grey.tobytes(), width, height, 1, width)


def line_of(words: Sequence[tuple[str, float]]) -> Line:
    """Words as a line: Tesseract gives one confidence for each word, which is then that of all its characters."""
    text = " ".join(word for word, _ in words)
    probabilities: list[float] = []
    for i, (word, confidence) in enumerate(words):
        probabilities += [confidence] * (len(word) + (i > 0))
    return Line(text, tuple(probabilities))


def enlarged(crop: Image) -> Image:
    """A line in the height that Tesseract likes, with ground around it."""
    scale = _LINE_HEIGHT / max(1, crop.shape[0])
    line = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    border = cv2.copyMakeBorder(line, *(_BORDER,) * 4, cv2.BORDER_REPLICATE)
    return np.asarray(border, dtype=np.uint8)


def private_folder(memory: Path) -> Path:
    """A new folder in memory that only this user can enter; what dead processes left in theirs is wiped."""
    if memory == _MEMORY and not os.path.ismount(memory):
        raise EngineUnavailableError(f"{memory} is no file system in memory: pytesseract would write to the disk")
    for left in memory.glob(f"{_PREFIX}{os.getuid()}-*"):
        owner = left.name.split("-")[3]
        if not Path(f"/proc/{owner}").exists():
            wipe(left)
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getuid()}-{os.getpid()}-", dir=memory))


def wipe(folder: Path) -> None:
    """Overwrite and remove what is in the folder, and the folder."""
    for file in folder.iterdir():
        with contextlib.suppress(OSError):
            file.write_bytes(b"\0" * file.stat().st_size)
            file.unlink()
    with contextlib.suppress(OSError):
        folder.rmdir()


@contextlib.contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """pytesseract asks `tempfile` for a place; there is no argument for it. It removes its files; what an error left
    is overwritten and removed here."""
    before, mask = tempfile.tempdir, os.umask(0o077)
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
        os.umask(mask)
        for file in folder.iterdir():
            with contextlib.suppress(OSError):
                file.write_bytes(b"\0" * file.stat().st_size)
                file.unlink()
