"""The printer itself: what it prints, when it stops, and what it answers. Knows no port; time is the caller's."""

from __future__ import annotations

import itertools
from collections import Counter, deque
from collections.abc import Callable

from drivers_sim.escpos.composer import Composer
from drivers_sim.escpos.events import (
    AutomaticStatus,
    Buffered,
    ClearBuffer,
    ColumnImage,
    Control,
    Cut,
    Event,
    Feed,
    Ignored,
    QrCommand,
    Raster,
    RealTimeRequest,
    RealTimeStatus,
    Setting,
    Text,
    TransmitId,
    TransmitResponse,
    TransmitStatus,
)
from drivers_sim.escpos.paper import DOTS_PER_MM, Line, Picture, Slip
from drivers_sim.escpos.parser import Parser
from drivers_sim.escpos.profile import Paper, Profile

RECEIVE_BUFFER = 1 << 16
"""Bytes a printer takes in and has not printed; then it stops reading."""
SLIPS_KEPT = 200
NAMES_KEPT = 100
CLEARED = b"\x37\x25\x00"
CUTTER_TO_HEAD = 12 * DOTS_PER_MM
"""Dots between the print head and the cutter above it: GS V 65/66 feeds what was printed past it."""


class Printer:
    """A receipt printer. Bytes go in by `receive`; `step` prints; answers come out by `send`; slips collect.

    It stops at paper end, with an open cover or a jammed cutter, keeps what it has received and goes on when that is
    mended; the piece that came out before paper end is a slip of its own that is not complete.
    """

    def __init__(self, profile: Profile, send: Callable[[bytes], None]) -> None:
        self.profile = profile
        self.slips: list[Slip] = []
        self.paper = Paper.OK
        self.cover_open = False
        self.cutter_jammed = False
        self.hung = False
        self.paper_left: int | None = None
        self._send = send
        self._parser = Parser()
        self._composer = Composer(profile.dots, profile.font)
        self._waiting: deque[Buffered] = deque()
        self._lines: deque[Line] = deque()
        self._asb = 0
        self._asb_sent = b""
        self._slip: Slip | None = None
        self._numbers = itertools.count(1)
        self._waiting_bytes = 0
        self.skipped: Counter[str] = Counter()
        """Commands that it does not know or does not obey, by name, and how often they came."""

    @property
    def blocked(self) -> bool:
        """Nothing can be printed now."""
        return self.paper is Paper.OUT or self.cover_open or self.cutter_jammed or self.hung

    @property
    def buffer_full(self) -> bool:
        return self._waiting_bytes > RECEIVE_BUFFER

    @property
    def idle(self) -> bool:
        return not (self._waiting or self._lines)

    def receive(self, data: bytes) -> None:
        """Take bytes in; real-time commands are obeyed at once, the others wait for `step`."""
        for event in self._parser.feed(data):
            self._sort(event)

    def begin_connection(self) -> None:
        """A new network connection: half a command of the last one is forgotten, and pushes are off."""
        self._parser.reset()
        self._asb = 0

    def power_up(self) -> None:
        """The power was gone, and with it everything received; the paper stays as it lies."""
        self._forget()
        self._composer = Composer(self.profile.dots, self.profile.font)
        self.begin_connection()
        self._tear()

    def step(self) -> float | None:
        """Do the next thing that waits; gives the seconds it takes, or None where there is nothing to do or no way."""
        if self.blocked or not (self._waiting or self._lines):
            return None
        before = self._slip.height if self._slip else 0
        seconds = 0.0
        if self._lines:
            self._print([])
        else:
            event = self._waiting.popleft()
            self._waiting_bytes -= _size(event)
            seconds = self._perform(event)
        after = self._slip.height if self._slip else before
        return seconds + max(0, after - before) / DOTS_PER_MM / self.profile.mm_per_s

    def set_paper(self, paper: Paper, *, left: int | None = None) -> None:
        """Change the roll; `left` dots can still be printed before it ends."""
        self.paper_left = left
        if left is not None and paper is Paper.OUT:
            paper = Paper.LOW
        if paper is Paper.OUT and self.paper is not Paper.OUT:
            self._tear()
        self.paper = paper
        self._push()

    def set_cover(self, is_open: bool) -> None:
        self.cover_open = is_open
        self._push()

    def set_cutter_jam(self, jammed: bool) -> None:
        self.cutter_jammed = jammed
        self._push()

    def _sort(self, event: Event) -> None:
        match event:
            case RealTimeStatus(n):
                if not self.hung:
                    self._answer_real_time(n)
            case RealTimeRequest(n):
                if n in (1, 2) and not self.hung and self.cutter_jammed:
                    if n == 2:
                        self._forget()
                    self.set_cutter_jam(False)
            case ClearBuffer():
                if self.profile.clears and not self.hung:
                    self._forget()
                    self._send(CLEARED)
                else:
                    self._count("DLE DC4 8")
            case _:
                self._waiting.append(event)
                self._waiting_bytes += _size(event)

    def _perform(self, event: Buffered) -> float:
        composer = self._composer
        match event:
            case Text(data):
                self._print(composer.text(data))
            case Control(0x0A):
                self._print(composer.finish_line())
            case Control(0x09):
                composer.tab()
            case Feed(amount, unit):
                self._feed(amount if unit == "dots" else amount * composer.spacing)
            case Setting() as setting:
                composer.apply(setting)
            case Raster() as raster:
                self._print([composer.raster(raster)])
            case ColumnImage() as image:
                composer.column_image(image)
            case QrCommand() as command:
                line = composer.qr(command)
                self._print([line] if line else [])
            case Cut() as cut:
                return self._cut(cut)
            case AutomaticStatus(n):
                self._asb = n
                self._asb_sent = b""
                self._push()
            case TransmitStatus(n):
                self._send(bytes((self._paper_bits() if n in (1, 49) else 0,)))
            case TransmitId(n):
                self._send(self._identity(n))
            case TransmitResponse(identifier) if self.profile.confirms:
                self._send(b"\x37\x22" + identifier + b"\0")
            case TransmitResponse():
                self._count("GS ( H")
            case Ignored(name=name) if name:
                self._count(name)
        return 0.0

    def _count(self, name: str) -> None:
        if name in self.skipped or len(self.skipped) < NAMES_KEPT:
            self.skipped[name] += 1

    def _print(self, lines: list[Line]) -> None:
        self._lines.extend(lines)
        while self._lines and self.paper is not Paper.OUT:
            line = self._lines.popleft()
            if self._slip is None:
                self._slip = Slip(next(self._numbers), self.profile.dots)
                self.slips.append(self._slip)
                del self.slips[:-SLIPS_KEPT]
            self._slip.lines.append(line)
            if self.paper_left is not None:
                self.paper_left -= line.height
                if self.paper_left <= 0:
                    self.set_paper(Paper.OUT)

    def _feed(self, dots: int) -> None:
        if self._composer.line_begun:
            line = self._composer.end_line()
            tallest = Line(line.items, line.width, max(dots, _content_height(line)), line.align)
            self._print([tallest])
        elif dots:
            self._print([Line((), 0, dots, "left")])

    def _cut(self, cut: Cut) -> float:
        if self._composer.line_begun:
            self._print(self._composer.finish_line())
        if cut.feed is not None and self._slip is not None:
            self._print([Line((), 0, CUTTER_TO_HEAD + cut.feed, "left")])
        if self._lines:
            self._waiting.appendleft(Cut(cut.partial))
            self._waiting_bytes += _size(cut)
            return 0.0
        if self._slip is not None:
            self._slip.complete = True
            self._slip = None
        return self.profile.cut_s

    def _tear(self) -> None:
        if self._slip is not None:
            self._slip.torn = True
            self._slip = None

    def _forget(self) -> None:
        self._waiting.clear()
        self._waiting_bytes = 0
        self._lines.clear()
        self._composer.forget_line()

    def _paper_bits(self) -> int:
        """Near end 03, end 0C."""
        low = self.paper is not Paper.OK and self.profile.near_end_sensor
        return (0x03 if low else 0) | (0x0C if self.paper is Paper.OUT else 0)

    @property
    def _offline(self) -> bool:
        return self.paper is Paper.OUT or self.cover_open or self.cutter_jammed

    def _answer_real_time(self, n: int) -> None:
        out = self.paper is Paper.OUT
        match n:
            case 1:
                bits = 0x08 if self._offline else 0
            case 2:
                bits = (0x04 if self.cover_open else 0) | (0x20 if out else 0) | (0x40 if self.cutter_jammed else 0)
            case 3:
                bits = 0x08 if self.cutter_jammed else 0
            case 4:
                low = self.paper is not Paper.OK and self.profile.near_end_sensor
                bits = (0x0C if low else 0) | (0x60 if out else 0)
            case _:
                return
        self._send(bytes((0x12 | bits,)))

    def _push(self) -> None:
        """Automatic status back: four bytes on each change of what was asked for (02 online, 04 error, 08 paper)."""
        if not self._asb or self.hung:
            return
        first = 0x10 | (0x08 if self._offline else 0) | (0x20 if self.cover_open else 0)
        status = bytes((first, 0x08 if self.cutter_jammed else 0, self._paper_bits(), 0))
        watched = bytes((self._asb & 0x06 and 0xFF, self._asb & 0x04 and 0xFF, self._asb & 0x08 and 0xFF, 0))
        seen = bytes(a & b for a, b in zip(status, watched, strict=True))
        if seen != self._asb_sent:
            self._asb_sent = seen
            self._send(status)

    def _identity(self, n: int) -> bytes:
        texts = {65: "1.00", 66: self.profile.maker, 67: self.profile.model, 68: "SIM00001", 69: "CHINA GB18030"}
        if n in texts:
            return b"_" + texts[n].encode() + b"\0"
        return {1: b"\x20", 49: b"\x20", 2: b"\x03", 50: b"\x03", 3: b"\x01", 51: b"\x01"}.get(n, b"")


def _size(event: Event) -> int:
    """Bytes that it takes in the receive buffer, about."""
    return 3 + len(event.data) if isinstance(event, (Text, Raster, ColumnImage, QrCommand)) else 3


def _content_height(line: Line) -> int:
    return max((item.height if isinstance(item, Picture) else 24 * item.style.height for item in line.items), default=0)
