"""The text recognition that a configuration names (`[documents] engine`), and why it is not there where it is not.

RapidOCR is the default: on the same pictures it reads what both bindings of Tesseract do not (docs/recognition.md).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.identity.engine import EngineUnavailableError, RapidOcrEngine, TextEngine

DEFAULT = "rapidocr"


def engine_named(name: str = DEFAULT, scratch: Path | None = None) -> TextEngine:
    """The engine, ready to read. `scratch` is where pytesseract may put its files: a private folder in memory.

    Raises:
        EngineUnavailableError: it is not installed here; the message says what is missing.
    """
    if name not in _MADE:
        raise EngineUnavailableError(f"no engine is named {name!r}; there are {', '.join(_MADE)}")
    return _MADE[name](scratch)


def _rapidocr(_scratch: Path | None) -> TextEngine:
    try:
        return RapidOcrEngine()
    except ImportError as error:
        raise EngineUnavailableError(f"rapidocr cannot be imported: {error}") from error


def _pytesseract(scratch: Path | None) -> TextEngine:
    from kiosk.identity.tesseract import PytesseractEngine

    return PytesseractEngine(scratch)


def _tesserocr(_scratch: Path | None) -> TextEngine:
    from kiosk.identity.tesseract import TesserocrEngine

    return TesserocrEngine()


_MADE: dict[str, Callable[[Path | None], TextEngine]] = {
    "rapidocr": _rapidocr,
    "pytesseract": _pytesseract,
    "tesserocr": _tesserocr,
}
ENGINES = tuple(_MADE)
