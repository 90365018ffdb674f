"""The light that falls on a face, and what of it comes back to the camera."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drivers_sim.people.images import Floats
from drivers_sim.people.shapes import Surface

# Light goes some way through skin, red the furthest: the terminator is soft and warm.
_WRAP = np.array((0.38, 0.26, 0.20), np.float32)


@dataclass(frozen=True, slots=True)
class Light:
    """A lamp, where it stands (x right, y up, z towards the camera), over an even light from all around; `flash` is
    the screen's own light on what faces it: red, green, blue, 0–1."""

    direction: tuple[float, float, float] = (-0.45, 0.6, 0.95)
    key: float = 0.84
    around: float = 0.46
    flash: tuple[float, float, float] | None = None


def shade(surface: Surface, which: NDArray[np.int32], turn: Floats, light: Light) -> Floats:
    """The linear colour of the points `which` of a surface turned by the matrix `turn`."""
    normal = surface.normal[which] @ turn.T
    lamp = np.array(light.direction, np.float32)
    lamp /= np.linalg.norm(lamp)
    toward = normal @ lamp
    halfway = lamp + np.array((0, 0, 1), np.float32)
    halfway /= np.linalg.norm(halfway)
    front = np.clip(normal[:, 2], 0, 1)
    # What faces away from the camera gets less of the light around: the head shelters itself at its edge.
    around = light.around * (0.78 + 0.22 * normal[:, 1]) * (0.55 + 0.45 * front)
    diffuse = np.square(np.clip((toward[:, None] + _WRAP) / (1 + _WRAP), 0, None))
    shine = surface.gloss[which] * _mirrored(normal @ halfway)
    hairy = np.flatnonzero(surface.hairy[which])
    if len(hairy):
        diffuse[hairy] = np.clip(0.25 + 0.75 * toward[hairy], 0, None)[:, None]
        along = surface.strand[which[hairy]] @ (turn.T @ halfway)
        # A bundle of strands mirrors in a ring about its direction (Kajiya–Kay).
        across = np.clip(1 - along * along, 0, 1) ** 2
        ring = across * across * across
        shine[hairy] = surface.gloss[which[hairy]] * 0.16 * ring * np.clip(toward[hairy] + 0.3, 0, 1)
    received = around[:, None] + light.key * diffuse
    if light.flash is not None:
        received += front[:, None] * np.array(light.flash, np.float32)
    colour: Floats = surface.albedo[which] * received
    colour += (light.key * shine)[:, None]
    return colour


def _mirrored(cosine: Floats) -> Floats:
    """A broad and a narrow highlight: the cosine's 16th and 48th powers."""
    power = np.clip(cosine, 0, 1)
    for _ in range(4):
        power = power * power
    out: Floats = 0.55 * power + 0.6 * power * power * power
    return out
