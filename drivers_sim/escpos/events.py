"""What a printer is told, one object a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """Printable bytes as sent; how they decode depends on the printer's mode. A character may be split over two."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Control:
    """LF, CR, HT, FF or CAN by its byte."""

    code: int


@dataclass(frozen=True, slots=True)
class Setting:
    """A command that changes how what follows is printed: its bytes without arguments, and the arguments."""

    command: bytes
    arguments: bytes = b""


@dataclass(frozen=True, slots=True)
class Feed:
    """Print what is in the line and feed by `amount` lines or dots."""

    amount: int
    unit: Literal["lines", "dots"]


@dataclass(frozen=True, slots=True)
class Cut:
    """`feed` is in dots, before the cut (GS V 65/66); None cuts where the paper stands."""

    partial: bool
    feed: int | None = None


@dataclass(frozen=True, slots=True)
class Raster:
    """One bit a dot, rows of `row_bytes`, 1 is black, printed `scale_x` by `scale_y` times as large."""

    row_bytes: int
    rows: int
    data: bytes
    scale_x: int = 1
    scale_y: int = 1


@dataclass(frozen=True, slots=True)
class ColumnImage:
    """ESC *: columns of `column_bytes` bytes, the highest bit on top; part of the line."""

    column_bytes: int
    columns: int
    data: bytes
    stretch: int


AT_ONCE = -1
"""The function of ESC Z, by which many printers made in China print a code: version, correction, size, data."""


@dataclass(frozen=True, slots=True)
class QrCommand:
    """GS ( k with cn = 49: function 65 model, 67 size, 69 correction, 80 store, 81 print; or `AT_ONCE`."""

    function: int
    data: bytes


@dataclass(frozen=True, slots=True)
class RealTimeStatus:
    """DLE EOT n: answered at once, whatever the printer is doing."""

    n: int


@dataclass(frozen=True, slots=True)
class RealTimeRequest:
    """DLE ENQ n: recover from an error."""

    n: int


@dataclass(frozen=True, slots=True)
class ClearBuffer:
    """DLE DC4 8: drop everything received and not yet printed."""


@dataclass(frozen=True, slots=True)
class AutomaticStatus:
    """GS a n: which changes to push."""

    n: int


@dataclass(frozen=True, slots=True)
class TransmitStatus:
    """GS r n: answered in its turn."""

    n: int


@dataclass(frozen=True, slots=True)
class TransmitId:
    """GS I n."""

    n: int


@dataclass(frozen=True, slots=True)
class TransmitResponse:
    """GS ( H function 48: answered once everything before it was printed."""

    identifier: bytes


@dataclass(frozen=True, slots=True)
class Ignored:
    """A command that was understood well enough to skip it, or a byte that means nothing; `name` says which."""

    data: bytes
    name: str = ""


RealTime = RealTimeStatus | RealTimeRequest | ClearBuffer
Buffered = (
    Text
    | Control
    | Setting
    | Feed
    | Cut
    | Raster
    | ColumnImage
    | QrCommand
    | AutomaticStatus
    | TransmitStatus
    | TransmitId
    | TransmitResponse
    | Ignored
)
Event = RealTime | Buffered
