"""A citizen's face as the camera sees it (first version: the renderer proper follows)."""

# ruff: noqa
from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from drivers_sim.people import _first
from drivers_sim.people.citizen import Citizen
from drivers_sim.people.images import Rgb
from drivers_sim.people.parameters import FaceParameters
from drivers_sim.people.pose import Pose
from drivers_sim.people.room import room


def _parameters(f: FaceParameters) -> dict[str, Any]:
    h, e, b, n, m, s, r = f.head, f.eyes, f.brows, f.nose, f.mouth, f.skin, f.hair
    return dict(
        female=f.sex == "female",
        age=f.age,
        skin=np.array(s.colour, float),
        hair=np.array(r.colour, float),
        a=h.half_width,
        c=h.half_depth,
        jawp=h.jaw_power,
        taper=h.taper,
        chin=h.chin,
        chinw=h.chin_width,
        ex=e.spacing,
        ey=e.y,
        ew=e.half_width,
        eh=e.height,
        eslant=e.slant,
        epicanth=e.epicanthus,
        eyegap_socket=e.socket,
        iris=np.array(e.iris, float),
        irisr=e.iris_radius,
        by=b.y,
        barch=b.arch,
        bth=b.thickness,
        bw=b.half_width,
        btilt=b.tilt,
        bdark=b.darkness,
        bridge_gap=b.gap,
        nl=n.bottom,
        nw=n.half_width,
        nh=n.tip,
        nb=n.bridge,
        nridge=n.bridge_width,
        ntip=n.tip_width,
        nhump=n.hump,
        my=m.y,
        mw=m.half_width,
        mul=m.upper,
        mll=m.lower,
        mcorner=m.corner,
        lipc=np.array(m.colour, float),
        lipmix=m.strength,
        cheek=h.cheek,
        cheeky=h.cheek_y,
        browr=h.brow_ridge,
        nasolab=s.nasolabial,
        bags=s.eye_bags,
        wrinkle=s.wrinkles,
        hairline=r.line,
        hairside=r.side,
        part=r.part,
        bangs=r.fringe,
        bangsy=r.fringe_y,
        hvol=r.volume,
        long=r.long,
        longw=r.long_width,
        bald=r.bald,
        beard=s.beard,
        stubble=s.stubble,
        moust=s.moustache,
        glasses=f.glasses is not None,
        gth=f.glasses.thickness if f.glasses else 0,
        gcol=f.glasses.grey if f.glasses else 0,
        gw=f.glasses.half_width if f.glasses else 1,
        gh=f.glasses.half_height if f.glasses else 1,
        ground=f.glasses.roundness if f.glasses else 2,
        cloth=np.array(f.clothes.colour, float),
        freck=s.freckles,
        ear=h.ear,
        eary=h.ear_y,
        asym=np.array(f.asymmetry),
        noise=f.seed,
    )


@lru_cache(maxsize=8)
def _head(face: FaceParameters) -> Any:
    return _first.Head(_first.Identity(0, _parameters(face)))


def render_face(
    citizen: Citizen,
    pose: Pose = Pose(),
    *,
    size: tuple[int, int] = (640, 480),
    light: tuple[float, float, float] = (-0.35, 0.55, 0.9),
    brightness: float = 1.0,
    flash: tuple[float, float, float] | None = None,
    seed: int = 0,
) -> Rgb:
    w, h = size
    fh = 250 * h / 480 * pose.closer
    out: Rgb = _first.render(
        _head(citizen.face),
        w,
        h,
        face_h=fh,
        center=(w / 2 + pose.shift[0] * fh / 2, h * 0.52 - pose.shift[1] * fh / 2),
        yaw=pose.yaw,
        pitch=pose.pitch,
        roll=pose.roll,
        blink=pose.blink,
        smile=pose.smile,
        gaze=pose.gaze,
        light=light,
        key=0.78 * brightness,
        amb=0.42 * brightness,
        flash=flash,
        seed=seed,
        bg=room(size),
    )
    return out
