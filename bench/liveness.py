"""Presentation attacks on the face check: APCER by species and BPCER by person, with intervals (ISO/IEC 30107-3).

Each presentation is one whole face session as the kiosk runs it. All that is drawn for it comes from its seed; people
and seeds of both evaluations are others than those of `development`, which thresholds were chosen on. Results are
appended to a file as JSON lines, so a run can be stopped, taken up again and split by species; `--report` prints what
is there. Rendered people and attacks prove the mechanism, no population.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import typer

from bench.liveness_report import print_report, wilson
from bench.liveness_session import LIVE_NAME, Stage, play
from drivers_sim.attacks import CIRCUMSTANCES, SPECIES, draw_sitters

__all__ = ["main", "wilson"]

# Committed before measuring.
PEOPLE = {"development": (6, 11_000), "evaluation": (20, 930_000), "second": (20, 2_750_000)}
"""How many people, drawn by which seed. `evaluation` was made at revision ebaef17 and taught us what to mend: it stands
for that revision alone. `second` is for the mended one."""
FIRST_SEED = {"development": 1_000, "evaluation": 500_000, "second": 900_000}
RESULTS = Path(__file__).parent / "results"


def main(
    species: str = "",
    presentations: int = 150,
    live: int = 280,
    of: str = "second",
    results: Path = RESULTS / "liveness.jsonl",
    part: str = "1/1",
    report: bool = False,
) -> None:
    """Make PRESENTATIONS of each species (or of SPECIES, separated by commas) and LIVE bona fide ones, as far as they
    are not in RESULTS; PART as 2/3 makes the second third of the people's."""
    cv2.setNumThreads(1)
    if of == "evaluation" and not report:
        raise typer.BadParameter("the first evaluation stands for the revision it was made at; make the second")
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
            # Each person comes in each circumstance, one a round.
            where = list(CIRCUMSTANCES)[turn // count % len(CIRCUMSTANCES)] if name == LIVE_NAME else ""
            outcome = play(stage, name, sitters[number], sitters[(number + 1) % count], own, where)
            who = {"person": number, "fair": sitters[number].fair, "circumstance": where}
            row = {"of": of, "species": name, "seed": own, **who, **outcome}
            with results.open("a") as file:
                file.write(json.dumps(row, separators=(",", ":")) + "\n")


def _rows(results: Path) -> Iterator[dict[str, Any]]:
    if results.exists():
        for line in results.read_text().splitlines():
            yield json.loads(line)


if __name__ == "__main__":
    typer.run(main)
