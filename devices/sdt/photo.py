"""The seam for decoders of the chip's photograph, a format of which no open decoder is known: a vendor's fits here.

A decoder is installed as an entry point of the group `hrss_kiosk.photo_decoders`, chosen by the configuration's
`photo_decoder`. It takes the 1024-byte block and gives the picture: encoded (JPEG, PNG, WebP …) or as an array of
shape (height, width, 3), RGB, uint8.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any

_log = logging.getLogger(__name__)

ENTRY_POINTS = "hrss_kiosk.photo_decoders"
LARGEST = 1 << 20

Decoder = Callable[[bytes], Any]


class UnknownDecoderError(ValueError):
    """No decoder of that name is installed; the message lists those that are."""


def find_decoder(name: str) -> Decoder:
    """The installed decoder of that name. Raises `UnknownDecoderError`."""
    installed = {each.name: each for each in entry_points(group=ENTRY_POINTS)}
    if name not in installed:
        names = ", ".join(sorted(installed)) or "none is installed"
        raise UnknownDecoderError(f'photo_decoder "{name}" is not installed; known: {names}')
    decoder: Decoder = installed[name].load()
    return decoder


def decoded(decoder: Decoder, block: bytes) -> bytes:
    """The photograph as an encoded picture; empty where the decoder fails: the card's text counts all the same."""
    try:
        picture = decoder(block)
        data = bytes(picture) if isinstance(picture, bytes | bytearray | memoryview) else _as_png(picture)
    except Exception as error:  # foreign code; its message may hold personal data
        _log.warning("photo not decoded", extra={"error": type(error).__name__})
        return b""
    return data if len(data) <= LARGEST else b""


def _as_png(array: Any) -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.fromarray(array, "RGB").save(stream, "PNG")
    return stream.getvalue()
