"""The gate before the face check: the share of bad ID photographs refused and of good ones; live faces seen covered.

Photographs of people drawn by seed, each spoilt in every way; those of `development` are there to look at. Rendered
people prove the mechanism, no population.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import cv2
import numpy as np
import typer
from numpy.typing import NDArray

from bench.liveness_report import wilson
from drivers_sim.people import Pose
from drivers_sim.people.coverings import COVERINGS, cover
from drivers_sim.people.face import FaceModel, frame_of
from drivers_sim.people.light import Light
from drivers_sim.people.photo import portrait
from drivers_sim.people.population import population
from drivers_sim.people.room import room
from kiosk.identity.detector import FaceDetector
from kiosk.identity.face_models import FaceModels, load_face_models
from kiosk.identity.id_photo import read_id_photo
from kiosk.identity.occlusion import covered

# Committed before measuring.
PEOPLE = {"development": (8, 5_100), "evaluation": (60, 41_277)}
"""How many people, drawn by which seed."""
Picture = NDArray[np.uint8]
"""BGR."""
Spoil = Callable[[Picture], Picture]


def main(of: str = "evaluation") -> None:
    """Read every photograph of the people OF."""
    cv2.setNumThreads(1)
    models = load_face_models()
    count, seed = PEOPLE[of]
    refused: dict[str, list[tuple[str, ...]]] = {name: [] for name in (*GOOD, *BAD)}
    live: dict[str, list[str]] = {}
    not_found, before = 0, None
    for person in population(count, seed):
        model = FaceModel(person.face)
        _look_at_live(models, model, live)
        drawn = np.ascontiguousarray(portrait(model)[:, :, ::-1])
        corners = _corners(models, drawn)
        if corners is None:
            not_found += 1
            continue
        for name, spoil in (*GOOD.items(), *BAD.items()):
            refused[name].append(read_id_photo(models, spoil(drawn)).problems)
        glasses = np.ascontiguousarray(cover(drawn[:, :, ::-1], corners, "sunglasses")[:, :, ::-1])
        refused.setdefault("dark glasses", []).append(read_id_photo(models, _as_card(glasses)).problems)
        if before is not None:
            pair = np.hstack([drawn, before])
            refused.setdefault("two people", []).append(read_id_photo(models, pair).problems)
        before = drawn
    print(f"{of}: {count} people; HOG finds no face on {not_found} of their photographs as drawn, which are left out")
    for kind, names in (("good", tuple(GOOD)), ("bad", tuple(each for each in refused if each not in GOOD))):
        every = [problems for name in names for problems in refused[name]]
        number = sum(bool(problems) for problems in every)
        low, high = wilson(number, len(every))
        print(f"  {kind} ones refused: {number} of {len(every)}, {number / len(every):.1%} ({low:.1%} to {high:.1%})")
        for name in names:
            _row(name, refused[name])
    print("  live faces, and what was said of them")
    for name, said in live.items():
        print(f"    {name:28} {', '.join(f'{what} {number}' for what, number in Counter(said).most_common())}")
    print("Rendered people: the mechanism, not a population.")


def _row(name: str, refused: list[tuple[str, ...]]) -> None:
    why = Counter(problem for problems in refused for problem in problems if problem != "bad_id_photo")
    said = ", ".join(f"{problem} {number}" for problem, number in why.most_common())
    print(f"    {name:28} {sum(bool(each) for each in refused):4} of {len(refused):3}   {said}")


def _look_at_live(models: FaceModels, model: FaceModel, live: dict[str, list[str]]) -> None:
    """A straight look at the camera, bare and covered, searched for as a face nobody has seen before."""
    bare = frame_of(model, Pose(), room(), Light(), model.face.seed)
    corners = _corners(models, np.ascontiguousarray(bare[:, :, ::-1]))
    if corners is None:
        live.setdefault("bare", []).append("no_face")
        return
    pictures = {"bare": bare} | {what: cover(bare, corners, what, model.face.seed) for what in COVERINGS}
    for name, rgb in pictures.items():
        frame = np.ascontiguousarray(rgb[:, :, ::-1])
        faces = FaceDetector(models).find(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY))  # type: ignore[arg-type]
        said = "no_face" if not faces else f"covered {found}" if (found := covered(frame, faces[0])) else "not covered"
        live.setdefault(name, []).append(said)


def _corners(models: FaceModels, picture: Picture) -> tuple[tuple[float, float], tuple[float, float]] | None:
    faces = FaceDetector(models).find(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))  # type: ignore[arg-type]
    if not faces:
        return None
    (right, _, left, _, _) = faces[0].points.tolist()
    return (left[0], left[1]), (right[0], right[1])


def _scaled(picture: Picture, width: int) -> Picture:
    size = width, round(picture.shape[0] * width / picture.shape[1])
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)  # type: ignore[return-value]


def _jpeg(picture: Picture, quality: int) -> Picture:
    _, encoded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(encoded, cv2.IMREAD_COLOR)  # type: ignore[return-value]


def _blurred(picture: Picture, sigma: float) -> Picture:
    return cv2.GaussianBlur(picture, (0, 0), sigma)  # type: ignore[return-value]


def _as_card(picture: Picture) -> Picture:
    """Printed, scanned and cut out."""
    flat = _blurred(_scaled(picture, 268), 0.5).astype(np.float32) * 0.9 + 23.5
    grain = np.random.default_rng(7).normal(0, 2.5, flat.shape)
    return _jpeg(np.clip(flat + grain, 0, 255).astype(np.uint8), 85)


def _ground(picture: Picture) -> Picture:
    return np.full_like(picture, 244)


GOOD: dict[str, Spoil] = {
    "as a card's": _as_card,
    "102 px wide": lambda photo: _scaled(photo, 102),
    "JPEG quality 40, 179 px": lambda photo: _jpeg(_scaled(photo, 179), 40),
    "blur of 0.7 px, 179 px": lambda photo: _blurred(_scaled(photo, 179), 0.7),
}
BAD: dict[str, Spoil] = {
    "60 px wide": lambda photo: _scaled(photo, 60),
    "blur of 2 px, 102 px": lambda photo: _blurred(_scaled(photo, 102), 2.0),
    "blur of 3 px, 179 px": lambda photo: _blurred(_scaled(photo, 179), 3.0),
    "JPEG quality 5, 179 px": lambda photo: _jpeg(_scaled(photo, 179), 5),
    "JPEG quality 8, 358 px": lambda photo: _jpeg(photo, 8),
    "no face: the ground alone": _ground,
    "no face: the lower half": lambda photo: photo[photo.shape[0] * 11 // 20 :].copy(),
}


if __name__ == "__main__":
    typer.run(main)
