"""Presentation attacks on the face check: APCER by species and BPCER by person, with intervals (ISO/IEC 30107-3).

Each presentation is one whole face session as the kiosk runs it. All that is drawn for it comes from its seed; people
and seeds of `evaluation` are others than those of `development`, which thresholds were chosen on. Results are appended
to a file as JSON lines, so a run can be stopped, taken up again and split by species; `--report` prints what is there.
Rendered people and attacks prove the mechanism, no population.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import typer

from bench.liveness_session import LIVE_NAME, MODES, Stage, accepted_by, counted, play
from drivers_sim.attacks import SPECIES, draw_sitters

# Committed before measuring.
PEOPLE = {"development": (6, 11_000), "evaluation": (20, 930_000)}
"""How many people, drawn by which seed."""
FIRST_SEED = {"development": 1_000, "evaluation": 500_000}
RESULTS = Path(__file__).parent / "results"


def main(
    species: str = "",
    presentations: int = 160,
    live: int = 300,
    of: str = "evaluation",
    results: Path = RESULTS / "liveness.jsonl",
    part: str = "1/1",
    report: bool = False,
) -> None:
    """Make up to PRESENTATIONS of each species (or of SPECIES, separated by commas) and LIVE bona fide ones; PART as
    2/3 makes the second third of the people's."""
    cv2.setNumThreads(1)
    if not report:
        names = species.split(",") if species else [LIVE_NAME, *SPECIES]
        _measure(names, presentations, live, of, results, part)
    rows = [each for each in _rows(results) if each["of"] == of]
    print_report(rows)


def _measure(names: list[str], presentations: int, live: int, of: str, results: Path, part: str) -> None:
    count, seed = PEOPLE[of]
    sitters = draw_sitters(count, seed)
    done = {(each["species"], each["seed"]) for each in _rows(results) if each["of"] == of}
    mine, parts = (int(each) for each in part.split("/"))
    stage = Stage()
    results.parent.mkdir(exist_ok=True)
    # Round by round over all people, so that a run cut short has something of everybody and of every species.
    for turn in range(max(presentations, live)):
        number = turn % count
        if number * parts // count != mine - 1:
            continue
        for name in names:
            own = FIRST_SEED[of] + turn
            if turn >= (live if name == LIVE_NAME else presentations) or (name, own) in done:
                continue
            outcome = play(stage, name, sitters[number], sitters[(number + 1) % count], own)
            row = {"of": of, "species": name, "seed": own, "person": number, **outcome}
            with results.open("a") as file:
                file.write(json.dumps(row) + "\n")


def _rows(results: Path) -> Iterator[dict[str, Any]]:
    if results.exists():
        for line in results.read_text().splitlines():
            yield json.loads(line)


def wilson(hits: int, tries: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % score interval."""
    if not tries:
        return 0.0, 1.0
    share, spread = hits / tries, z * z / tries
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / tries + spread / (4 * tries))
    return max(0.0, middle - half), min(1.0, middle + half)


def print_report(rows: list[dict[str, Any]]) -> None:
    """The table, with the light where it can be judged and where it is required, and the bona fide errors by person."""
    by = defaultdict(list)
    for row in rows:
        by[row["species"]].append(row)
    print(f"{'species':20} {'light where judged':>32} {'light required':>32}   refused by")
    for name in SPECIES:
        cells = [_share([accepted_by(row, mode) for row in counted(by[name], mode)]) for mode in MODES]
        print(f"{name:20} {cells[0]:>32} {cells[1]:>32}   {_reasons(by[name])}")
    live = by[LIVE_NAME]
    for mode in MODES:
        refused = [(row["person"], not accepted_by(row, mode)) for row in counted(live, mode)]
        people = {who: [no for other, no in refused if other == who] for who, _ in refused}
        worst = max((sum(each) / len(each) for each in people.values()), default=0.0)
        cell = _share([no for _, no in refused])
        print(f"BPCER, light {mode}: {cell}, {len(people)} people, worst person {worst:.0%}")
        print("  " + ", ".join(f"{who}: {sum(each)}/{len(each)}" for who, each in sorted(people.items()) if any(each)))
    print(f"  refused by: {_reasons([row for row in live if not row['live']]) or 'nothing'}")
    print("Rendered people and attacks: the mechanism, not a population. docs/recognition.md says what is not covered.")


def _share(hits: list[bool]) -> str:
    if not hits:
        return "not measured"
    low, high = wilson(sum(hits), len(hits))
    return f"{sum(hits)}/{len(hits)} {sum(hits) / len(hits):6.1%} ({low:.1%} to {high:.1%})"


def _reasons(rows: list[dict[str, Any]]) -> str:
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        for reason in row["reasons"]:
            found[reason] += reason != "not_live"
    most = sorted((each for each in found.items() if each[1]), key=lambda each: -each[1])[:5]
    return ", ".join(f"{name} {number / len(rows):.0%}" for name, number in most)


if __name__ == "__main__":
    typer.run(main)
