"""Templates of assets/pages into PDF by Typst, in memory: what a page says never touches a disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import segno
import typst

TEMPLATES = Path(__file__).resolve().parents[2] / "assets" / "pages"
FAMILIES = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC")
"""What the templates are set in; Debian and Ubuntu: fonts-noto-cjk."""


class CannotTypeset(Exception):
    """No page could be made: a font is missing, or the template is at odds with its data. Never says of whom."""


def available() -> bool:
    """Whether pages can be made here: a page of empty boxes is worse than none."""
    return bool({font.family for font in _fonts().fonts()} & set(FAMILIES))


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of `template`, as statement.typ, with `data`. Raises `CannotTypeset`."""
    return _compiled(template, data, "pdf")[0]


def pictures(template: str, data: Mapping[str, Any], dots_per_inch: float = 100.0) -> list[bytes]:
    """The same as PNG, one for each page: for documentation."""
    return _compiled(template, data, "png", dots_per_inch)


def qr_svg(text: str) -> str:
    """A QR code as SVG, without a border: the template leaves the quiet zone."""
    return str(segno.make(text, error="m", micro=False).svg_inline(border=0, scale=1))


def _compiled(
    template: str, data: Mapping[str, Any], form: Literal["pdf", "png"], dots_per_inch: float | None = None
) -> list[bytes]:
    if not available():
        raise CannotTypeset(f"none of these fonts is installed: {', '.join(FAMILIES)}")
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        made: Any = typst.compile(
            str(TEMPLATES / template),
            root=str(TEMPLATES),
            font_paths=_fonts(),
            format=form,
            ppi=dots_per_inch,
            sys_inputs=inputs,
        )
    except (RuntimeError, ValueError) as error:  # TypstError is a RuntimeError; its text may quote the data
        raise CannotTypeset(f"{template}: {type(error).__name__}") from None
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts()
