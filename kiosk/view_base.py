"""What views are made of."""

from __future__ import annotations

from typing import Literal

import msgspec

Language = Literal["zh", "en"]
TextSize = Literal["normal", "large"]
Contrast = Literal["normal", "high"]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all parts of a view: immutable, by keyword, serialisable."""


class Text(Part, frozen=True, kw_only=True):
    """A text in every language; `en` falls back to `zh` where empty."""

    zh: str
    en: str = ""


class Message(Part, frozen=True, kw_only=True):
    """A text that ui owns: an id in its translations, and the arguments put into it."""

    id: str
    args: dict[str, str] = {}


class StepMark(Part, frozen=True, kw_only=True):
    """One step of the visit's progress line."""

    id: Literal["identify", "face", "choose", "fill", "review", "finish"]
    state: Literal["done", "now", "to_come"]


class Idle(Part, frozen=True, kw_only=True):
    """The visit is about to end for want of a touch; `seconds` is what is left at the moment of publishing."""

    seconds: int


class Chrome(Part, frozen=True, kw_only=True):
    """What surrounds every screen."""

    hall: Text
    language: Language = "zh"
    text_size: TextSize = "normal"
    contrast: Contrast = "normal"
    simulation: bool = False
    steps: tuple[StepMark, ...] = ()
    can_back: bool = False
    can_leave: bool = False
    can_help: bool = True
    strip: Message | None = None
    idle: Idle | None = None


class Preview(Part, frozen=True, kw_only=True):
    """Where live frames are: a ring of frames in memory (see kiosk/vision/ring.py); `shape` is how to mask it."""

    ring: str
    shape: Literal["oval", "page"]
    mirrored: bool = False


class Action(Part, frozen=True, kw_only=True):
    """A button. `id` is sent back as the intent's `choice`; the first primary one is the screen's one way on."""

    id: str
    label: Message
    primary: bool = False


class Tile(Part, frozen=True, kw_only=True):
    """A large choice with a line icon, a name and one sentence. `closed` says why it cannot be chosen now."""

    id: str
    icon: str
    name: Text
    summary: Text = Text(zh="")
    closed: Message | None = None


class Option(Part, frozen=True, kw_only=True):
    """One value of a choice field."""

    value: str
    label: Text


class FormField(Part, frozen=True, kw_only=True):
    """One question of a form. `kind` decides the keyboard; `value` is what is known already, `source` from whom."""

    id: str
    kind: Literal["text", "digits", "phone", "date", "choice", "confirm"]
    label: Text
    help: Text = Text(zh="")
    required: bool = True
    value: str = ""
    source: Literal["chip", "scan", "department", "you", ""] = ""
    options: tuple[Option, ...] = ()
    max_length: int = 60
    error: Text | None = None


class Row(Part, frozen=True, kw_only=True):
    """A line of a sheet: what, its value, where it came from, and the field to change it (empty: cannot be)."""

    label: Text
    value: Text
    source: Literal["chip", "scan", "department", "you", ""] = ""
    change: str = ""


class TimelineEntry(Part, frozen=True, kw_only=True):
    """Something that happened or will; `when` is a local date or time as shown."""

    text: Text
    when: str = ""
    state: Literal["done", "now", "to_come"] = "to_come"


class ApplicationSummary(Part, frozen=True, kw_only=True):
    """An application in the citizen's list."""

    number: str
    name: Text
    state: Text
    submitted: str


class View(Part, tag_field="screen", frozen=True, kw_only=True):
    """Base of every screen."""

    number: int
    chrome: Chrome
