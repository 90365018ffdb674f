"""What a UPS's variables mean to a kiosk: one reason, and the sub-states of a power supply."""

from __future__ import annotations

from collections.abc import Mapping

REFUSALS = {
    "UNKNOWN-UPS": "ups_unknown",
    "DATA-STALE": "ups_stale",
    "DRIVER-NOT-CONNECTED": "ups_not_connected",
    "ACCESS-DENIED": "ups_refused",
}
RUNTIME_STEP_S = 60
"""A runtime is an estimate that changes with every look; nobody is told of less than a minute."""
NOTHING_KNOWN = dict.fromkeys(("supply", "charge", "runtime", "battery"), "unknown")


def reason_of(variables: Mapping[str, str]) -> str:
    """The one reason that matters most among the words of `ups.status`.

    FSD stands for a shutdown that was ordered, and is to be taken as a battery that ends. LB with mains power is a
    battery that was nearly emptied and charges. A status that says neither mains nor battery says nothing.
    """
    status = set(variables.get("ups.status", "").split())
    for when, reason in (
        ("FSD" in status or {"OB", "LB"} <= status, "battery_low"),
        ("OFF" in status, "ups_off"),
        ("OB" in status, "on_battery"),
        (not status & {"OL", "BYPASS"}, "ups_stale"),
        ("OVER" in status, "ups_overload"),
        ("BYPASS" in status, "ups_bypass"),
        ("RB" in status, "battery_replace"),
        ("LB" in status, "battery_charging"),
        ("ALARM" in status, "ups_alarm"),
    ):
        if when:
            return reason
    return "ok"


def detail_of(variables: Mapping[str, str]) -> dict[str, str]:
    """supply: mains or battery. charge: percent. runtime: seconds on battery, to the minute. battery: ok, low, replace,
    charging or discharging. Each may be unknown."""
    status = set(variables.get("ups.status", "").split())
    supply = "battery" if "OB" in status else "mains" if status & {"OL", "BYPASS"} else "unknown"
    battery = "unknown"
    for word, meaning in (
        ("RB", "replace"),
        ("LB", "low"),
        ("CHRG", "charging"),
        ("DISCHRG", "discharging"),
        ("OB", "discharging"),
        ("OL", "ok"),
    ):
        if word in status:
            battery = meaning
            break
    runtime = _number(variables.get("battery.runtime"), 10_000_000)
    charge = _number(variables.get("battery.charge"), 100)
    return {
        "supply": supply,
        "charge": "unknown" if charge is None else str(charge),
        "runtime": "unknown" if runtime is None else str(runtime // RUNTIME_STEP_S * RUNTIME_STEP_S),
        "battery": battery,
    }


def _number(text: str | None, most: int) -> int | None:
    """NUT writes numbers with a point, never with an exponent or a comma."""
    whole, _, fraction = (text or "").strip().partition(".")
    if not whole.isdecimal() or not (whole.isascii() and len(whole) <= 9) or (fraction and not fraction.isdecimal()):
        return None
    return int(whole) if int(whole) <= most else None
