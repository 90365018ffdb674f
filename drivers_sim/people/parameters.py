"""What makes one rendered face differ from another, with the range of each value.

Lengths are in half head heights (chin to crown is 2), x to the image's right, y up, z to the camera; the eyes are near
y = 0. Colours are 8-bit sRGB as they look in full light.
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
    half_width: Annotated[float, Meta(ge=0.55, le=0.78)] = 0.66
    half_depth: Annotated[float, Meta(ge=0.75, le=0.95)] = 0.85
    jaw_power: Annotated[float, Meta(ge=1.9, le=3.8)] = 2.8
    taper: Annotated[float, Meta(ge=0, le=0.5)] = 0.22
    jaw: Annotated[float, Meta(ge=-0.08, le=0.1)] = 0.0
    cheekbone: Annotated[float, Meta(ge=0, le=0.08)] = 0.03
    temple: Annotated[float, Meta(ge=0, le=0.08)] = 0.02
    chin: Annotated[float, Meta(ge=0, le=0.14)] = 0.06
    chin_width: Annotated[float, Meta(ge=0.08, le=0.3)] = 0.17
    cheek: Annotated[float, Meta(ge=0, le=0.09)] = 0.035
    cheek_y: Annotated[float, Meta(ge=-0.35, le=-0.08)] = -0.2
    brow_ridge: Annotated[float, Meta(ge=0, le=0.07)] = 0.015
    ear: Annotated[float, Meta(ge=0.12, le=0.26)] = 0.18
    ear_out: Annotated[float, Meta(ge=10, le=50, description="degrees from the head, 10 to 50")] = 28


class Eyes(_Part, frozen=True, kw_only=True):
    spacing: Annotated[float, Meta(ge=0.22, le=0.34)] = 0.275
    y: Annotated[float, Meta(ge=-0.08, le=0.1)] = 0.0
    half_width: Annotated[float, Meta(ge=0.105, le=0.17)] = 0.135
    height: Annotated[float, Meta(ge=0.036, le=0.085)] = 0.056
    slant: Annotated[float, Meta(ge=-0.03, le=0.05)] = 0.012
    fold: Unit = 0.5
    """0: single lid, 1: a marked double lid."""
    socket: Annotated[float, Meta(ge=0, le=0.09)] = 0.03
    iris: Colour = (52, 33, 24)
    iris_radius: Annotated[float, Meta(ge=0.045, le=0.068)] = 0.056


class Brows(_Part, frozen=True, kw_only=True):
    y: Annotated[float, Meta(ge=0.1, le=0.28)] = 0.18
    arch: Annotated[float, Meta(ge=-0.03, le=0.07)] = 0.015
    thickness: Annotated[float, Meta(ge=0.012, le=0.06)] = 0.03
    half_width: Annotated[float, Meta(ge=0.1, le=0.23)] = 0.175
    tilt: Annotated[float, Meta(ge=-0.08, le=0.09)] = 0.0
    darkness: Unit = 0.7
    gap: Annotated[float, Meta(ge=0.06, le=0.19)] = 0.11


class Nose(_Part, frozen=True, kw_only=True):
    bottom: Annotated[float, Meta(ge=-0.48, le=-0.27)] = -0.37
    half_width: Annotated[float, Meta(ge=0.1, le=0.2)] = 0.15
    tip: Annotated[float, Meta(ge=0.12, le=0.3)] = 0.19
    bridge: Annotated[float, Meta(ge=0.0, le=0.12)] = 0.04
    bridge_width: Annotated[float, Meta(ge=0.04, le=0.11)] = 0.07
    tip_width: Annotated[float, Meta(ge=0.06, le=0.15)] = 0.1
    hump: Annotated[float, Meta(ge=-0.03, le=0.06)] = 0.0


class Mouth(_Part, frozen=True, kw_only=True):
    y: Annotated[float, Meta(ge=-0.72, le=-0.46)] = -0.58
    half_width: Annotated[float, Meta(ge=0.15, le=0.31)] = 0.215
    upper: Annotated[float, Meta(ge=0.015, le=0.065)] = 0.04
    lower: Annotated[float, Meta(ge=0.025, le=0.09)] = 0.055
    corner: Annotated[float, Meta(ge=-0.04, le=0.04)] = 0.008
    colour: Colour = (190, 110, 102)
    strength: Unit = 0.5


class Skin(_Part, frozen=True, kw_only=True):
    colour: Colour = (224, 184, 154)
    nasolabial: Unit = 0.2
    eye_bags: Unit = 0.2
    wrinkles: Unit = 0.0
    spots: Unit = 0.0
    stubble: Unit = 0.0
    beard: Unit = 0.0
    moustache: Unit = 0.0


class Hair(_Part, frozen=True, kw_only=True):
    """`length` is how far it falls below the eyes: 0 for a short cut, 0.6 to the jaw, 1.6 over the shoulders."""

    colour: Colour = (34, 28, 26)
    line: Annotated[float, Meta(ge=0.45, le=0.95)] = 0.62
    recession: Unit = 0.2
    part: Annotated[float, Meta(ge=-0.6, le=0.6)] = 0.25
    fringe: Unit = 0.0
    fringe_y: Annotated[float, Meta(ge=0.2, le=0.5)] = 0.3
    volume: Annotated[float, Meta(ge=0.02, le=0.2)] = 0.09
    sides: Annotated[float, Meta(ge=0.01, le=0.14)] = 0.04
    length: Annotated[float, Meta(ge=0, le=1.9)] = 0.0
    spread: Annotated[float, Meta(ge=0, le=0.25)] = 0.06
    open: Annotated[float, Meta(ge=40, le=85, description="degrees, 40 to 85")] = 64
    """How far from the front long hair begins to fall, in degrees."""
    bald: bool = False


class Glasses(_Part, frozen=True, kw_only=True):
    thickness: Annotated[float, Meta(ge=0.008, le=0.03)] = 0.014
    colour: Colour = (40, 36, 36)
    half_width: Annotated[float, Meta(ge=0.18, le=0.26)] = 0.215
    half_height: Annotated[float, Meta(ge=0.11, le=0.2)] = 0.15
    roundness: Annotated[float, Meta(ge=1.8, le=6)] = 3.0


class Mole(_Part, frozen=True, kw_only=True):
    """A dark spot at (x, y), `radius` wide, on the face."""

    x: Annotated[float, Meta(ge=-0.6, le=0.6)]
    y: Annotated[float, Meta(ge=-0.95, le=0.6)]
    radius: Annotated[float, Meta(ge=0.005, le=0.03)] = 0.012
    darkness: Unit = 0.6


class Own(_Part, frozen=True, kw_only=True):
    """What no other parameter names: smooth irregularities of a head's own, fixed by the face's seed. `relief` is how
    far the flesh stands out or lies deeper, `shift` how far features are off the place where the plan puts them, both
    as standard deviations; `tone` how much the skin's colour differs from place to place."""

    relief: Annotated[float, Meta(ge=0, le=0.04)] = 0.0
    shift: Annotated[float, Meta(ge=0, le=0.03)] = 0.0
    tone: Annotated[float, Meta(ge=0, le=0.25)] = 0.0
    moles: tuple[Mole, ...] = ()


class Clothes(_Part, frozen=True, kw_only=True):
    colour: Colour = (90, 104, 120)
    collar: bool = False
    neckline: Annotated[float, Meta(ge=0, le=0.5)] = 0.12


class FaceParameters(_Part, frozen=True, kw_only=True):
    """`seed` fixes the skin's and the hair's small irregularities; everything else is said outright."""

    seed: Annotated[int, Meta(ge=0, lt=2**31)]
    sex: Literal["male", "female"]
    head: Head = Head()
    eyes: Eyes = Eyes()
    brows: Brows = Brows()
    nose: Nose = Nose()
    mouth: Mouth = Mouth()
    skin: Skin = Skin()
    hair: Hair = Hair()
    clothes: Clothes = Clothes()
    glasses: Glasses | None = None
    own: Own | None = None
    asymmetry: tuple[float, float, float, float, float, float] = (0, 0, 0, 0, 0, 0)
