"""A printed photograph as an attacker prepares it: larger than a document's, perhaps bent, perhaps with holes."""

from __future__ import annotations

import random

import cv2
import numpy as np

from drivers_sim.attacks.acting import Actor, Hand
from drivers_sim.attacks.camera import SIZE, Asked, Camera, Frame, blended
from drivers_sim.attacks.sheet import Sheet, looked_up
from drivers_sim.attacks.sitter import MIDDLE, SCALE, Sitter
from drivers_sim.people.images import Floats
from drivers_sim.people.pose import Pose

PORTRAIT_MIDDLE = (0.5, 0.46)
PORTRAIT_SCALE = 0.325
"""Where the head's middle is in an ID photograph, and half its height, as shares of width and height."""
_WIPE_S = 0.5
_NEAR = 1.13  # eyes are nearer to the lens than the head's middle, by so much larger


class Print:
    """A sheet with the victim's picture. It turns, it comes closer; it cannot blink, but a hand may pass over it."""

    def __init__(self, victim: Sitter, holder: Sitter, rng: random.Random, camera: Camera, sheet: Sheet) -> None:
        self.texture = printed(victim.photo(), rng)
        self.sheet = sheet
        self._camera, self._hand = camera, Hand(rng)
        self._skin = np.square(np.array(holder.face.skin.colour[::-1], np.float32) / 255)
        self._matt = rng.uniform(0.0, 0.05)

    def frame(self, t: float, asked: Asked) -> Frame:
        pose = self._hand.pose(t, asked)
        scene = self.laid_over(self._camera.hall(asked), pose, asked)
        if self._hand.wipes and asked.challenge == "blink":
            _pass_hand(scene, (t - asked.since - 0.8) % 2.5 / _WIPE_S, self._skin * self._camera.brightness)
        return self._camera.take(scene)

    def laid_over(self, scene: Floats, pose: Pose, asked: Asked, holes: Floats | None = None) -> Floats:
        """The sheet before the linear `scene`; `holes` is 1 where the paper is cut away."""
        u, v, facing = self.sheet.maps(pose)
        ink, cover = looked_up(self.texture, u, v)
        screen = self._camera.screen(asked)
        bright = self._camera.brightness
        light = cv2.merge([bright * 0.55 + facing * (bright * 0.65 + share) for share in screen.tolist()])
        if holes is not None:
            cover = cover * (1 - looked_up(holes, u, v)[0])
        shine = self._matt * np.square(np.square(np.square(facing)))
        return blended(scene, cv2.add(cv2.multiply(ink, light), cv2.merge([shine] * 3)), cover)


class CutOut(Print):
    """A print with holes for the eyes, held before a living face that blinks and turns with it."""

    def __init__(self, victim: Sitter, holder: Sitter, rng: random.Random, camera: Camera, sheet: Sheet) -> None:
        super().__init__(victim, holder, rng, camera, sheet)
        self._wearer, self._face = Actor(rng), holder
        eyes = victim.face.eyes
        high, wide = self.texture.shape[:2]
        self._holes = np.zeros((high, wide), np.float32)
        border = (high - high / 1.1) / 2  # `printed` adds a twentieth on each side
        tall = high - 2 * border
        for side in (-1, 1):
            at = self._on_paper(side * eyes.spacing, eyes.y, border, tall, wide)
            axes = (eyes.half_width * rng.uniform(1.0, 1.3), max(eyes.height, 0.06) * rng.uniform(1.1, 1.7))
            size = tuple(round(each * PORTRAIT_SCALE * tall) for each in axes)
            cv2.ellipse(self._holes, at, (size[0], size[1]), 0, 0, 360, 1.0, -1, cv2.LINE_AA)
        # The paper is as large as makes its holes lie on the wearer's eyes.
        head = SCALE * holder.face.eyes.spacing / eyes.spacing
        height = head / (PORTRAIT_SCALE * tall / high * SIZE[1])
        eye_row = self._on_paper(0.0, eyes.y, border, tall, wide)[1] / high
        look = (MIDDLE[1] - SCALE * _NEAR * holder.face.eyes.y) / SIZE[1] + height * (0.5 - eye_row)
        self.sheet = Sheet(wide / high, height, self.sheet.radius, look)

    def frame(self, t: float, asked: Asked) -> Frame:
        return self._camera.take(self.worn(self._wearer.pose(t, asked), asked))

    def worn(self, worn: Pose, asked: Asked) -> Floats:
        """The linear scene with the wearer in this pose."""
        behind = self._face.over(self._camera.hall(asked), worn, self._camera, asked)
        # The sheet's own axis is not the neck's: it stays near the eyes, turned a little less.
        ratio = SCALE / (SIZE[1] / 2 * self.sheet.height)
        sheet = Pose(worn.yaw * 0.95, 0.0, worn.roll, closer=worn.closer, shift=self._moved(worn, ratio))
        return self.laid_over(behind, sheet, asked, self._holes)

    def _moved(self, worn: Pose, ratio: float) -> tuple[float, float]:
        # Eyes stand 0.75 half heads before the neck's axis, so a turn carries them sideways.
        aside = 0.75 * float(np.sin(np.radians(worn.yaw)))
        return (worn.shift[0] / worn.closer + aside) * ratio, worn.shift[1] / worn.closer * ratio

    def _on_paper(self, x: float, y: float, border: float, tall: float, wide: int) -> tuple[int, int]:
        inner = wide - 2 * border
        px = border + inner * PORTRAIT_MIDDLE[0] + x * _NEAR * PORTRAIT_SCALE * tall
        py = border + tall * PORTRAIT_MIDDLE[1] - y * _NEAR * PORTRAIT_SCALE * tall
        return round(px), round(py)


def printed(photo: Frame, rng: random.Random) -> Floats:
    """The photograph printed larger: a printer's smaller range of tones, its cast, its softness; a white border.
    Linear reflectance."""
    soft = cv2.GaussianBlur(photo, (0, 0), rng.uniform(0.5, 1.6))
    low, span = rng.uniform(10, 28), rng.uniform(0.8, 0.92)
    tones = np.clip(low + soft.astype(np.float32) * span, 0, 255)
    cast = np.array([rng.uniform(0.95, 1.05) for _ in range(3)], np.float32)
    b = round(photo.shape[0] * 0.05)
    bordered = cv2.copyMakeBorder(tones * cast, b, b, b, b, cv2.BORDER_CONSTANT, value=(238, 243, 244))
    out: Floats = np.square(np.clip(bordered, 0, 255) / 255).astype(np.float32)
    return out


def _pass_hand(scene: Floats, part: float, skin: Floats) -> None:
    """A hand passing over the eyes from the right; `part` 0–1 of its way, else it is out of sight."""
    if not 0 <= part <= 1:
        return
    high, wide = scene.shape[:2]
    x = wide * (1.15 - 1.3 * part)
    mask = np.zeros((high, wide), np.float32)
    cv2.ellipse(mask, (round(x), round(high * 0.45)), (round(wide * 0.12), round(high * 0.13)), 0, 0, 360, 1.0, -1)
    soft: Floats = cv2.GaussianBlur(mask, (0, 0), 3)[..., None]
    scene *= 1 - soft
    scene += soft * skin
