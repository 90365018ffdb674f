"""What core shows and what the citizen can answer: the whole of what passes between core and ui.

Core publishes one numbered, immutable view at a time; ui draws it and answers with intents that carry its number.
An intent for an older view is dropped. Texts of the screens belong to ui: a view carries `Message` ids and arguments.
Texts of services belong to the central: they come as `Text` in every language, so that the language can change at
any moment without asking again. The JSON Schema of both is checked in as docs/schema/views.json.
"""

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


class Attract(View, tag="attract", frozen=True, kw_only=True):
    """Nobody is here. `notices` say what does not work now and what still does; `open` is false out of service."""

    notices: tuple[Message, ...] = ()
    open: bool = True


class ChooseLanguage(View, tag="language", frozen=True, kw_only=True):
    """Intent: `language`."""


class Privacy(View, tag="privacy", frozen=True, kw_only=True):
    """What is processed and why. Choices: agree (face check), without_face (a ticket for staff at the end)."""

    retention_days: int = 0


class PlaceCard(View, tag="place_card", frozen=True, kw_only=True):
    """Put the ID card on the scanner or the chip reader. `ways` are those that work now."""

    ways: tuple[Literal["scan", "chip"], ...]
    guidance: Message
    busy: bool = False
    preview: Preview | None = None


class ConfirmIdentity(View, tag="confirm_identity", frozen=True, kw_only=True):
    """Is this you? Choices: yes, again."""

    rows: tuple[Row, ...]
    warnings: tuple[Message, ...] = ()


class FaceCheck(View, tag="face", frozen=True, kw_only=True):
    """Look into the camera. `progress` 0–1 fills the ring; `challenge` is the movement asked for."""

    instruction: Message
    progress: float
    challenge: Literal["none", "look", "turn_left", "turn_right", "blink", "closer"] = "none"
    preview: Preview | None = None
    attempt: int = 1
    attempts: int = 3


class Services(View, tag="services", frozen=True, kw_only=True):
    """Choose a life event, then a service. Choice: a tile's id."""

    title: Message
    tiles: tuple[Tile, ...]
    person: str = ""


class FillForm(View, tag="form", frozen=True, kw_only=True):
    """At most four fields a page. Intent `submit` with `values`, or `change` for each edit."""

    service: Text
    title: Text
    fields: tuple[FormField, ...]
    page: int = 1
    pages: int = 1


class Review(View, tag="review", frozen=True, kw_only=True):
    """What will be sent. Choices: submit, or change:<field>."""

    service: Text
    rows: tuple[Row, ...]
    declaration: Text = Text(zh="")


class Busy(View, tag="busy", frozen=True, kw_only=True):
    """Something takes a while; nothing to touch."""

    title: Message


PrintState = Literal["printing", "printed", "unconfirmed", "failed", "none"]


class Done(View, tag="done", frozen=True, kw_only=True):
    """Sent (`application` is its number), or kept safely here (`reference` alone). Choices: reprint, more, finish."""

    received: bool
    application: str
    reference: str
    service: Text
    timeline: tuple[TimelineEntry, ...] = ()
    printing: PrintState = "none"
    printer: Message | None = None
    receipt_lines: tuple[str, ...] = ()
    qr: str = ""
    actions: tuple[Action, ...] = ()


class Track(View, tag="track", frozen=True, kw_only=True):
    """The citizen's applications. Choice: a number."""

    applications: tuple[ApplicationSummary, ...]


class TrackDetail(View, tag="track_detail", frozen=True, kw_only=True):
    """One application's course. Choices: print, back."""

    application: str
    service: Text
    state: Text
    timeline: tuple[TimelineEntry, ...]
    printing: PrintState = "none"
    actions: tuple[Action, ...] = ()


class Notice(View, tag="notice", frozen=True, kw_only=True):
    """Something is not as hoped: what happened, what is safe, what to do. Choices: the actions' ids.

    `kind` picks the picture: trouble, staff (a ticket to take to a desk), question, offline.
    """

    kind: Literal["trouble", "staff", "question", "offline"]
    title: Message
    body: Message
    safe: Message | None = None
    ticket: str = ""
    actions: tuple[Action, ...] = ()


class Farewell(View, tag="farewell", frozen=True, kw_only=True):
    """Take your card and papers. Choice: rate:1…rate:5, finish."""

    reminders: tuple[Literal["card", "receipt", "documents"], ...] = ()
    rated: int = 0


AnyView = (
    Attract
    | ChooseLanguage
    | Privacy
    | PlaceCard
    | ConfirmIdentity
    | FaceCheck
    | Services
    | FillForm
    | Review
    | Busy
    | Done
    | Track
    | TrackDetail
    | Notice
    | Farewell
)


class Intent(Part, tag_field="intent", frozen=True, kw_only=True):
    """What the citizen wants; `view` is the number of the view that was touched."""

    view: int


class Start(Intent, tag="start", frozen=True, kw_only=True):
    """Touched the attract screen."""


class SetLanguage(Intent, tag="language", frozen=True, kw_only=True):
    language: Language


class SetTextSize(Intent, tag="text_size", frozen=True, kw_only=True):
    text_size: TextSize


class SetContrast(Intent, tag="contrast", frozen=True, kw_only=True):
    contrast: Contrast


class Choose(Intent, tag="choose", frozen=True, kw_only=True):
    """Pressed a button or a tile."""

    choice: str


class Change(Intent, tag="change", frozen=True, kw_only=True):
    """A field's text is being edited: a sign of life. It stays in ui until it is submitted."""

    field: str
    value: str


class Submit(Intent, tag="submit", frozen=True, kw_only=True):
    """The form's page is done."""

    values: dict[str, str]


class Back(Intent, tag="back", frozen=True, kw_only=True):
    pass


class Leave(Intent, tag="leave", frozen=True, kw_only=True):
    """Cancel the visit."""


class Help(Intent, tag="help", frozen=True, kw_only=True):
    pass


class Stay(Intent, tag="stay", frozen=True, kw_only=True):
    """Any touch that shows that someone is there; `view` is not checked."""


AnyIntent = Start | SetLanguage | SetTextSize | SetContrast | Choose | Change | Submit | Back | Leave | Help | Stay


class Painted(Part, tag_field="intent", tag="painted", frozen=True, kw_only=True):
    """ui has put a view on the screen, `milliseconds` after it arrived."""

    view: int
    milliseconds: float


class Alive(Part, tag_field="intent", tag="alive", frozen=True, kw_only=True):
    """ui's event loop turns; sent every two seconds."""


FromUi = AnyIntent | Painted | Alive

encode = msgspec.json.encode
_views: msgspec.json.Decoder[AnyView] = msgspec.json.Decoder(AnyView)
_from_ui: msgspec.json.Decoder[FromUi] = msgspec.json.Decoder(FromUi)


def decode_view(line: bytes) -> AnyView:
    """Parse one line from core; raises `msgspec.ValidationError` on anything else."""
    return _views.decode(line)


def decode_from_ui(line: bytes) -> FromUi:
    """Parse one line from ui; raises `msgspec.ValidationError` on anything else."""
    return _from_ui.decode(line)
