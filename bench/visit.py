"""A whole visit's machine time by step: what the citizen waits for, played without pauses of a person."""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path

import typer

from play.processes import ROOT


def main(runs: int = 3, card: str = "scanner") -> None:
    """Median milliseconds a step over RUNS visits; the face check's includes the person's reaction times."""
    steps: dict[str, list[float]] = defaultdict(list)
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as out:
            command = ["script/demo", "--headless", "--out", out, "--card", card]
            subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
            for step in json.loads((Path(out) / "journey.json").read_text("utf-8"))["steps"]:
                steps[step["step"]].append(step["milliseconds"])
    for name, times in steps.items():
        print(f"{name:18} {statistics.median(times):9.0f} ms")
    print(f"{'all':18} {sum(statistics.median(times) for times in steps.values()):9.0f} ms")


if __name__ == "__main__":
    typer.run(main)
