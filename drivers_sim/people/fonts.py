"""The fonts that cards are set in: Noto Sans CJK SC, from the distribution's package fonts-noto-cjk."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

_PLACES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-{weight}.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-{weight}.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-{weight}.ttc",
)
_SIMPLIFIED_CHINESE = 2  # the face's number in the collection: JP, KR, SC, TC, HK


class FontMissingError(RuntimeError):
    """No Noto Sans CJK on this machine."""


@lru_cache(maxsize=64)
def sans(size: int, weight: str = "Regular") -> ImageFont.FreeTypeFont:
    """Noto Sans CJK SC at `size` pixels; `weight` is `Regular` or `Bold`."""
    for place in _PLACES:
        path = Path(place.format(weight=weight))
        if path.exists():
            return ImageFont.truetype(path, size, index=_SIMPLIFIED_CHINESE)
    raise FontMissingError("Noto Sans CJK is not installed: apt-get install fonts-noto-cjk")
