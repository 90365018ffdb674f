"""What grows in the green city."""

from __future__ import annotations

import random

from ui.scene.shapes import circle, path, rect


def tree(x: float, foot: float, size: float, dark: str, light: str) -> str:
    """A banyan: a broad crown of a few rounds, lit from the upper left."""
    return "".join(
        (
            rect(x - size * 0.05, foot - size * 0.5, size * 0.1, size * 0.5, "#7A6A58", 2),
            circle(x - size * 0.3, foot - size * 0.55, size * 0.28, dark),
            circle(x + size * 0.3, foot - size * 0.55, size * 0.28, dark),
            circle(x, foot - size * 0.72, size * 0.36, dark),
            circle(x - size * 0.1, foot - size * 0.8, size * 0.24, light),
            circle(x - size * 0.34, foot - size * 0.62, size * 0.16, light),
            circle(x + size * 0.24, foot - size * 0.62, size * 0.14, light),
        )
    )


def palm(x: float, foot: float, size: float, fill: str) -> str:
    """A royal palm: a grey stem and eight drooping leaves."""
    crown = foot - size
    out = [
        path(
            f"M{x - size * 0.025:.1f} {foot:.1f}L{x - size * 0.014:.1f} {crown:.1f}"
            f"h{size * 0.028:.1f}L{x + size * 0.025:.1f} {foot:.1f}Z",
            "#A79B8A",
        )
    ]
    for dx, dy in ((-0.42, 0.1), (-0.36, -0.1), (-0.2, -0.24), (0, -0.28), (0.2, -0.24), (0.36, -0.1), (0.42, 0.1)):
        tip_x, tip_y = x + dx * size, crown + dy * size + size * 0.08
        bend_x, bend_y = x + dx * size * 0.5, crown + dy * size - size * 0.1
        out.append(
            path(
                f"M{x:.1f} {crown:.1f}Q{bend_x:.1f} {bend_y:.1f} {tip_x:.1f} {tip_y:.1f}"
                f"Q{bend_x:.1f} {bend_y + size * 0.11:.1f} {x:.1f} {crown + size * 0.03:.1f}Z",
                fill,
            )
        )
    return "".join(out)


def hibiscus(x: float, foot: float, dice: random.Random) -> str:
    """A bush of the city's flower."""
    out = [
        circle(x - 16, foot + 4, 15, "#3F8C67"),
        circle(x + 14, foot + 6, 14, "#4E9B76"),
        circle(x, foot - 4, 18, "#5BA67F"),
    ]
    for _ in range(4):
        cx, cy = x + dice.uniform(-22, 22), foot + dice.uniform(-14, 8)
        out += [circle(cx, cy, 5.5, dice.choice(("#E0527F", "#D6336C", "#EC7FA0"))), circle(cx, cy, 1.8, "#FFE08A")]
    return "".join(out)
