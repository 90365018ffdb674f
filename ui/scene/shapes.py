"""The few SVG shapes that the drawing is made of, as text."""

from __future__ import annotations

import random


def dice(seed: int) -> random.Random:
    """A sequence that is the same for every drawing."""
    return random.Random(seed)  # noqa: S311


def rect(x: float, y: float, w: float, h: float, fill: str, radius: float = 0, opacity: float = 1) -> str:
    rounded = f' rx="{radius:g}"' if radius else ""
    faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{fill}"{rounded}{faint}/>'


def path(d: str, fill: str, opacity: float = 1) -> str:
    faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
    return f'<path d="{d}" fill="{fill}"{faint}/>'


def circle(x: float, y: float, r: float, fill: str, opacity: float = 1) -> str:
    faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}"{faint}/>'


def arch(x: float, y: float, w: float, h: float, fill: str) -> str:
    """An opening with a round top; (x, y) is the upper left corner of its box."""
    r = w / 2
    return path(f"M{x:.1f} {y + h:.1f}V{y + r:.1f}A{r:.1f} {r:.1f} 0 0 1 {x + w:.1f} {y + r:.1f}V{y + h:.1f}Z", fill)
