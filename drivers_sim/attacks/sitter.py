"""People who sit before the camera, from pictures rendered once for each turn of the head, and moved and lit after."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any, get_args, get_type_hints

import cv2
import msgspec
import numpy as np
from msgspec import Meta

from drivers_sim.attacks.camera import SIZE, Asked, Camera, Frame, filled
from drivers_sim.people.citizen import Citizen, load_citizens
from drivers_sim.people.face import HEAD_SHARE, FaceModel
from drivers_sim.people.images import Floats
from drivers_sim.people.light import Light
from drivers_sim.people.parameters import FaceParameters, Glasses
from drivers_sim.people.photo import id_photo
from drivers_sim.people.pose import Pose
from drivers_sim.people.splat import rotation, splat

YAW_STEP = 3
_MOST_YAW = 36
_LIDS = (0.0, 0.33, 0.66, 1.0)
MIDDLE = (SIZE[0] / 2, SIZE[1] * 0.47)
SCALE = SIZE[1] * HEAD_SHARE / 2
"""Pixels of half a head height."""
_BODY_SCALE = 200.0  # of `FaceModel.body`
_SPREAD = 0.8  # of each parameter's range: people at every extreme at once are caricatures
DARKEST, FAIR_FROM = 0.48, 0.78
"""Of the fairest skin's grey levels: the darkest drawn, and where fair ones begin."""
_KEY, _AROUND = 0.84, 0.46
_SHARES = np.arange(256, dtype=np.float32) / 255
_SQUARES = np.square(np.arange(256, dtype=np.float32) / 255)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A person without ground, BGR, square roots of what is linear: colour times opacity, and opacity as a fourth
    channel; and what the screen's full light adds to it, with an empty fourth: OpenCV moves four channels in less than
    half of the time of three."""

    lit: Frame
    added: Frame


@dataclass(slots=True)
class Sitter:
    """`face` is all that is known of them; `pitch` (degrees, negative: looking up) is their head's at all times.
    Pictures are rendered at the first need and kept: 30 MB at full use."""

    name: str
    face: FaceParameters
    lamp: tuple[float, float, float] = (-0.45, 0.6, 0.95)
    pitch: float = 0.0
    _pictures: dict[tuple[int, float], _Picture] = field(default_factory=dict, repr=False)
    _model: FaceModel | None = field(default=None, repr=False)
    _bodies: dict[bool, Any] = field(default_factory=dict, repr=False)
    _others: dict[str, Sitter] = field(default_factory=dict, repr=False)

    @property
    def fair(self) -> bool:
        return self.face.skin.colour[0] >= 226 * FAIR_FROM

    def photo(self) -> Frame:
        """The ID photograph, BGR."""
        citizen = next(iter(load_citizens().values()))
        asked_for = msgspec.structs.replace(citizen, face=self.face)
        return np.ascontiguousarray(id_photo(asked_for)[:, :, ::-1])

    def holder(self) -> Citizen:
        citizen = next(iter(load_citizens().values()))
        return msgspec.structs.replace(citizen, face=self.face)

    def with_glasses(self) -> Sitter:
        """Themself, wearing glasses."""
        if "glasses" not in self._others:
            worn = msgspec.structs.replace(self.face, glasses=_drawn_part(Glasses, random.Random(self.face.seed)))
            self._others["glasses"] = Sitter(f"{self.name} with glasses", worn, self.lamp)
        return self._others["glasses"]

    def looking(self, pitch: float) -> Sitter:
        """Themself, looking up or down all the time."""
        name = f"{self.name} at {pitch:g} degrees"
        if name not in self._others:
            self._others[name] = Sitter(name, self.face, self.lamp, pitch)
        return self._others[name]

    def layers(self, pose: Pose) -> tuple[Floats, Floats, Floats]:
        """The person in `pose` in an empty frame: linear colour times opacity, what the screen's full light adds,
        opacity, three times."""
        yaw = max(-_MOST_YAW, min(_MOST_YAW, round(pose.yaw / YAW_STEP) * YAW_STEP))
        lids = min(_LIDS, key=lambda each: abs(each - pose.blink))
        picture = self._pictures.get((yaw, lids)) or self._render(yaw, lids)
        turn, grow = np.radians(pose.roll), pose.closer
        cos, sin = grow * np.cos(turn), grow * np.sin(turn)
        to = MIDDLE[0] + pose.shift[0] * SCALE, MIDDLE[1] - (pose.shift[1] - 0.012 * pose.pitch) * SCALE
        move = np.array(
            [
                [cos, sin, to[0] - cos * MIDDLE[0] - sin * MIDDLE[1]],
                [-sin, cos, to[1] + sin * MIDDLE[0] - cos * MIDDLE[1]],
            ]
        )
        # The chest fills the frame's lower edge; where a shift bares it, its last row goes on.
        lit, added = (
            cv2.warpAffine(each, move, SIZE, borderMode=cv2.BORDER_REPLICATE) for each in (picture.lit, picture.added)
        )
        opacity = cv2.cvtColor(cv2.LUT(cv2.extractChannel(lit, 3), _SHARES), cv2.COLOR_GRAY2BGR)
        lit, added = (cv2.cvtColor(each, cv2.COLOR_BGRA2BGR) for each in (lit, added))
        return cv2.LUT(lit, _SQUARES), cv2.LUT(added, _SQUARES), opacity

    def over(self, scene: Floats, pose: Pose, camera: Camera, asked: Asked, lit_by: Floats | None = None) -> Floats:
        """The person before the linear `scene`, in the hall's and the screen's light (or `lit_by` in its place)."""
        colour, added, opacity = self.layers(pose)
        light = camera.screen(asked) if lit_by is None else lit_by
        behind = cv2.subtract(scene, cv2.multiply(scene, opacity))
        shone = cv2.multiply(added, filled(tuple(light.tolist())))
        out: Floats = cv2.add(behind, cv2.scaleAdd(colour, camera.brightness, shone))
        return out

    def _render(self, yaw: int, lids: float) -> _Picture:
        self._model = self._model or FaceModel(self.face)
        dark = self._one(Pose(yaw=yaw, blink=lids), lit=False)
        full = self._one(Pose(yaw=yaw, blink=lids), lit=True)
        added = np.clip(full[0] - dark[0], 0, 1)
        lit = np.sqrt(np.clip(dark[0], 0, 1))
        picture = _Picture(_eight(np.dstack([lit, dark[1]])), _eight(np.dstack([np.sqrt(added), 0 * dark[1]])))
        self._pictures[yaw, lids] = picture
        return picture

    def _one(self, pose: Pose, *, lit: bool) -> tuple[Floats, Floats]:
        assert self._model is not None
        light = Light(self.lamp, _KEY, _AROUND, (1.0, 1.0, 1.0) if lit else None)
        layer = self._bodies.get(lit) or self._bodies.setdefault(lit, self._model.body(light))
        zoom = SCALE / _BODY_SCALE
        move = np.array(
            [(zoom, 0, MIDDLE[0] - layer.middle[0] * zoom), (0, zoom, MIDDLE[1] - layer.middle[1] * zoom)], np.float32
        )
        opacity = cv2.warpAffine(layer.opacity, move, SIZE, flags=cv2.INTER_AREA)
        colour = cv2.warpAffine(layer.colour, move, SIZE, flags=cv2.INTER_AREA)
        turn = rotation(pose.yaw, self.pitch, 0)
        head, cover, where = splat(self._model.head(pose), turn, light, SIZE, MIDDLE, SCALE)
        colour[where] = colour[where] * (1 - cover[..., None]) + head
        opacity[where] = opacity[where] * (1 - cover) + cover
        return colour[:, :, ::-1], opacity


def _eight(values: Floats) -> Frame:
    out: Frame = np.clip(np.rint(values * 255), 0, 255).astype(np.uint8)
    return out


def draw_sitters(count: int, seed: int) -> list[Sitter]:
    """`count` people drawn by `seed` alone, none chosen for being unlike another."""
    rng = random.Random(seed)
    return [Sitter(f"{seed}-{number}", _drawn_face(rng), _drawn_lamp(rng)) for number in range(count)]


def _drawn_lamp(rng: random.Random) -> tuple[float, float, float]:
    return rng.uniform(-0.6, 0.6), rng.uniform(0.3, 0.8), 0.95


def _drawn_face(rng: random.Random) -> FaceParameters:
    parts: dict[str, Any] = {"seed": rng.randrange(1 << 30), "sex": rng.choice(("male", "female"))}
    for name, kind in get_type_hints(FaceParameters).items():
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            parts[name] = _drawn_part(kind, rng)
    tone = rng.uniform(DARKEST, 1.0)
    colour = (226 * tone, 186 * tone * rng.uniform(0.95, 1.03), 156 * tone * rng.uniform(0.9, 1.06))
    parts["skin"] = msgspec.structs.replace(parts["skin"], colour=colour, beard=0.0, stubble=rng.choice((0.0, 0.3)))
    parts["hair"] = msgspec.structs.replace(parts["hair"], fringe=0.0, length=rng.choice((0.0, 0.0, 0.6, 1.2)))
    return FaceParameters(**parts)


def _drawn_part(kind: type[msgspec.Struct], rng: random.Random) -> msgspec.Struct:
    """Each bounded length at random within the middle of its range; the rest as usual."""
    values: dict[str, Any] = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        bounds = next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Meta)), None)
        if bounds is None or bounds.ge is None or bounds.le is None or get_args(hint)[0] is not float:
            continue
        low, high = bounds.ge, bounds.le
        margin = (high - low) * (1 - _SPREAD) / 2
        values[name] = rng.uniform(low + margin, high - margin)
    return kind(**values)
