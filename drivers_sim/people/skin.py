"""The colour of a face that does not change with its expression: skin, brows, beard, age."""

from __future__ import annotations

import cv2
import numpy as np

from drivers_sim.people.images import Floats
from drivers_sim.people.parameters import FaceParameters, Own
from drivers_sim.people.shapes import bell, clouds, linear, mix, smooth, spot
from drivers_sim.people.skull import Skull, irregular


def paint_skin(skull: Skull) -> Floats:
    """Linear albedo, rows × columns × 3."""
    face, x, y = skull.face, skull.x, skull.y
    shape = (x.shape[0], x.shape[1])
    blotches = clouds(shape, face.seed, ((6, 1.0), (14, 0.6), (40, 0.35)))
    grain = np.random.default_rng(face.seed + 1).standard_normal(shape).astype(np.float32)
    pores: Floats = cv2.GaussianBlur(grain, (0, 0), 0.9)
    out: Floats = np.broadcast_to(linear(face.skin.colour), (*shape, 3)).copy()
    out *= (1 + 0.025 * blotches + 0.035 * pores)[..., None]
    out *= np.clip(_shades(skull), 0.1, 1.2)[..., None] * skull.shelter[..., None] ** 1.3
    _redden(out, skull)
    if face.skin.spots > 0:
        speckle = clouds(shape, face.seed + 5, ((90, 1.0), (150, 0.6)))
        where = np.exp(-np.square((np.abs(x) - 0.38) / 0.26) - np.square((y + 0.12) / 0.32))
        out *= (1 - 0.45 * face.skin.spots * smooth(1.5, 2.3, speckle) * where)[..., None]
    if face.own is not None:
        _own(out, skull, face.own)
    out = _beard(out, skull, pores)
    return _brows(out, face, x, y, pores)


def _own(out: Floats, skull: Skull, own: Own) -> None:
    """Colour of a face's own from place to place, and its moles."""
    shape, seed = skull.x.shape, skull.face.seed
    dark = irregular(shape, seed + 24)[..., None]
    red = irregular(shape, seed + 25)[..., None] * np.array((0.0, 0.5, 0.5), np.float32)
    out *= np.clip(1 + own.tone * (dark + red), 0.4, 1.6)
    for mole in own.moles:
        out *= (
            1 - mole.darkness * smooth(1.3, 0.7, np.hypot(skull.x - mole.x, skull.y - mole.y) / mole.radius)[..., None]
        )


def _shades(skull: Skull) -> Floats:
    """What the coarse relief cannot show: nostrils, creases, the sockets' shade."""
    face, x, y = skull.face, skull.x, skull.y
    nose, eyes, mouth, side = face.nose, face.eyes, face.mouth, np.abs(x)
    out = np.ones_like(x)
    for sign in (-1, 1):
        cx = sign * eyes.spacing
        out -= 0.14 * spot(x, y, cx - sign * 0.03, eyes.y + 0.05, 0.17, 0.075)
        out -= (0.05 + 0.2 * face.skin.eye_bags) * spot(x, y, cx - sign * 0.02, eyes.y - 0.125, 0.12, 0.03)
        out -= 0.07 * spot(x, y, sign * 0.1, eyes.y + 0.015, 0.045, 0.09)
        out -= 0.30 * spot(x, y, sign * nose.half_width * 1.06, nose.bottom + 0.03, 0.018, 0.05)
        out -= 0.75 * spot(x, y, sign * nose.half_width * 0.46, nose.bottom - 0.012, nose.half_width * 0.25, 0.019)
        fold = 0.17 + 0.17 * np.clip((nose.bottom + 0.07 - y) / 0.36, 0, 1)
        within = smooth(mouth.y - 0.1, mouth.y + 0.04, y) * smooth(nose.bottom + 0.08, nose.bottom, y)
        out -= (0.01 + 0.24 * face.skin.nasolabial) * bell(sign * x - fold, 0.024) * within
        for k in range(3):
            line = eyes.y + 0.02 - 0.045 * k + (sign * x - eyes.spacing - 0.16) * (0.35 - 0.4 * k)
            reach = smooth(0.14, 0.17, sign * x - eyes.spacing) * smooth(0.3, 0.22, sign * x - eyes.spacing)
            out -= 0.16 * face.skin.wrinkles * bell(y - line, 0.007) * reach
    out -= 0.16 * spot(x, y, 0, nose.bottom - 0.05, nose.half_width * 0.85, 0.035)
    out -= 0.16 * spot(x, y, 0, mouth.y - mouth.lower - 0.075, mouth.half_width * 0.55, 0.035)
    out -= 0.35 * smooth(-0.9, -1.0, y) * skull.front
    for i, level in enumerate((0.34, 0.42, 0.5)):
        wave = level + 0.014 * np.sin(5 * x + i)
        out -= 0.12 * face.skin.wrinkles * bell(y - wave + 0.006, 0.009) * smooth(0.42, 0.2, side)
    result: Floats = out
    return result


def _redden(out: Floats, skull: Skull) -> None:
    face, x, y = skull.face, skull.x, skull.y
    red = 0.5 * spot(np.abs(x), y, 0.4, -0.24, 0.2, 0.18) + 0.55 * spot(x, y, 0, face.nose.bottom + 0.07, 0.11, 0.08)
    red += 0.3 * spot(x, y, 0, -0.86, 0.14, 0.1)
    for sign in (-1, 1):
        red += 0.35 * spot(x, y, sign * face.eyes.spacing, face.eyes.y - 0.07, 0.13, 0.05)
    out *= 1 + red[..., None] * np.array((0.05, -0.10, -0.10), np.float32)


def _beard(out: Floats, skull: Skull, pores: Floats) -> Floats:
    face, x, y = skull.face, skull.x, skull.y
    skin, mouth = face.skin, face.mouth
    if max(skin.stubble, skin.beard, skin.moustache) == 0:
        return out
    side, hairs = np.abs(x), 1 + 0.9 * pores
    jaw = smooth(-0.42, -0.66, y - 0.4 * smooth(0.3, 0.62, side)) * skull.front
    lips = smooth(1.3, 0.95, np.hypot(x / mouth.half_width, (y - mouth.y) / (mouth.lower * 1.5)))
    upper = smooth(mouth.half_width * 1.15, mouth.half_width * 0.75, side)
    upper = upper * smooth(mouth.y + 0.02, mouth.y + 0.06, y) * smooth(mouth.y + 0.17, mouth.y + 0.1, y)
    chin = smooth(0.3, 0.12, side) * smooth(mouth.y - mouth.lower - 0.05, mouth.y - mouth.lower - 0.12, y)
    shadow = smooth(0.42, 0.2, side) * smooth(face.nose.bottom + 0.02, face.nose.bottom - 0.06, y) * (1 - lips)
    full = np.maximum(np.maximum(jaw * (1 - lips), 0.7 * shadow), chin)
    hair = linear(face.hair.colour)
    shaven = linear(face.skin.colour) * np.array((0.62, 0.66, 0.74), np.float32)
    out = mix(out, np.broadcast_to(shaven, out.shape), np.clip(0.34 * skin.stubble * full * hairs, 0, 0.6))
    grown = np.maximum(skin.moustache * upper, skin.beard * chin) * hairs * (1 - lips)
    return mix(out, np.broadcast_to(hair, out.shape), np.clip(grown, 0, 0.92))


def _brows(out: Floats, face: FaceParameters, x: Floats, y: Floats, pores: Floats) -> Floats:
    brows = face.brows
    hair = np.broadcast_to(linear(face.hair.colour) * 0.9, out.shape)
    for sign, skew in ((-1, face.asymmetry[3]), (1, face.asymmetry[4])):
        along = (sign * x - brows.gap) / (2 * brows.half_width)
        inside = np.clip(along, 0, 1)
        line = brows.y + skew + brows.tilt * (along - 0.3) + brows.arch * np.sin(np.pi * inside)
        line = line - 0.09 * np.clip(along - 0.6, 0, 1)
        thick = brows.thickness * (1.05 - 0.7 * inside**1.5) * smooth(-0.1, 0.12, along)
        # Hairs stand steep at the inner end and lie flat at the outer one.
        slanted = np.sin((x * sign * 95 - y * (150 - 90 * inside)) + 6 * pores) * 0.16
        body = (
            smooth(1.35, 0.5, np.abs(y - line) / (thick + 1e-4)) * smooth(-0.06, 0.12, along) * smooth(1.06, 0.8, along)
        )
        amount = np.clip(body * (brows.darkness + slanted + 0.14 * pores), 0, 0.95)
        out = mix(out, hair, amount)
    return out
