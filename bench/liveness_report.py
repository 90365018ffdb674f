"""What became of the presentations, as ISO/IEC 30107-3 reports it. Part of `bench/liveness`."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

from bench.liveness_session import LIVE_NAME
from drivers_sim.attacks import CIRCUMSTANCES, SPECIES

# Committed before measuring.
THRESHOLD = 0.50
MODES = ("off", "judged", "required")
"""What the kiosk's setting of the screen's light is (`[face] light`; `off` is what is shipped)."""
NOT_CLAIMED = {"off": ("replay_right_order",), "judged": ("replay_right_order",), "required": ()}
"""Species that the check does not claim to tell with the light so; all others it does."""
_TWO = ("two_faces", "face_swapped")
_NO_LIGHT = {"not_live", "light_not_answered"}

Row = dict[str, Any]


def accepted_by(row: Row, mode: str) -> bool:
    """Whether who came was taken for a living person. With the light off that is whoever fails nothing else.

    Of attacks in which two living people take part, only where the evidence of one was accepted for the other: it
    matches the victim's photograph, and better than the other's own. The second person alone, doing all that was
    asked, is a living person, and nobody's attack."""
    through = bool(row["live"]) or (mode == "off" and bool(row["reasons"]) and set(row["reasons"]) <= _NO_LIGHT)
    if through and row["species"] in _TWO:
        victim, other = row["distances"]
        through = victim <= THRESHOLD and victim < other
    if mode == "required" and through:
        through = row["signals"]["light"][1]
    return through


def counted(rows: list[Row], mode: str) -> list[Row]:
    """The presentations that count for a setting: light is required only of kiosks whose screen gives it."""
    return [row for row in rows if mode != "required" or not row["dark"]]


def wilson(hits: int, tries: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % score interval."""
    if not tries:
        return 0.0, 1.0
    share, spread = hits / tries, z * z / tries
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / tries + spread / (4 * tries))
    return max(0.0, middle - half), min(1.0, middle + half)


def print_report(rows: list[Row]) -> None:
    """APCER by species and BPCER by circumstance, skin and person, for each setting of the light; what refused."""
    by = defaultdict(list)
    for row in rows:
        by[row["species"]].append(row)
    print(f"{'APCER':20}" + "".join(f"{'light ' + mode:>30} " for mode in MODES) + "  refused by")
    for name in SPECIES:
        cells = "".join(f"{_share(_accepted(by[name], mode)):>30}{_mark(name, mode)}" for mode in MODES)
        print(f"{name:20}{cells}  {_reasons(by[name])}")
    print("(*: not claimed with the light so)")
    for mode in MODES:
        claimed = [name for name in SPECIES if name not in NOT_CLAIMED[mode]]
        shares = {name: _accepted(by[name], mode) for name in claimed if by[name]}
        worst = max(shares, key=lambda name: sum(shares[name]) / max(len(shares[name]), 1), default=None)
        if worst is not None:
            print(f"worst of the species claimed, light {mode}: {worst} {_share(shares[worst])}")
    _print_bona_fide(by[LIVE_NAME])
    print("Rendered people and attacks: the mechanism, not a population. docs/recognition.md says what is not covered.")


def _groups(live: list[Row]) -> dict[str, list[Row]]:
    found = {name: [row for row in live if row["circumstance"] == name] for name in CIRCUMSTANCES}
    return found | {
        name: [row for row in live if row["fair"] is fair] for name, fair in (("fair", True), ("dark", False))
    }


def _print_bona_fide(live: list[Row]) -> None:
    groups = {"all": live} | _groups(live)
    print(f"{'BPCER':20}" + "".join(f"{'light ' + mode:>30} " for mode in MODES))
    for name, rows in groups.items():
        refused = ([not each for each in _accepted(rows, mode)] for mode in MODES)
        print(f"{name:20}" + "".join(f"{_share(each):>30} " for each in refused))
    people = defaultdict(list)
    for row in live:
        people[row["person"]].append(not accepted_by(row, "off"))
    often = ", ".join(f"{who}: {sum(no)}/{len(no)}" for who, no in sorted(people.items()) if any(no))
    print(f"refused by person, light off: {often or 'nobody'}; {len(people)} people")
    print(f"refused by: {_reasons([row for row in live if not row['live']]) or 'nothing'}")


def _accepted(rows: list[Row], mode: str) -> list[bool]:
    return [accepted_by(row, mode) for row in counted(rows, mode)]


def _mark(name: str, mode: str) -> str:
    return "*" if name in NOT_CLAIMED[mode] else " "


def _share(hits: list[bool]) -> str:
    if not hits:
        return "not measured"
    low, high = wilson(sum(hits), len(hits))
    return f"{sum(hits)}/{len(hits)} {sum(hits) / len(hits):.1%} ({low:.1%} to {high:.1%})"


def _reasons(rows: list[Row]) -> str:
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        for reason in row["reasons"]:
            found[reason] += reason != "not_live"
    most = sorted((each for each in found.items() if each[1]), key=lambda each: -each[1])[:5]
    return ", ".join(f"{name} {number / len(rows):.0%}" for name, number in most)
