"""What makes one rendered face differ from another, with the range of each value.

Lengths are in half head heights (chin to crown is 2), x to the image's right, y up, z to the camera; the eyes are near
y = 0. Colours are 8-bit sRGB.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Channel = Annotated[float, Meta(ge=0, le=255)]
Colour = tuple[Channel, Channel, Channel]
Unit = Annotated[float, Meta(ge=0, le=1)]


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Head(_Part, frozen=True, kw_only=True):
    half_width: Annotated[float, Meta(ge=0.5, le=0.82)] = 0.70
    half_depth: Annotated[float, Meta(ge=0.75, le=1.0)] = 0.88
    jaw_power: Annotated[float, Meta(ge=1.6, le=3.6)] = 2.6
    taper: Annotated[float, Meta(ge=0, le=0.6)] = 0.3
    chin: Annotated[float, Meta(ge=0, le=0.16)] = 0.07
    chin_width: Annotated[float, Meta(ge=0.08, le=0.3)] = 0.17
    cheek: Annotated[float, Meta(ge=0, le=0.1)] = 0.035
    cheek_y: Annotated[float, Meta(ge=-0.35, le=-0.05)] = -0.2
    brow_ridge: Annotated[float, Meta(ge=0, le=0.08)] = 0.02
    ear: Annotated[float, Meta(ge=0.1, le=0.3)] = 0.19
    ear_y: Annotated[float, Meta(ge=-0.25, le=0.1)] = -0.08


class Eyes(_Part, frozen=True, kw_only=True):
    spacing: Annotated[float, Meta(ge=0.2, le=0.35)] = 0.28
    y: Annotated[float, Meta(ge=-0.1, le=0.12)] = 0.01
    half_width: Annotated[float, Meta(ge=0.1, le=0.18)] = 0.14
    height: Annotated[float, Meta(ge=0.045, le=0.12)] = 0.07
    slant: Annotated[float, Meta(ge=-0.05, le=0.07)] = 0.01
    epicanthus: Unit = 0.6
    socket: Annotated[float, Meta(ge=0, le=0.12)] = 0.04
    iris: Colour = (44, 28, 20)
    iris_radius: Annotated[float, Meta(ge=0.4, le=0.62)] = 0.5


class Brows(_Part, frozen=True, kw_only=True):
    y: Annotated[float, Meta(ge=0.08, le=0.3)] = 0.2
    arch: Annotated[float, Meta(ge=-0.04, le=0.08)] = 0.015
    thickness: Annotated[float, Meta(ge=0.01, le=0.07)] = 0.032
    half_width: Annotated[float, Meta(ge=0.1, le=0.24)] = 0.18
    tilt: Annotated[float, Meta(ge=-0.1, le=0.1)] = 0.0
    darkness: Unit = 0.75
    gap: Annotated[float, Meta(ge=0.05, le=0.2)] = 0.12


class Nose(_Part, frozen=True, kw_only=True):
    bottom: Annotated[float, Meta(ge=-0.5, le=-0.22)] = -0.36
    half_width: Annotated[float, Meta(ge=0.08, le=0.2)] = 0.14
    tip: Annotated[float, Meta(ge=0.1, le=0.36)] = 0.2
    bridge: Annotated[float, Meta(ge=0.0, le=0.15)] = 0.06
    bridge_width: Annotated[float, Meta(ge=0.03, le=0.11)] = 0.065
    tip_width: Annotated[float, Meta(ge=0.05, le=0.15)] = 0.095
    hump: Annotated[float, Meta(ge=-0.03, le=0.07)] = 0.0


class Mouth(_Part, frozen=True, kw_only=True):
    y: Annotated[float, Meta(ge=-0.78, le=-0.38)] = -0.58
    half_width: Annotated[float, Meta(ge=0.15, le=0.34)] = 0.24
    upper: Annotated[float, Meta(ge=0.015, le=0.07)] = 0.038
    lower: Annotated[float, Meta(ge=0.02, le=0.1)] = 0.052
    corner: Annotated[float, Meta(ge=-0.05, le=0.05)] = 0.0
    colour: Colour = (172, 100, 95)
    strength: Unit = 0.45


class Skin(_Part, frozen=True, kw_only=True):
    colour: Colour = (214, 170, 138)
    nasolabial: Unit = 0.2
    eye_bags: Unit = 0.2
    wrinkles: Unit = 0.1
    freckles: Unit = 0.0
    stubble: Unit = 0.0
    beard: Unit = 0.0
    moustache: Unit = 0.0


class Hair(_Part, frozen=True, kw_only=True):
    colour: Colour = (28, 22, 20)
    line: Annotated[float, Meta(ge=0.35, le=1.0)] = 0.58
    side: Annotated[float, Meta(ge=0, le=0.35)] = 0.12
    part: Annotated[float, Meta(ge=-0.6, le=0.6)] = 0.2
    fringe: bool = False
    fringe_y: Annotated[float, Meta(ge=0.18, le=0.45)] = 0.3
    volume: Annotated[float, Meta(ge=0.0, le=0.2)] = 0.1
    long: bool = False
    long_width: Annotated[float, Meta(ge=0, le=0.35)] = 0.12
    bald: bool = False


class Glasses(_Part, frozen=True, kw_only=True):
    thickness: Annotated[float, Meta(ge=0.008, le=0.035)] = 0.016
    grey: Channel = 40
    half_width: Annotated[float, Meta(ge=0.18, le=0.28)] = 0.22
    half_height: Annotated[float, Meta(ge=0.1, le=0.22)] = 0.15
    roundness: Annotated[float, Meta(ge=1.8, le=6)] = 3.0


class Clothes(_Part, frozen=True, kw_only=True):
    colour: Colour = (90, 104, 120)


class FaceParameters(_Part, frozen=True, kw_only=True):
    """`seed` fixes the skin's and the hair's small irregularities; everything else is said outright."""

    seed: Annotated[int, Meta(ge=0, lt=2**31)]
    sex: Literal["male", "female"]
    age: Annotated[float, Meta(ge=16, le=100)]
    head: Head = Head()
    eyes: Eyes = Eyes()
    brows: Brows = Brows()
    nose: Nose = Nose()
    mouth: Mouth = Mouth()
    skin: Skin = Skin()
    hair: Hair = Hair()
    clothes: Clothes = Clothes()
    glasses: Glasses | None = None
    asymmetry: tuple[float, float, float, float, float, float] = (0, 0, 0, 0, 0, 0)
