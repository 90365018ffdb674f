"""What staff are shown in diagnostics. The devices' own words come as texts, since drivers bring them."""

from __future__ import annotations

from typing import Literal

from kiosk.view_base import Message, Part, Preview, Row, Text, View

Mark = Literal["works", "attention", "trouble", "unknown", "starting"]
"""How a device stands at a glance. What is not known is unknown, never works."""
CheckLevel = Literal["picture", "internal", "external", "interactive"]
Tab = Literal["state", "events", "statistics", "traffic"]


class DeviceLine(Part, frozen=True, kw_only=True):
    """A device: its class, how it stands, since when (local time; empty where not known), and what to do about it."""

    id: str
    kind: str
    mark: Mark
    reason: Text
    since: str = ""
    action: Literal["none", "reset", "clear", "configuration", "maintenance", "suspend"] = "none"


class LogLine(Part, frozen=True, kw_only=True):
    """One thing that happened. `mark` says how it was; traffic has a `way`: to or from the device."""

    when: str
    text: Text
    mark: Mark | Literal["skipped", "running", "waiting"] = "works"
    way: Literal["", "to", "from"] = ""


class DiagnosticsPin(View, tag="diagnostics_pin", frozen=True, kw_only=True):
    """The staff's PIN. Intent `submit` with `pin`. `wait_s`: until the next try; `locked`: only a technician helps.

    `tries_left` is shown once a PIN was wrong: how many are left before a wait. `card`: a staff card serves as well.
    """

    wrong: bool = False
    tries_left: int = 0
    wait_s: int = 0
    locked: bool = False
    card: bool = False
    judging: bool = False


class DiagnosticsDevices(View, tag="diagnostics_devices", frozen=True, kw_only=True):
    """Every device. Choices: device:<id>, report, history, touch, sound.

    `notice` says that the kiosk runs on the last good configuration, and what is wrong with the file.
    """

    devices: tuple[DeviceLine, ...]
    notice: Text | None = None


class DiagnosticsDevice(View, tag="diagnostics_device", frozen=True, kw_only=True):
    """One device. Choices: check:<level>, tab:<tab>, care. State and statistics have `rows`, the others `lines`.

    `care` is what staff can confirm: that the kept cards were fetched, that a new roll is in. `cannot_tell` is what the
    face check does not tell from a living person.
    """

    device: DeviceLine
    levels: tuple[CheckLevel, ...]
    tab: Tab = "state"
    rows: tuple[Row, ...] = ()
    lines: tuple[LogLine, ...] = ()
    care: Literal["", "fetched", "new_roll"] = ""
    cannot_tell: tuple[Message, ...] = ()


class DiagnosticsCheck(View, tag="diagnostics_check", frozen=True, kw_only=True):
    """A check as it goes and what came of it. Choices: stop, yes and no (to a question), again, done.

    `doing` says what goes on or what staff are asked to do, `picture` shows it. `kind` is the device's class.
    """

    device: str
    kind: str
    level: CheckLevel
    state: Literal["running", "question", "passed", "failed", "unsupported"]
    doing: Message | None = None
    picture: str = ""
    seconds: int = 0
    reason: Text | None = None
    action: Literal["none", "reset", "clear", "configuration", "maintenance", "suspend"] = "none"
    rows: tuple[Row, ...] = ()
    preview: Preview | None = None


class DiagnosticsTouch(View, tag="diagnostics_touch", frozen=True, kw_only=True):
    """A grid to wipe over, kept in ui. Choices: whole (every field was touched), broken."""

    columns: int = 6
    rows: int = 9


class DiagnosticsHistory(View, tag="diagnostics_history", frozen=True, kw_only=True):
    """The checks that were made, newest first."""

    checks: tuple[LogLine, ...]


class DiagnosticsReport(View, tag="diagnostics_report", frozen=True, kw_only=True):
    """The readiness report as it is made. Choices: stop; once it is made print, again, done.

    `ready` is None until it is made; then `report` is its number.
    """

    parts: tuple[LogLine, ...]
    doing: Message | None = None
    picture: str = ""
    seconds: int = 0
    preview: Preview | None = None
    ready: bool | None = None
    report: int = 0
    printing: Literal["printing", "printed", "unconfirmed", "failed", "none"] = "none"
