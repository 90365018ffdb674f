"""Fuzz the codecs at both ends of the wires: seeded inputs, no crash, no hang, no buffer that grows."""

from __future__ import annotations

import sys
import time
from typing import Annotated

import typer

from bench.fuzz_targets import targets
from bench.fuzzing import FoundError, fuzz


def main(
    codec: Annotated[str, typer.Argument(help="One target's name, or all.")] = "all",
    count: Annotated[int, typer.Argument(help="Inputs for each.")] = 1_000_000,
    seed: Annotated[int, typer.Option(help="Other inputs by another seed.")] = 1,
) -> None:
    """Say for each codec how many inputs it took, in which time, and the most that it ever kept of them."""
    known = targets()
    if codec != "all" and codec not in known:
        print(f"fuzz: there is no {codec}; there are: {', '.join(known)}", file=sys.stderr)
        raise typer.Exit(2)
    failed = False
    print(f"{'codec':24}{'inputs':>10}{'seconds':>9}{'kept at most':>14}")
    for name, target in known.items():
        if codec not in ("all", name):
            continue
        began = time.monotonic()
        try:
            most = fuzz(target, count, seed, lambda done, name=name: _progress(name, done, count))  # type: ignore[misc]
        except FoundError as found:
            failed = True
            print(f"\r{name:24}FAILED: {found}", flush=True)
        else:
            print(f"\r{name:24}{count:10}{time.monotonic() - began:9.1f}{most:14}", flush=True)
    raise typer.Exit(1 if failed else 0)


def _progress(name: str, done: int, count: int) -> None:
    if sys.stderr.isatty() and done % 5000 == 0:
        print(f"\r{name}: {done * 100 // count} %", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    typer.run(main)
