"""What of a heartbeat somebody has to see to, and the count on both sides that keeps it from flickering.

Pure functions: facts in, conditions and turns out. Writing them down is `central.monitoring.alerting`'s.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from central.words import Text

Severity = Literal["high", "medium", "low"]
WORKS = frozenset({"online", "starting", "deviceBusy", "userError"})
"""XFS4IoT's words for a device that is there; a user's error is the user's."""
TAMPER = frozenset({"fraudAttempt", "potentialFraud"})
CLOCK_OFF_S = 60.0
"""The central takes tokens that are two minutes off: half of that."""
OUTBOX_OLD_S = 600.0


@dataclass(frozen=True, slots=True)
class Kind:
    """`raise_after` heartbeats in a row that show it raise it, `clear_after` without it clear it."""

    severity: Severity
    raise_after: int
    clear_after: int
    name: Text


def _kind(severity: Severity, raise_after: int, clear_after: int, zh: str, en: str) -> Kind:
    return Kind(severity, raise_after, clear_after, Text(zh=zh, en=en))


KINDS: Mapping[str, Kind] = {
    "tamper": _kind("high", 1, 3, "疑似破坏或欺诈", "Tampering suspected"),
    "door_open": _kind("high", 1, 2, "机门打开", "Door open"),
    "kiosk_silent": _kind("high", 1, 2, "终端没有心跳", "Kiosk silent"),
    "device_lost": _kind("high", 3, 2, "设备失联或故障", "Device lost or broken"),
    "paper_out": _kind("high", 2, 2, "缺纸", "Out of paper"),
    "outbox_growing": _kind("high", 3, 2, "待发申请积压", "Submissions pile up"),
    "clock_off": _kind("medium", 3, 2, "时钟不准", "Clock off"),
    "card_kept": _kind("medium", 1, 1, "有遗留的证卡", "A card was left behind"),
    "paper_low": _kind("low", 3, 3, "纸将用完", "Paper low"),
    "supply_low": _kind("low", 3, 3, "耗材将用完", "Supplies low"),
}

Subject = tuple[str, str]
"""A kind and what it is about: a device's id, or empty for the kiosk itself."""


@dataclass(frozen=True, slots=True)
class Count:
    """`up`: the alert stands. `n`: observations in a row that say otherwise."""

    up: bool
    n: int


def conditions(beat: Mapping[str, Any], clock_offset_s: float, waiting_before: int) -> frozenset[Subject]:
    """What this heartbeat shows. `beat` is a heartbeat as it came (central/api/kiosk_schemas.py)."""
    shown: set[Subject] = set()
    for device in beat["devices"]:
        shown |= {(kind, device["id"]) for kind in _of_device(device)}
    for each in beat["consumables"]:
        paper = each["kind"].endswith("paper")
        if each["state"] == "out":
            shown.add(("paper_out" if paper else "supply_low", each["device"]))
        elif each["state"] == "low":
            shown.add(("paper_low" if paper else "supply_low", each["device"]))
    outbox = beat["outbox"]
    old = (outbox.get("oldest_s") or 0) > OUTBOX_OLD_S
    if outbox["waiting"] and (old or outbox["waiting"] > waiting_before):
        shown.add(("outbox_growing", ""))
    if abs(clock_offset_s) > CLOCK_OFF_S:
        shown.add(("clock_off", ""))
    if beat["kept"]:
        shown.add(("card_kept", ""))
    return frozenset(shown)


def _of_device(device: Mapping[str, Any]) -> Collection[str]:
    if device["state"] in TAMPER:
        return ("tamper",)
    if device["reason"] == "door_open" or device["details"].get("door") == "open":
        return ("door_open",)
    if device["state"] in WORKS or device["reason"] == "paper_out":
        return ()
    return ("device_lost",)


def turn(
    counts: Mapping[Subject, Count], shown: Collection[Subject]
) -> tuple[dict[Subject, Count], frozenset[Subject], frozenset[Subject]]:
    """The counts after an observation, what is raised by it and what is cleared."""
    after: dict[Subject, Count] = {}
    raised, cleared = set(), set()
    for subject in {*counts, *shown}:
        count, kind = counts.get(subject, Count(False, 0)), KINDS[subject[0]]
        if (subject in shown) == count.up:
            if count.up:
                after[subject] = Count(True, 0)
            continue
        n = count.n + 1
        if n < (kind.clear_after if count.up else kind.raise_after):
            after[subject] = Count(count.up, n)
        elif count.up:
            cleared.add(subject)
        else:
            after[subject] = Count(True, 0)
            raised.add(subject)
    return after, frozenset(raised), frozenset(cleared)


def load(kept: Mapping[str, Any]) -> dict[Subject, Count]:
    """The counts as `dump` wrote them; of kinds that there are no more, none."""
    found = {}
    for name, (up, n) in kept.items():
        kind, _, subject = name.partition("|")
        if kind in KINDS:
            found[kind, subject] = Count(bool(up), int(n))
    return found


def dump(counts: Mapping[Subject, Count]) -> dict[str, Any]:
    return {f"{kind}|{subject}": [count.up, count.n] for (kind, subject), count in sorted(counts.items())}
