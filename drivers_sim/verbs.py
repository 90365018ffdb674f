"""What can be done to the hall: one shape a verb, for the dock's HTTP, for scenarios and for whoever records them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from drivers_sim.documents import Lying
from drivers_sim.equipment.model import VerbError
from drivers_sim.scanner.device import HELD_S

if TYPE_CHECKING:
    from drivers_sim.hall import Hall


class Verb(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="do"):
    """One thing that somebody does."""


class Seat(Verb, frozen=True, kw_only=True, tag="seat"):
    slug: str
    mode: str = ""


class Leave(Verb, frozen=True, kw_only=True, tag="leave"):
    pass


class Act(Verb, frozen=True, kw_only=True, tag="act"):
    action: str


class Presence(Verb, frozen=True, kw_only=True, tag="presence"):
    mode: str


class Place(Verb, frozen=True, kw_only=True, tag="place"):
    device: str
    slug: str
    side: str = "front"
    rotation: float = 2.0
    condition: str = "normal"


class Remove(Verb, frozen=True, kw_only=True, tag="remove"):
    device: str


class ShowCode(Verb, frozen=True, kw_only=True, tag="show_code"):
    device: str
    text: str
    seconds: float = HELD_S


class LaySlip(Verb, frozen=True, kw_only=True, tag="lay_slip"):
    device: str
    printer: str


class Fault(Verb, frozen=True, kw_only=True, tag="fault"):
    device: str
    kind: str
    after_mm: float | None = None


class Reset(Verb, frozen=True, kw_only=True, tag="reset"):
    pass


AnyVerb = Seat | Leave | Act | Presence | Place | Remove | ShowCode | LaySlip | Fault | Reset


def verb(name: str, arguments: Mapping[str, Any]) -> AnyVerb:
    """The verb of that name; raises `VerbError` where its arguments do not fit."""
    try:
        found: AnyVerb = msgspec.convert({**arguments, "do": name}, type=AnyVerb)
    except msgspec.ValidationError as error:
        raise VerbError(str(error), 400) from error
    return found


def as_mapping(done: AnyVerb) -> dict[str, Any]:
    """The verb as it is written, without what is as usual."""
    written: dict[str, Any] = msgspec.to_builtins(done)
    usual = {
        field: default
        for field, default in zip(reversed(done.__struct_fields__), reversed(done.__struct_defaults__), strict=False)
        if default is not msgspec.NODEFAULT
    }
    return {key: value for key, value in written.items() if key not in usual or usual[key] != value}


async def perform(hall: Hall, done: AnyVerb) -> None:
    """Do it, and tell who records it. Raises `VerbError` where it cannot be done."""
    match done:
        case Seat(slug=slug, mode=mode):
            await hall.seat(slug, mode)
        case Leave():
            await hall.leave()
        case Act(action=action):
            await hall.act(action)
        case Presence(mode=mode):
            await hall.presence(mode)
        case Place():
            await hall.place(done.device, Lying(done.slug, done.side, done.condition, done.rotation))
        case Remove(device=device):
            await hall.remove(device)
        case ShowCode():
            hall.show_code(done.device, done.text, done.seconds)
        case LaySlip(device=device, printer=printer):
            await hall.lay_slip(device, printer)
        case Fault():
            await hall.fault(done.device, done.kind, done.after_mm)
        case Reset():
            await hall.reset()
    for heard in tuple(hall.listeners):
        heard(done)
