"""What the monitoring wall draws: each kiosk's standing in one word, where it is on the sketch, what is most urgent."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from central.desk.districts import District, Sketch, sketch
from central.monitoring import Snapshot
from central.monitoring.alerts import TAMPER, WORKS
from central.monitoring.kiosks import ConsumableLevel, Device, KioskView

Standing = Literal["trouble", "silent", "limited", "out", "works"]
GRAVITY: tuple[Standing, ...] = ("trouble", "silent", "limited", "out", "works")
MOST_ROWS = 60
MOST_DOTS = 7
_RING = 17


@dataclass(frozen=True, slots=True)
class Spot:
    """A kiosk on the sketch, or where there are too many for dots, all of a district in one with their number."""

    x: int
    y: int
    standing: Standing
    count: int
    kiosk: KioskView | None


@dataclass(frozen=True, slots=True)
class Area:
    district: District
    kiosks: int
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Row:
    kiosk: KioskView
    standing: Standing
    district: District | None
    devices: tuple[tuple[Device, Standing], ...]
    low: tuple[ConsumableLevel, ...]


@dataclass(frozen=True, slots=True)
class Wall:
    snapshot: Snapshot
    sketch: Sketch
    areas: tuple[Area, ...]
    rows: tuple[Row, ...]
    shown: int
    standings: Mapping[str, int]
    visits: int
    finished: int


def of(snapshot: Snapshot, district: str) -> Wall:
    """`district`: only the kiosks there are listed; the sketch shows all."""
    drawn = sketch()
    known = {each.code: each for each in drawn.districts}
    standings = {view.id: standing_of(view) for view in snapshot.kiosks}
    here = [view for view in snapshot.kiosks if not district or _code(view) == district]
    ordered = sorted(here, key=lambda view: (GRAVITY.index(standings[view.id]), view.id))
    return Wall(
        snapshot=snapshot,
        sketch=drawn,
        areas=tuple(_area(each, [v for v in snapshot.kiosks if _code(v) == each.code]) for each in drawn.districts),
        rows=tuple(_row(view, standings[view.id], known.get(_code(view))) for view in ordered[:MOST_ROWS]),
        shown=len(here),
        standings={each: sum(s == each for s in standings.values()) for each in GRAVITY},
        visits=sum(snapshot.visits.values()),
        finished=snapshot.visits.get("finished", 0),
    )


def standing_of(view: KioskView) -> Standing:
    """Silence is said before all: what is not known is never shown as working."""
    if view.contact != "in_touch":
        return "silent"
    if view.service in ("out_of_service", "closed"):
        return "out"
    states = [device_standing(device) for device in view.devices]
    if any(device.state in TAMPER for device in view.devices):
        return "trouble"
    if view.alerts or "trouble" in states:
        return "trouble" if "trouble" in states else "limited"
    return "limited" if view.service == "reduced" or any(c.state != "ok" for c in view.consumables) else "works"


def device_standing(device: Device) -> Standing:
    if device.state == "unknown":
        return "silent"
    if device.state not in WORKS:
        return "trouble"
    return "works" if device.reason in ("", "ok") else "limited"


def row_of(view: KioskView) -> Row:
    known = {each.code: each for each in sketch().districts}
    return _row(view, standing_of(view), known.get(_code(view)))


def _code(view: KioskView) -> str:
    return view.place.district if view.place else ""


def _row(view: KioskView, standing: Standing, district: District | None) -> Row:
    return Row(
        kiosk=view,
        standing=standing,
        district=district,
        devices=tuple((device, device_standing(device)) for device in view.devices),
        low=tuple(each for each in view.consumables if each.state in ("low", "out") or each.left is not None),
    )


def _area(district: District, views: list[KioskView]) -> Area:
    x, y = district.at
    if len(views) > MOST_DOTS:
        worst = min((standing_of(view) for view in views), key=GRAVITY.index)
        return Area(district, len(views), (Spot(x, y + 12, worst, len(views), None),))
    spots = tuple(
        Spot(place[0], place[1], standing_of(view), 1, view)
        for view, place in zip(views, _around(x, y + 14, len(views)), strict=True)
    )
    return Area(district, len(views), spots)


def _around(x: int, y: int, count: int) -> Iterable[tuple[int, int]]:
    """Side by side below the name, in rows of four."""
    for number in range(count):
        line, place = divmod(number, 4)
        across = min(count - line * 4, 4)
        yield math.floor(x + (place - (across - 1) / 2) * _RING), y + line * _RING
