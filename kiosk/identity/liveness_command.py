"""`check-liveness VIDEO|DIR`: the signals over recorded frames, with the decision explained.

A recording cannot be asked anything. Where a timeline of what was asked lies beside it (`<name>.json`), turns, blink,
coming closer and the screen's light are judged by it; without one only what needs no question is judged, and said so.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from kiosk.identity.liveness.replayed import Asked, Judged, judge
from kiosk.identity.liveness.uncovered import IN_WORDS, NOT_COVERED
from kiosk.identity.reading import Image

PICTURES = {".jpg", ".jpeg", ".png", ".bmp", ".webp"}
DEFAULT_RATE = 15.0


class UnreadableRecordingError(Exception):
    """The recording or its timeline cannot be used; the message is for people."""


@dataclass(frozen=True, slots=True)
class Recording:
    frames: Iterator[tuple[float, Image]]
    timeline: Path


def check_liveness_command(source: Path, as_json: bool, pictures: Path | None = None) -> int:
    """Print the decision. Returns 0 where live, 1 where not or not judged, 2 where the recording cannot be used."""
    try:
        recording = _opened(source)
        asked = _timeline(recording.timeline)
        judged = judge(recording.frames, asked)
    except UnreadableRecordingError as error:
        print(error, file=sys.stderr)
        return 2
    if not judged.frames:
        print(f"{source}: holds no pictures that can be read", file=sys.stderr)
        return 2
    if pictures is not None:
        _save(judged, pictures, source.stem)
    print(_as_json(source, judged) if as_json else _as_text(source, judged))
    return 0 if judged.live else 1


def _opened(source: Path) -> Recording:
    if source.is_dir():
        files = sorted(file for file in source.iterdir() if file.suffix.lower() in PICTURES)
        if not files:
            raise UnreadableRecordingError(f"{source}: no pictures here (JPEG, PNG, WebP, BMP)")
        inside, beside = source / "timeline.json", source.with_suffix(".json")
        timeline = inside if inside.is_file() else beside
        return Recording(_pictures(files, _rate(timeline)), timeline)
    if not source.is_file():
        raise UnreadableRecordingError(f"{source}: is not there")
    video = cv2.VideoCapture(str(source))
    if not video.isOpened():
        raise UnreadableRecordingError(f"{source}: is not a video in a known format")
    return Recording(_video(video), source.with_suffix(".json"))


def _pictures(files: list[Path], rate: float) -> Iterator[tuple[float, Image]]:
    for number, file in enumerate(files):
        picture = cv2.imdecode(np.frombuffer(file.read_bytes() or b"\0", np.uint8), cv2.IMREAD_COLOR)
        if picture is None:
            raise UnreadableRecordingError(f"{file}: is not a picture in a known format")
        yield number / rate, picture.astype(np.uint8, copy=False)


def _video(video: cv2.VideoCapture) -> Iterator[tuple[float, Image]]:
    rate = video.get(cv2.CAP_PROP_FPS) or DEFAULT_RATE
    number = 0
    try:
        while True:
            there, picture = video.read()
            if not there:
                return
            yield number / rate, picture.astype(np.uint8, copy=False)
            number += 1
    finally:
        video.release()


def _rate(timeline: Path) -> float:
    rate = _read(timeline).get("fps", DEFAULT_RATE)
    if not isinstance(rate, int | float) or not 0 < rate <= 240:
        raise UnreadableRecordingError(f"{timeline}: fps: found {rate!r}, allowed: a number over 0, at most 240")
    return float(rate)


def _read(timeline: Path) -> dict[str, Any]:
    if not timeline.is_file():
        return {}
    try:
        table = json.loads(timeline.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableRecordingError(f"{timeline}: is not JSON: {error}") from error
    if not isinstance(table, dict):
        raise UnreadableRecordingError(f"{timeline}: found {type(table).__name__}, allowed: an object")
    return table


def _timeline(timeline: Path) -> tuple[Asked, ...]:
    found = []
    for number, each in enumerate(_read(timeline).get("asked", ())):
        try:
            found.append(Asked(float(each["at"]), str(each.get("challenge", "look")), str(each.get("light", ""))))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            where = f"{timeline}: asked[{number}]"
            raise UnreadableRecordingError(f"{where}: found {each!r}, allowed: at (s), challenge, light") from error
    try:
        return tuple(each.checked() for each in found)
    except ValueError as error:
        raise UnreadableRecordingError(f"{timeline}: {error}") from error


def _save(judged: Judged, folder: Path, stem: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in judged.pictures.items():
        cv2.imwrite(str(folder / f"{stem}-{name}.png"), picture)


def _as_json(source: Path, judged: Judged) -> str:
    table = {
        "recording": str(source),
        "verdict": judged.verdict,
        "live": judged.live,
        "frames": judged.frames,
        "seconds": round(judged.seconds, 2),
        "challenges_known": judged.asked,
        "reasons": judged.reasons,
        "signals": [asdict(signal) for signal in judged.signals],
        "not_covered": NOT_COVERED,
    }
    return json.dumps(table, ensure_ascii=False)


def _as_text(source: Path, judged: Judged) -> str:
    why = f" ({', '.join(judged.reasons)})" if judged.reasons else ""
    lines = [f"{source}: {judged.verdict}{why}, {judged.frames} frames, {judged.seconds:.1f} s"]
    if not judged.asked:
        lines.append("  What was asked is not known (no timeline): only what needs no question was judged.")
    lines += [f"  {signal.explained()}" for signal in judged.signals]
    lines.append(f"  Not covered: {'; '.join(IN_WORDS[each] for each in NOT_COVERED)}.")
    return "\n".join(lines)
