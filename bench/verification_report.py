"""The tables of `bench/verification`."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.liveness_report import wilson
from bench.verification_pictures import LIVE, PHOTOS
from kiosk.identity.face_models import THRESHOLD_NOTE

Floats = NDArray[np.float64]
CURVE = (0.30, 0.35, 0.40, 0.425, 0.45, 0.475, 0.50, 0.525, 0.55, 0.60, 0.65)
CONDITIONS = (*(("card", live) for live in LIVE), *((photo, "frontal") for photo in PHOTOS[1:]))
"""What each is compared by: the card's photograph with every live picture, the other photographs with the straight
one."""
ASKED_FNMR = 0.02


def print_report(group: str, rows: list[dict[str, Any]], threshold: float) -> None:
    people = [{name: _descriptor(each) for name, each in row["pictures"].items()} for row in rows]
    if not people:
        print(f"{group}: not measured")
        return
    genuine: dict[str, list[float]] = {}
    impostors: dict[str, Floats] = {}
    for photo, live in CONDITIONS:
        between = _distances(people, photo, live)
        own = np.diag(between)
        genuine[_name(photo, live)] = list(own[~np.isnan(own)])
        others = between[~np.eye(len(people), dtype=bool)]
        impostors[_name(photo, live)] = others[~np.isnan(others)]
    count = len(people)
    print(f"{group}: {count} people, {count * (count - 1) // 2:,} pairs of people")
    _print_sent_back(rows)
    _print_curve(genuine, impostors, threshold)
    _print_conditions(genuine, impostors, threshold)
    print(f"Rendered people; {THRESHOLD_NOTE}.\n")


def _print_sent_back(rows: list[dict[str, Any]]) -> None:
    """What the quality gates did not let be compared."""
    for names, what in ((PHOTOS, "photographs refused"), (LIVE, "live pictures sent back")):
        cells = []
        for name in names:
            refused = [row["pictures"][name]["problems"] for row in rows if "problems" in row["pictures"][name]]
            why = sorted({problem for problems in refused for problem in problems} - {"bad_id_photo"})
            cells.append(f"{name} {len(refused)}" + (f" ({', '.join(why)})" if why else ""))
        print(f"  {what}, of {len(rows)}: {'; '.join(cells)}")


def _print_curve(genuine: dict[str, list[float]], impostors: dict[str, Floats], threshold: float) -> None:
    mine = np.concatenate([np.array(each) for each in genuine.values()])
    straight, others = impostors[_name("card", "frontal")], np.concatenate(list(impostors.values()))
    print(f"  {len(mine):,} genuine comparisons, {len(others):,} of others, {len(straight):,} of them card to frontal")
    print(f"  {'threshold':>9}  {'FNMR':>7}  {'FMR':>9}  {'FMR card, frontal':>17}")
    for limit in sorted({*CURVE, threshold}):
        shipped = "  <- the threshold" if limit == threshold else ""
        print(
            f"  {limit:9.3f}  {np.mean(mine > limit):7.2%}  {np.mean(others <= limit):9.3%}"
            f"  {np.mean(straight <= limit):17.3%}{shipped}"
        )
    refused = int(np.sum(mine > threshold))
    low, high = wilson(refused, len(mine))
    verdict = "kept" if refused / len(mine) <= ASKED_FNMR else "MISSED"
    print(
        f"  genuine refused at {threshold:.2f}: {refused} of {len(mine):,}, {refused / len(mine):.2%}"
        f" ({low:.2%} to {high:.2%}); asked at most {ASKED_FNMR:.0%}: {verdict}"
    )


def _print_conditions(genuine: dict[str, list[float]], impostors: dict[str, Floats], threshold: float) -> None:
    print(
        f"  {'condition':30} {'FNMR':>8} {'of':>5} {'median':>7} {'longest':>8}   {'FMR':>8} {'median':>7} {'least':>6}"
    )
    for name, own in genuine.items():
        mine, others = np.array(own), impostors[name]
        if not len(mine) or not len(others):
            print(f"  {name:30} nothing compared")
            continue
        print(
            f"  {name:30} {np.mean(mine > threshold):8.2%} {len(mine):5} {np.median(mine):7.3f} {mine.max():8.3f}"
            f"   {np.mean(others <= threshold):8.3%} {np.median(others):7.3f} {others.min():6.3f}"
        )


def _name(photo: str, live: str) -> str:
    return f"{photo} / {live}"


def _distances(people: list[dict[str, Floats | None]], photo: str, live: str) -> Floats:
    """Photographs (rows) against live pictures (columns); NaN where one of them was not encoded."""
    empty = np.full(128, np.nan)
    one = np.array([each[photo] if each[photo] is not None else empty for each in people])
    other = np.array([each[live] if each[live] is not None else empty for each in people])
    squared = (one**2).sum(1)[:, None] + (other**2).sum(1)[None] - 2 * one @ other.T
    out: Floats = np.sqrt(np.clip(squared, 0, None))
    return out


def _descriptor(picture: dict[str, Any]) -> Floats | None:
    if "descriptor" not in picture:
        return None
    return np.frombuffer(base64.b64decode(picture["descriptor"]), np.float16).astype(np.float64)
