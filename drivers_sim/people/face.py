"""A citizen as the face camera sees them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np

from drivers_sim.people.body import body_surface
from drivers_sim.people.citizen import Citizen
from drivers_sim.people.ears import ear_surfaces, glasses_surface
from drivers_sim.people.features import band, paint_eyes, paint_lips
from drivers_sim.people.hair import LONG, hair_surface, scalp
from drivers_sim.people.images import Floats, Rgb, with_noise
from drivers_sim.people.light import Light
from drivers_sim.people.parameters import FaceParameters, Glasses
from drivers_sim.people.pose import Pose
from drivers_sim.people.room import room
from drivers_sim.people.shapes import Surface, joined, linear, mix, surface
from drivers_sim.people.skin import paint_skin
from drivers_sim.people.skull import Skull
from drivers_sim.people.splat import rotation, splat

HEAD_SHARE = 0.5
"""Chin to crown, of the frame's height, at `closer` = 1."""
_BODY_SCALE = 200.0  # pixels of half a head height at which the body is drawn once, then scaled


@dataclass(frozen=True, slots=True)
class Layer:
    """A picture to lay over another: linear colour times opacity, opacity, and where the head's middle is in it."""

    colour: Floats
    opacity: Floats
    middle: tuple[float, float]


class FaceModel:
    """What is worked out once for a face (about 0.5 s); a frame repaints eyes and lips, turns, splats and lights."""

    def __init__(self, face: FaceParameters) -> None:
        self.face = face
        skull = self._skull = Skull(face)
        covered, shaded = scalp(skull)
        dark = np.broadcast_to(linear(face.hair.colour) * 0.8 + 0.004, skull.grid.shape)
        skin = mix(paint_skin(skull), dark, shaded)
        # Sunk under its hair, the scalp cannot show through the gaps between the hair's points.
        bare = skull.grid * (1 - 0.2 * covered[..., None])
        head_hair, hanging_hair = hair_surface(face)
        worn = [head_hair] if face.hair.length >= LONG else [*ear_surfaces(face), head_hair]
        if face.glasses is not None:
            worn.append(glasses_surface(skull, face.glasses))
        front = surface(bare, skull.normals, skin, 0.1 * np.clip(skull.shelter, 0, 1))
        self._head = joined([front, *worn])
        self._behind = [s for s in (hanging_hair, body_surface(face)) if len(s.position)]
        self._body: tuple[Light, Layer] | None = None

    def head(self, pose: Pose) -> Surface:
        """The head with its expression, not yet turned."""
        skull, face = self._skull, self.face
        albedo = self._head.albedo.copy()
        skin = albedo[: skull.x.size].reshape(skull.grid.shape)
        front = np.flatnonzero(skull.angle[0] > -np.radians(62))[0]
        columns = slice(front, skull.x.shape[1] - front)
        eyes = (band(skull.rows, face.eyes.y, 0.2), columns)
        paint_eyes(skin[eyes], skull.x[eyes], skull.y[eyes], face, pose.blink, pose.smile, pose.gaze)
        lips = (band(skull.rows, face.mouth.y, 0.16), columns)
        paint_lips(skin[lips], skull.x[lips], skull.y[lips], face, pose.smile)
        return replace(self._head, albedo=albedo)

    def put_on(self, glasses: Glasses) -> None:
        """From now on behind glasses: the face is not worked out again for them."""
        self._head = joined([self._head, glasses_surface(self._skull, glasses)])

    def body(self, light: Light) -> Layer:
        """The body and the hair behind it, at `_BODY_SCALE`."""
        if self._body is None or self._body[0] != light:
            still, size, middle = rotation(0, 0, 0), (760, 620), (380.0, 100.0)
            colour, opacity = np.zeros((size[1], size[0], 3), np.float32), np.zeros((size[1], size[0]), np.float32)
            for part in self._behind:
                picture, cover, where = splat(part, still, light, size, middle, _BODY_SCALE, fine=1)
                colour[where] = colour[where] * (1 - cover[..., None]) + picture
                opacity[where] = opacity[where] * (1 - cover) + cover
            self._body = (
                light,
                Layer(cv2.GaussianBlur(colour, (0, 0), 1), cv2.GaussianBlur(opacity, (0, 0), 1), middle),
            )
        return self._body[1]


@lru_cache(maxsize=10)
def model_of(face: FaceParameters) -> FaceModel:
    return FaceModel(face)


def render_face(
    citizen: Citizen,
    pose: Pose | None = None,
    *,
    size: tuple[int, int] = (640, 480),
    light: tuple[float, float, float] = (-0.45, 0.6, 0.95),
    brightness: float = 1.0,
    flash: tuple[float, float, float] | None = None,
    background: Floats | None = None,
    seed: int = 0,
) -> Rgb:
    """The camera's frame, height × width × 3.

    `light` is where the lamp stands, `brightness` the hall's light against the usual, `flash` the screen's light on
    the face (red, green, blue, 0–1). `background` (8-bit scale) replaces the hall. `seed` fixes the sensor's noise.
    """
    lamp = Light(light, 0.84 * brightness, 0.46 * brightness, flash)
    behind = room(size) * np.float32(brightness**0.5) if background is None else background
    return frame_of(model_of(citizen.face), pose or Pose(), behind, lamp, seed)


def frame_of(model: FaceModel, pose: Pose, behind: Floats, lamp: Light, seed: int) -> Rgb:
    """The camera's frame of `model` before `behind`, whose size it has."""
    high, wide = behind.shape[:2]
    scale = high * HEAD_SHARE / 2 * pose.closer
    picture = compose(model, pose, behind, lamp, (wide / 2, high * 0.47), scale)
    return with_noise(cv2.GaussianBlur(picture, (0, 0), 0.5), 2.0, seed)


def compose(
    model: FaceModel, pose: Pose, behind: Floats, light: Light, middle: tuple[float, float], scale: float, fine: int = 2
) -> Floats:
    """The person before `behind` (8-bit scale, height × width × 3), without the camera's blur and noise."""
    high, wide = behind.shape[:2]
    frame = linear(behind)
    at = (middle[0] + pose.shift[0] * scale, middle[1] - pose.shift[1] * scale)
    layer = model.body(light)
    zoom = scale / _BODY_SCALE
    move = np.array([(zoom, 0, at[0] - layer.middle[0] * zoom), (0, zoom, at[1] - layer.middle[1] * zoom)], np.float32)
    how = cv2.INTER_AREA if zoom < 0.7 else cv2.INTER_LINEAR
    cover = cv2.warpAffine(layer.opacity, move, (wide, high), flags=how, borderMode=cv2.BORDER_CONSTANT)
    frame *= 1 - cover[..., None]
    frame += cv2.warpAffine(layer.colour, move, (wide, high), flags=how, borderMode=cv2.BORDER_CONSTANT)
    turn = rotation(pose.yaw, pose.pitch, pose.roll)
    head, shape, where = splat(model.head(pose), turn, light, (wide, high), at, scale, fine)
    frame[where] *= 1 - shape[..., None]
    frame[where] += head
    out: Floats = np.sqrt(np.clip(frame, 0, 1.2)) * 255
    return out
