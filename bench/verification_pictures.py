"""The ID photographs and live pictures of `bench/verification`; everything of them is drawn from a person's seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from drivers_sim.people import Pose, load_citizens
from drivers_sim.people.face import FaceModel, frame_of
from drivers_sim.people.light import Light
from drivers_sim.people.parameters import FaceParameters, Glasses
from drivers_sim.people.photo import portrait
from drivers_sim.people.population import Person, population
from drivers_sim.people.room import room

Picture = NDArray[np.uint8]
"""BGR."""

PHOTOS = ("card", "poor_print", "ten_years_old")
LIVE = ("frontal", "turned", "dim", "bright", "side_light", "other_glasses")
YEARS = 10
SIZE = (640, 480)
_LAMP = (-0.45, 0.6, 0.95)
_POSES = {"turned": Pose(yaw=12, pitch=5, roll=-3, smile=0.3)}
_BRIGHTNESS = {"dim": 0.35, "bright": 1.6}
_SIDE = (0.95, 0.2, 0.3)


@dataclass(slots=True)
class Subject:
    """One of a group. Ask for `other_glasses` last: they stay on."""

    name: str
    face: FaceParameters
    before: FaceParameters
    glasses: Glasses
    _model: FaceModel | None = field(default=None, repr=False)

    @property
    def model(self) -> FaceModel:
        self._model = self._model or FaceModel(self.face)
        return self._model


def subjects(group: str, count: int, seed: int) -> Iterator[Subject]:
    """One after another, so that only one's model is kept."""
    if group != "demo":
        for person in population(count, seed):
            yield Subject(person.name, person.face, person.years_ago(YEARS), person.glasses)
        return
    for citizen in load_citizens().values():
        person = Person(citizen.slug, 0, citizen.face, citizen.face.glasses or Glasses())
        yield Subject(person.name, person.face, person.years_ago(YEARS), person.glasses)


def photo(subject: Subject, name: str) -> Picture:
    """An ID photograph as it is cut out of a scanned card."""
    model = FaceModel(subject.before) if name == "ten_years_old" else subject.model
    drawn = _bgr(portrait(model))
    return _printed(drawn, 150, 0.8, 0.72, 4.0, 50) if name == "poor_print" else _printed(drawn, 268, 0.5, 0.9, 2.5, 85)


def probe(subject: Subject, name: str) -> Picture:
    """A frame of the face camera."""
    model = subject.model
    if name == "other_glasses":
        model = _other_glasses(subject)
    share = _BRIGHTNESS.get(name, 1.0)
    lamp = Light(_SIDE if name == "side_light" else _LAMP, 0.84 * share, 0.46 * share)
    seed = subject.face.seed + LIVE.index(name)
    return _bgr(frame_of(model, _POSES.get(name, Pose()), room(SIZE) * np.float32(share**0.5), lamp, seed))


def _other_glasses(subject: Subject) -> FaceModel:
    """Without the glasses, or with some on, whichever is not usual."""
    if subject.face.glasses is not None:
        return FaceModel(msgspec.structs.replace(subject.face, glasses=None))
    subject.model.put_on(subject.glasses)
    return subject.model


def _printed(drawn: Picture, width: int, blur: float, contrast: float, noise: float, quality: int) -> Picture:
    """`drawn` on paper and read again: `width` pixels, blurred, flatter, noisy, a JPEG."""
    small = cv2.resize(drawn, (width, round(drawn.shape[0] * width / drawn.shape[1])), interpolation=cv2.INTER_AREA)
    flat = cv2.GaussianBlur(small, (0, 0), blur).astype(np.float32) * contrast + 235 * (1 - contrast)
    grain = np.random.default_rng(int(drawn[:, :, 1].astype(np.int64).sum())).normal(0, noise, flat.shape)
    done = np.clip(flat + grain, 0, 255).astype(np.uint8)
    _, encoded = cv2.imencode(".jpg", done, [cv2.IMWRITE_JPEG_QUALITY, quality])
    out: Picture = cv2.imdecode(encoded, cv2.IMREAD_COLOR)  # type: ignore[assignment]
    return out


def _bgr(rgb: Picture) -> Picture:
    return np.ascontiguousarray(rgb[:, :, ::-1])
