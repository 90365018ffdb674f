"""The face threshold's meaning: how often two people are taken for one, and one for two (FMR and FNMR).

Everybody of a rendered population has three ID photographs and six live pictures, found, judged and encoded as the
kiosk does it. The descriptors are kept in a file, so a run can be stopped and taken up again, and `--report` prints
without rendering. One live picture stands for the check: the kiosk decides by the median of three moments. Rendered
people prove the mechanism, no population.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import typer
from numpy.typing import NDArray

from bench.verification_pictures import LIVE, PHOTOS, Subject, photo, probe, subjects
from bench.verification_report import print_report
from kiosk.identity.detector import FAR_SEARCH_WIDTH, Face, FaceDetector
from kiosk.identity.encoder import Encoding, encode
from kiosk.identity.face_models import FaceModels, load_face_models
from kiosk.identity.id_photo import read_id_photo
from kiosk.identity.quality import chip, measure

# Committed before measuring. `demo` are the people who come with the simulation: those were chosen for being unlike.
GROUPS = {"development": (24, 5_100), "evaluation": (480, 2_026_114), "demo": (8, 0)}
"""How many people, drawn by which seed."""
RESULTS = Path(__file__).parent / "results" / "verification.jsonl"


def main(of: str = "evaluation,demo", results: Path = RESULTS, threshold: float = 0.50, report: bool = False) -> None:
    """Encode the groups OF (separated by commas) that are not in RESULTS yet, and print the report."""
    cv2.setNumThreads(1)
    for group in of.split(","):
        if not report:
            _measure(group, *GROUPS[group], results)
        print_report(group, [row for row in _rows(results) if row["of"] == group], threshold)


def _measure(group: str, count: int, seed: int, results: Path) -> None:
    done = {row["person"] for row in _rows(results) if row["of"] == group}
    models = load_face_models()
    results.parent.mkdir(exist_ok=True)
    for subject in subjects(group, count, seed):
        if subject.name not in done:
            row = {"of": group, "person": subject.name, "pictures": _encoded(models, subject)}
            with results.open("a") as file:
                file.write(json.dumps(row) + "\n")


def _encoded(models: FaceModels, subject: Subject) -> dict[str, dict[str, Any]]:
    out: dict[str, dict[str, Any]] = {}
    for name in PHOTOS:
        read = read_id_photo(models, photo(subject, name))
        out[name] = _kept(read.encoding, read.problems)
    known: Face | None = None
    for name in LIVE:
        frame = probe(subject, name)
        found = _found(models, frame, known)
        known = known or found
        out[name] = _kept(*_live(models, frame, found))
    return out


def _found(models: FaceModels, frame: NDArray[np.uint8], known: Face | None) -> Face | None:
    """As the tracker does it: searched for near, then far; who was seen before is looked for in that place."""
    gray: NDArray[np.uint8] = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)  # type: ignore[assignment]
    detector = FaceDetector(models)
    faces = detector.find(gray) or detector.find(gray, FAR_SEARCH_WIDTH)
    if faces:
        return faces[0]
    return detector.follow(gray, known.box) if known is not None else None


def _live(models: FaceModels, frame: NDArray[np.uint8], face: Face | None) -> tuple[Encoding | None, tuple[str, ...]]:
    """As a face session takes it: what the quality gate sends back is not encoded."""
    if face is None:
        return None, ("no_face",)
    gray: NDArray[np.uint8] = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)  # type: ignore[assignment]
    quality = measure(face, chip(gray, face.points), gray.shape[1])
    return (None, quality.problems) if quality.problems else (encode(models, frame, face), ())


def _kept(encoding: Encoding | None, problems: tuple[str, ...]) -> dict[str, Any]:
    if encoding is None:
        return {"problems": problems}
    return {"descriptor": base64.b64encode(encoding.astype(np.float16).tobytes()).decode()}


def _rows(results: Path) -> Iterator[dict[str, Any]]:
    if results.exists():
        for line in results.read_text().splitlines():
            yield json.loads(line)


if __name__ == "__main__":
    typer.run(main)
