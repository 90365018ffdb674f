"""What core shows and what the citizen can answer: the whole of what passes between core and ui.

Core publishes one numbered, immutable view at a time; ui draws it and answers with intents that carry its number.
An intent for an older view is dropped. Texts of the screens belong to ui: a view carries `Message` ids and arguments.
Texts of services belong to the central: they come as `Text` in every language, so that the language can change at
any moment without asking again. The JSON Schema of both is checked in as docs/schema/views.json.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from kiosk.diagnostics_views import (
    CheckLevel,
    DeviceLine,
    DiagnosticsCheck,
    DiagnosticsDevice,
    DiagnosticsDevices,
    DiagnosticsHistory,
    DiagnosticsPin,
    DiagnosticsReport,
    DiagnosticsTouch,
    LogLine,
    Tab,
)
from kiosk.view_base import (
    Action,
    ApplicationSummary,
    Chrome,
    Contrast,
    FormField,
    Idle,
    Language,
    Message,
    Option,
    Part,
    Preview,
    Row,
    StepMark,
    Text,
    TextSize,
    Tile,
    TimelineEntry,
    View,
)

__all__ = [
    "Action",
    "Alive",
    "AnyIntent",
    "AnyView",
    "ApplicationSummary",
    "Attract",
    "Back",
    "Busy",
    "Change",
    "CheckLevel",
    "Choose",
    "ChooseLanguage",
    "Chrome",
    "ConfirmIdentity",
    "Contrast",
    "DeviceLine",
    "DiagnosticsCheck",
    "DiagnosticsDevice",
    "DiagnosticsDevices",
    "DiagnosticsHistory",
    "DiagnosticsPin",
    "DiagnosticsReport",
    "DiagnosticsTouch",
    "Done",
    "FaceCheck",
    "Farewell",
    "FillForm",
    "FormField",
    "FromUi",
    "Help",
    "Idle",
    "Intent",
    "Knock",
    "Language",
    "Leave",
    "LogLine",
    "Message",
    "NextOpening",
    "Notice",
    "Option",
    "Painted",
    "Part",
    "PlaceCard",
    "Preview",
    "PrintState",
    "Privacy",
    "Review",
    "Row",
    "Services",
    "SetContrast",
    "SetLanguage",
    "SetTextSize",
    "Start",
    "Stay",
    "StepMark",
    "Submit",
    "Tab",
    "TakeBack",
    "Text",
    "TextSize",
    "Thing",
    "Tile",
    "TimelineEntry",
    "Track",
    "TrackDetail",
    "View",
    "decode_from_ui",
    "decode_view",
    "encode",
]


class NextOpening(Part, frozen=True, kw_only=True):
    """When the hall opens next: `time` as 09:00, `date` as 2026-11-24, `when` how it is said."""

    when: Literal["today", "tomorrow", "later"]
    time: str
    date: str


class Attract(View, tag="attract", frozen=True, kw_only=True):
    """Nobody is here. `notices` say what does not work now and what still does, or what was found here.

    Where no visit begins, `title` and `body` say why; `today` are the hall's hours and `opening` the next ones, both
    while it is closed. `elsewhere`: where else to go, while not everything is done here. `announcement` is what the
    central has to say to everybody.
    """

    service: Literal["open", "reduced", "out_of_service", "closed"] = "open"
    notices: tuple[Message, ...] = ()
    title: Message | None = None
    body: Message | None = None
    today: tuple[str, ...] = ()
    opening: NextOpening | None = None
    elsewhere: Text | None = None
    announcement: Text | None = None

    @property
    def open(self) -> bool:
        """Whether a visit may begin."""
        return self.service in ("open", "reduced")


class ChooseLanguage(View, tag="language", frozen=True, kw_only=True):
    """Intent: `language`."""


class Privacy(View, tag="privacy", frozen=True, kw_only=True):
    """What is processed and why. Choices: agree (face check), without_face (a ticket for staff at the end)."""

    retention_days: int = 0


class PlaceCard(View, tag="place_card", frozen=True, kw_only=True):
    """Show who you are: the ID card on the scanner or the chip reader, the social security card in its reader (card),
    or its code on the telephone (code). `ways` are those that work now."""

    ways: tuple[Literal["scan", "chip", "card", "code"], ...]
    guidance: Message
    busy: bool = False
    preview: Preview | None = None


class ConfirmIdentity(View, tag="confirm_identity", frozen=True, kw_only=True):
    """Is this you? Choices: yes, again."""

    rows: tuple[Row, ...]
    warnings: tuple[Message, ...] = ()


class FaceCheck(View, tag="face", frozen=True, kw_only=True):
    """Look into the camera. `progress` 0–1 fills the ring; `challenge` is the movement asked for.

    `light` is a colour ("#rrggbb") to light the face with, empty for none; who asks for it keeps below three changes
    a second (WCAG 2.3.1) and announces it.
    """

    instruction: Message
    progress: float
    light: str = ""
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
    """The citizen's applications. Choice: a number. `scan`: a receipt's code is read too, and what is said of it."""

    applications: tuple[ApplicationSummary, ...]
    scan: Message | None = None


class TrackDetail(View, tag="track_detail", frozen=True, kw_only=True):
    """One application's course. Choices: print, print_pages, return. `printing` is of the slip, `pages` of A4."""

    application: str
    service: Text
    state: Text
    timeline: tuple[TimelineEntry, ...]
    printing: PrintState = "none"
    pages: PrintState = "none"
    actions: tuple[Action, ...] = ()


class Notice(View, tag="notice", frozen=True, kw_only=True):
    """Something is not as hoped: what happened, what is safe, what to do. Choices: the actions' ids.

    `kind` picks the picture: trouble, staff (a ticket to take to a desk), question, offline. `detail` is the central's
    own word on it.
    """

    kind: Literal["trouble", "staff", "question", "offline"]
    title: Message
    body: Message
    detail: Text | None = None
    safe: Message | None = None
    ticket: str = ""
    actions: tuple[Action, ...] = ()


Thing = Literal["card", "social_card", "receipt", "documents"]


class Farewell(View, tag="farewell", frozen=True, kw_only=True):
    """Take your card and papers. Choice: rate:1…rate:5, finish. `lying` are those that are seen to be there still."""

    reminders: tuple[Thing, ...] = ()
    lying: tuple[Thing, ...] = ()
    rated: int = 0


class TakeBack(View, tag="take_back", frozen=True, kw_only=True):
    """The visit is over and something of the citizen's is still here. `alarm`: it will soon be kept. Choice: finish."""

    things: tuple[Thing, ...]
    alarm: bool = False


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
    | TakeBack
    | DiagnosticsPin
    | DiagnosticsDevices
    | DiagnosticsDevice
    | DiagnosticsCheck
    | DiagnosticsTouch
    | DiagnosticsHistory
    | DiagnosticsReport
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


class Knock(Intent, tag="knock", frozen=True, kw_only=True):
    """Staff's hidden gesture; `view` is not checked. A visit is ended and wiped before anything else is shown."""


AnyIntent = (
    Start | SetLanguage | SetTextSize | SetContrast | Choose | Change | Submit | Back | Leave | Help | Stay | Knock
)


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
