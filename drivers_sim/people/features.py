"""Eyes and lips: the parts of a face that are painted anew for each frame."""

from __future__ import annotations

import numpy as np

from drivers_sim.people.images import Floats
from drivers_sim.people.parameters import FaceParameters
from drivers_sim.people.shapes import bell, linear, mix, smooth

_SCLERA = linear((230, 221, 212))
_CORNER = linear((196, 132, 118))
_LASH = linear((30, 22, 20))
_PUPIL = linear((12, 10, 10))
_INNER_MOUTH = linear((62, 28, 26))


def band(rows: Floats, middle: float, reach: float) -> slice:
    """The rows within `reach` of height `middle`."""
    return slice(*np.searchsorted(rows, (middle - reach, middle + reach)))


def paint_eyes(
    skin: Floats, x: Floats, y: Floats, face: FaceParameters, blink: float, smile: float, gaze: tuple[float, float]
) -> None:
    """Both eyes onto `skin` (a band of the albedo), in place. `blink` 0 open, 1 shut."""
    eyes, female = face.eyes, face.sex == "female"
    tone = linear(face.skin.colour)
    open_share = 1 - blink
    for sign in (-1, 1):
        cx = sign * eyes.spacing
        near = np.flatnonzero(np.abs(x[len(x) // 2] - cx) < eyes.half_width * 1.4)
        cut = slice(near[0], near[-1] + 1)
        part, px, py = skin[:, cut], x[:, cut], y[:, cut]
        t = (sign * px - eyes.spacing) / eyes.half_width  # -1 at the nose, +1 at the temple
        tc = np.clip(t, -1, 1)
        base = eyes.y + eyes.slant * tc - 0.006 * smooth(-0.55, -1.0, tc)
        arch = np.clip(1 - np.abs(tc) ** 2.3, 0, 1) * (1 + 0.1 * tc)
        rest = base - eyes.height * 0.52 * arch * (1 - 0.2 * smile)
        full = rest + eyes.height * 1.5 * arch
        lower = rest + eyes.height * 0.3 * arch * blink
        upper = lower + (full - rest) * open_share * (1 - 0.3 * blink)
        within = smooth(1.03, 0.96, np.abs(t))

        lid = smooth(0.012, -0.008, py - full) * smooth(-0.002, 0.004, py - lower) * within
        part[:] = mix(part, np.broadcast_to(tone * (0.80 + 0.08 * blink), part.shape), lid * 0.9)
        opening = (
            smooth(0.004, -0.004, py - upper)
            * smooth(-0.004, 0.004, py - lower)
            * within
            * smooth(0.02, 0.1, np.full_like(px, open_share))
        )
        part[:] = mix(part, _ball(px, py, cx, t, upper, face, gaze), opening)

        crease_y = full + 0.02 + 0.016 * eyes.fold
        crease = (
            bell(py - crease_y, 0.009)
            * smooth(1.12, 0.75, np.abs(t))
            * (0.12 + 0.4 * eyes.fold)
            * (0.3 + 0.7 * open_share)
        )
        part[:] = mix(part, np.broadcast_to(tone * 0.42, part.shape), crease)
        thick = (0.0105 if female else 0.0085) + 0.003 * smooth(-0.4, 0.9, t)
        lashes = bell(py - upper - 0.002, thick) * smooth(1.1, 0.92, np.abs(t)) * (0.93 if female else 0.82)
        part[:] = mix(part, np.broadcast_to(_LASH, part.shape), lashes)
        rim = bell(py - lower + 0.003, 0.006) * smooth(1.05, 0.85, np.abs(t)) * 0.42
        part[:] = mix(part, np.broadcast_to(tone * 0.3, part.shape), rim)


def _ball(
    px: Floats,
    py: Floats,
    cx: float,
    t: Floats,
    upper: Floats,
    face: FaceParameters,
    gaze: tuple[float, float],
) -> Floats:
    eyes = face.eyes
    round_off = 1 - 0.26 * np.abs(np.clip(t, -1, 1)) ** 2
    out = _SCLERA * round_off[..., None]
    out = mix(out, np.broadcast_to(_CORNER, out.shape), smooth(-0.78, -0.98, t) * 0.8)
    ix, iy = cx + gaze[0] * 0.045, eyes.y + eyes.height * 0.26 + gaze[1] * 0.02
    r = np.hypot(px - ix, py - iy) / eyes.iris_radius
    iris = linear(eyes.iris)
    ring = iris * (1.25 - 0.75 * smooth(0.65, 1.0, r))[..., None]
    ring = ring * (1 + 0.5 * bell(py - iy + 0.03, 0.025))[..., None]
    out = mix(out, ring.astype(np.float32), smooth(1.08, 0.94, r))
    out = mix(out, np.broadcast_to(_PUPIL, out.shape), smooth(0.46, 0.36, r))
    out = out * (1 - 0.42 * bell(py - upper, 0.02))[..., None]
    glint = smooth(0.013, 0.006, np.hypot(px - ix + 0.016, py - iy - 0.018))
    result: Floats = mix(out, np.ones_like(out), glint * 0.9)
    return result


def paint_lips(skin: Floats, x: Floats, y: Floats, face: FaceParameters, smile: float) -> None:
    """The lips onto `skin` (a band of the albedo), in place."""
    mouth = face.mouth
    width, corner = mouth.half_width * (1 + 0.16 * smile), mouth.corner + 0.05 * smile
    t = np.clip(np.abs(x) / width, 0, 1)
    line = mouth.y + corner * t**2 + 0.007 * np.cos(t * 6.2) * (1 - t) - 0.004
    bow = 1 - 0.32 * bell(x, 0.03) + 0.10 * bell(np.abs(x) - 0.06, 0.04)
    top = line + mouth.upper * (1 - t**1.5) * bow * (1 - 0.2 * smile)
    bottom = line - mouth.lower * np.sqrt(np.clip(1 - t**2.2, 0, 1)) * (1 - 0.12 * smile)
    amount = smooth(0.009, -0.011, y - top) * smooth(-0.012, 0.014, y - bottom) * smooth(1.03, 0.9, np.abs(x) / width)
    shade = np.where(y > line, 0.74, 1.0) * (1 + 0.10 * bell(y - line + mouth.lower * 0.5, 0.02))
    lips = (linear(mouth.colour) * shade[..., None]).astype(np.float32)
    skin[:] = mix(skin, lips, amount * (0.45 + 0.55 * mouth.strength))
    seam = bell(y - line, 0.0085) * smooth(1.08, 0.9, np.abs(x) / width) * (0.86 - 0.25 * t)
    skin[:] = mix(skin, np.broadcast_to(_INNER_MOUTH, skin.shape), seam)
    dimple = bell(np.abs(x) - width * 1.03, 0.02) * bell(y - mouth.y - corner, 0.022) * 0.3
    skin *= (1 - dimple)[..., None]
