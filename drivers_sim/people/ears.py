"""Ears and glasses: small surfaces fixed to the head."""

from __future__ import annotations

import numpy as np

from drivers_sim.people.images import Floats
from drivers_sim.people.parameters import FaceParameters, Glasses
from drivers_sim.people.shapes import Surface, bell, grid_normals, linear, smooth, surface
from drivers_sim.people.skull import Skull, half_width

_EAR_Y = -0.08
_EAR_Z = -0.02


def ear_surfaces(face: FaceParameters) -> list[Surface]:
    """Both ears: a rim, the hollow before the ear's canal, a lobe."""
    size, out_by = face.head.ear, np.radians(face.head.ear_out)
    along, across = np.meshgrid(np.linspace(-1, 1, 72, dtype=np.float32), np.linspace(-1, 1, 110, dtype=np.float32))
    up = across
    reach = along * np.sqrt(np.clip(1 - up**2, 0, 1)) * (0.62 + 0.1 * up)  # front (-) to back (+), narrower at the lobe
    r = np.hypot(along * 0.94, up * 0.96)
    relief = 0.030 * bell(r - 0.86, 0.12) + 0.018 * bell(r - 0.5, 0.16) * smooth(-0.3, 0.2, along)
    hollow = np.exp(-np.square((along + 0.25) / 0.4) - np.square((up + 0.05) / 0.4))
    relief = relief - 0.035 * hollow
    tone = linear(face.skin.colour) * np.array((1.0, 0.86, 0.84), np.float32)
    shade = np.clip(1 - 0.5 * hollow - 0.22 * bell(r - 0.7, 0.08), 0.2, 1)[..., None]
    albedo = tone * shade * 0.92
    surfaces = []
    for sign in (-1, 1):
        base = float(half_width(face, _EAR_Y)) * 0.985
        back = size * reach + 0.32 * size
        x = sign * (base + back * np.sin(out_by) + relief * np.cos(out_by) - 0.012)
        z = _EAR_Z - back * np.cos(out_by) + relief * np.sin(out_by)
        y = _EAR_Y + size * up + 0.02 * along
        grid = np.stack([x, y, z], -1).astype(np.float32)
        outward = np.broadcast_to(np.array((sign * np.cos(out_by), 0, np.sin(out_by)), np.float32), grid.shape)
        normal = grid_normals(grid, outward)
        surfaces.append(surface(grid, normal, albedo, 0.12))
        # The back of the ear, seen when the head turns away from it.
        surfaces.append(surface(grid, -normal, albedo * 0.7, 0.0))
    return surfaces


def glasses_surface(skull: Skull, glasses: Glasses) -> Surface:
    """Two rims, a bridge and two temples of round wire."""
    face = skull.face
    lines: list[Floats] = []
    turn = np.linspace(0, 2 * np.pi, 420, endpoint=False, dtype=np.float32)
    cosine, sine = np.cos(turn), np.sin(turn)
    power = 2 / glasses.roundness
    level = face.eyes.y - 0.02
    front = skull.surface_z(0.0, face.eyes.y + 0.03) + 0.09
    spread = max(face.eyes.spacing, glasses.half_width + 0.045)
    for sign in (-1, 1):
        x = sign * spread + glasses.half_width * np.sign(cosine) * np.abs(cosine) ** power
        y = level + glasses.half_height * np.sign(sine) * np.abs(sine) ** power
        z = front - 0.25 * np.square(x)
        lines.append(np.stack([x, y, z], -1))
        k = np.linspace(0, 1, 220, dtype=np.float32)
        start = sign * (spread + glasses.half_width)
        ear_x = sign * (float(half_width(face, 0.0)) + 0.03)
        hinge_z = front - 0.25 * start * start
        lines.append(
            np.stack([start + (ear_x - start) * k**0.5, 0 * k + level + 0.05, hinge_z + (-0.1 - hinge_z) * k], -1)
        )
    k = np.linspace(-1, 1, 80, dtype=np.float32)
    inner = spread - glasses.half_width
    lines.append(np.stack([inner * k, level + 0.045 - 0.02 * k * k, front + 0.01 + 0 * k], -1))
    return _tubes(lines, glasses.thickness, linear(glasses.colour))


def _tubes(lines: list[Floats], radius: float, albedo: Floats) -> Surface:
    """Round wire along each line (n × 3)."""
    around = np.linspace(-np.pi, np.pi, 12, endpoint=False, dtype=np.float32)[None, :, None]
    positions, normals = [], []
    for line in lines:
        along = np.gradient(line, axis=0)
        aside = np.cross(along, np.array((0.0, 0.0, 1.0), np.float32) + 0.3 * along[:, ::-1])
        aside /= np.linalg.norm(aside, axis=1, keepdims=True) + 1e-9
        above = np.cross(aside, along)
        above /= np.linalg.norm(above, axis=1, keepdims=True) + 1e-9
        normal = np.sin(around) * aside[:, None] + np.cos(around) * above[:, None]
        positions.append((line[:, None] + radius * normal).reshape(-1, 3))
        normals.append(normal.reshape(-1, 3))
    position, normal = np.concatenate(positions), np.concatenate(normals)
    return surface(position, normal, np.broadcast_to(albedo, position.shape), 0.25)
