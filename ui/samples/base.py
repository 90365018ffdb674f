"""What the samples share: the hall, what surrounds a screen, a sample's shape."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from kiosk import views
from kiosk.views import Chrome, Message, StepMark, Text

HALL = Text(zh="南宁市民中心 社保服务大厅", en="Nanning Civic Centre · Social Security Hall")


SERVICE = Text(zh="失业保险金申领", en="Unemployment benefit")


ORDER = ("identify", "face", "choose", "fill", "review", "finish")


def chrome(now: str | None, *, back: bool = True, leave: bool = True, strip: str = "") -> Chrome:
    """What surrounds a screen at step `now`."""
    marks: tuple[StepMark, ...] = ()
    if now is not None:
        at = ORDER.index(now)
        marks = tuple(
            StepMark(id=each, state="done" if i < at else "now" if i == at else "to_come")  # type: ignore[arg-type]
            for i, each in enumerate(ORDER)
        )
    return Chrome(
        hall=HALL,
        steps=marks,
        can_back=back,
        can_leave=leave,
        simulation=True,
        strip=Message(id=strip) if strip else None,
    )


@dataclass(frozen=True)
class Sample:
    """A named view, the objectName of what leads on from it ("" where nothing does), and what is touched first."""

    name: str
    view: views.AnyView
    way_on: str
    touch: str = ""


def adapted(view: views.AnyView, **changes: object) -> views.AnyView:
    """The same view with another language, text size, contrast or idle warning."""
    return msgspec.structs.replace(view, chrome=msgspec.structs.replace(view.chrome, **changes))
