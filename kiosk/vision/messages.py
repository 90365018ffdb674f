"""What passes between core and the vision process: one JSON object a line, over a socket pair.

No picture is in any of these but the central's reference photograph on its way down. The document's photograph stays
in vision, where the face is compared with it.
"""

from __future__ import annotations

from typing import Literal

import msgspec


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Command(_Line, tag_field="command", frozen=True, kw_only=True):
    """From core. `task` names what is to be done, and comes back in each event about it."""

    task: int


class ReadDocument(Command, tag="read_document", frozen=True, kw_only=True):
    """Look at the document camera until a document is settled or the task is cancelled."""


class WatchMat(Command, tag="watch_mat", frozen=True, kw_only=True):
    """Say whether something lies below the document camera, without reading it, until the task is cancelled."""


class CheckFace(Command, tag="check_face", frozen=True, kw_only=True):
    """Compare the live face with `reference` (JPEG, base64) and, `with_document`, the photograph on the card scanned.

    Without it that photograph is another card's, put down before the one on the chip reader.
    """

    with_document: bool = True
    reference: bytes | None = None
    timeout_s: float = 60.0


class Preview(Command, tag="preview", frozen=True, kw_only=True):
    """Put a camera's frames into the preview ring without recognising anything (diagnostics)."""

    device: str


class Inspect(Command, tag="inspect", frozen=True, kw_only=True):
    """Put a camera's frames into the preview ring, and say the picture's figures twice a second (diagnostics)."""

    device: str


class ReadCode(Command, tag="read_code", frozen=True, kw_only=True):
    """Look through a camera until a QR code is read (diagnostics)."""

    device: str


class Open(_Line, tag_field="command", tag="open", frozen=True, kw_only=True):
    """Open the cameras, which a spare has left alone: the process before it is gone."""


class Cancel(Command, tag="cancel", frozen=True, kw_only=True):
    """Stop the task and answer with `Cancelled`."""


AnyCommand = ReadDocument | WatchMat | CheckFace | Preview | Inspect | ReadCode | Cancel
FromCore = AnyCommand | Open


class Event(_Line, tag_field="event", frozen=True, kw_only=True):
    """From vision."""


class Ready(Event, tag="ready", frozen=True, kw_only=True):
    """Models are loaded and the cameras asked for; `milliseconds` since the process started."""

    milliseconds: float


class DeviceStatus(Event, tag="status", frozen=True, kw_only=True):
    """A camera's state, in the words of devices.model."""

    device: str
    health: str
    reason: str
    action: str = "none"


class DocumentGuidance(Event, tag="document_guidance", frozen=True, kw_only=True):
    """`code`: no_document, reading, hold_still, blurred, glare, covered, upside_down, not_a_card, wrong_side, …

    `WatchMat` says lying and no_document alone.
    """

    task: int
    code: str


class ReadField(_Line, frozen=True, kw_only=True):
    value: str
    confidence: float


class DocumentRead(Event, tag="document_read", frozen=True, kw_only=True):
    """A settled reading. `problems`: bad_check_digit, expired, birth_date_differs, sex_differs,
    low_confidence:<field>."""

    task: int
    kind: str
    side: str
    fields: dict[str, ReadField]
    problems: tuple[str, ...]
    has_photo: bool


class FaceGuidance(Event, tag="face_guidance", frozen=True, kw_only=True):
    """`code` is a message (look_here, come_closer, move_back, more_light, one_person, turn_left, …), progress 0–1.

    `light` ("#rrggbb", or empty) is for the screen to show around the preview at once: the face is watched for it.
    """

    task: int
    code: str
    challenge: Literal["none", "look", "turn_left", "turn_right", "blink", "closer"]
    progress: float
    light: str = ""


class Comparison(_Line, frozen=True, kw_only=True):
    source: Literal["document", "reference"]
    match: bool
    distance: float


class FaceChecked(Event, tag="face_checked", frozen=True, kw_only=True):
    """The outcome of one attempt. `reasons` explain a refusal: not_live, no_match, timed_out, several_faces, stale."""

    task: int
    live: bool
    comparisons: tuple[Comparison, ...]
    threshold: float
    reasons: tuple[str, ...] = ()


class CameraMeasured(Event, tag="camera_measured", frozen=True, kw_only=True):
    """The figures of the picture now, by name: those of devices.camera.measures, and `fps`."""

    task: int
    measured: dict[str, str]


class CodeRead(Event, tag="code_read", frozen=True, kw_only=True):
    """The code's text, which may be anybody's: never logged."""

    task: int
    text: str


class Failed(Event, tag="failed", frozen=True, kw_only=True):
    """The task cannot be done now: `reason` as camera_lost, no_document_photo, bad_reference, bad_document_photo."""

    task: int
    reason: str


class Cancelled(Event, tag="cancelled", frozen=True, kw_only=True):
    task: int


AnyEvent = (
    Ready
    | DeviceStatus
    | DocumentGuidance
    | DocumentRead
    | FaceGuidance
    | FaceChecked
    | CameraMeasured
    | CodeRead
    | Failed
    | Cancelled
)

encode = msgspec.json.encode
_commands: msgspec.json.Decoder[FromCore] = msgspec.json.Decoder(FromCore)
_events: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


def decode_command(line: bytes) -> FromCore:
    command: FromCore = _commands.decode(line)
    return command


def decode_event(line: bytes) -> AnyEvent:
    event: AnyEvent = _events.decode(line)
    return event
