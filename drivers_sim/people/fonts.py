"""The fonts that documents are set in: Noto Sans CJK SC (the distribution's package fonts-noto-cjk), and a mono."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

_PLACES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-{weight}.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-{weight}.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-{weight}.ttc",
)
_MONO_PLACES = (
    "/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf",
    "/usr/share/fonts/liberation-mono/LiberationMono-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/usr/share/fonts/dejavu-sans-mono-fonts/DejaVuSansMono.ttf",
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


@lru_cache(maxsize=8)
def mono(size: int) -> ImageFont.FreeTypeFont:
    """A typewriter's letters at `size` pixels, for machine-readable zones; Noto Sans CJK where none is installed."""
    for place in _MONO_PLACES:
        if Path(place).exists():
            return ImageFont.truetype(place, size)
    return sans(size)
