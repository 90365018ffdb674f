"""Plays a device's side of a recorded transcript: `python -m drivers_sim.replay FILE --at PORT-OR-HOST:PORT`.

It answers what the transcript has been asked, as it was answered then. Questions may come in another order and number
(a kiosk asks a device how it is whenever it likes). Of a question that differs in a few bytes alone, as by a running
number, the answer is given with these bytes changed likewise.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from drivers_sim.line import Line

SHORTEST_ALIKE, MOST_DIFFERING = 11, 4
"""From so many bytes on, a question may differ from the recorded one, within a run of so many."""
SILENCE_S = 0.2
"""After so long without a byte, what was heard is no longer the beginning of anything."""


class TranscriptError(ValueError):
    """A file that is no transcript: says the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came back: seconds after it, and the bytes. The first may answer nothing, unasked."""

    request: bytes
    replies: tuple[tuple[float, bytes], ...]


def read_transcript(file: Path) -> tuple[Exchange, ...]:
    """Raises `TranscriptError`, or `OSError` where the file cannot be read."""
    exchanges: list[Exchange] = []
    request, asked_at = b"", 0.0
    replies: list[tuple[float, bytes]] = []
    for at, way, data in _entries(file):
        if way == "to":
            if replies:
                exchanges.append(Exchange(request, tuple(replies)))
                request, replies = b"", []
            request, asked_at = request + data, at
        else:
            replies.append((max(0.0, at - asked_at), data))
    if replies or request:
        exchanges.append(Exchange(request, tuple(replies)))
    return tuple(exchanges)


def _entries(file: Path) -> Iterator[tuple[float, str, bytes]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
            if number == 1:
                if entry["transcript"] != 1:
                    raise TranscriptError(f"{file}:1: transcript is {entry['transcript']}; 1 is known")
                continue
            way = next((key for key in ("to", "from") if key in entry), "")
            if way:
                yield float(entry["at"]), way, bytes.fromhex(entry[way])
        except (ValueError, KeyError, TypeError) as error:
            if isinstance(error, TranscriptError):
                raise
            raise TranscriptError(f"{file}:{number}: no line of a transcript") from error
    if not lines:
        raise TranscriptError(f"{file}: empty")


class Player:
    """Bytes heard to answers, in the order of the transcript where that is possible. No port, no clock."""

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        self._exchanges = exchanges
        self._next = 0
        self._heard = bytearray()
        self._changed = (b"", b"")  # the last question that was not quite the recorded one: this, and as it was asked
        self._longest = max((len(each.request) for each in exchanges), default=0)
        self.unknown = 0
        """Bytes that fitted no question."""

    def begin(self) -> tuple[tuple[float, bytes], ...]:
        """What the device says before it is asked."""
        first = self._exchanges[0] if self._exchanges else None
        return first.replies if first is not None and not first.request else ()

    def feed(self, data: bytes) -> list[tuple[float, bytes]]:
        """The answers to what was heard by now: seconds from now, and bytes."""
        self._heard += data
        return self._answers(ended=False)

    def pause(self) -> list[tuple[float, bytes]]:
        """Nothing more comes: what was heard is a whole question, or none."""
        answers = self._answers(ended=True)
        self.unknown += len(self._heard)
        self._heard.clear()
        return answers

    def _answers(self, *, ended: bool) -> list[tuple[float, bytes]]:
        answers: list[tuple[float, bytes]] = []
        while self._heard and (number := self._find(ended=ended)) is not None:
            exchange = self._exchanges[number]
            asked = bytes(self._heard[: len(exchange.request)])
            del self._heard[: len(exchange.request)]
            self._next = (number + 1) % len(self._exchanges)
            if asked != exchange.request:
                self._changed = (exchange.request, asked)
            answers += [(after, _likewise(reply, *self._changed)) for after, reply in exchange.replies]
        excess = len(self._heard) - self._longest
        if excess > 0:
            self.unknown += excess
            del self._heard[:excess]
        return answers

    def _find(self, *, ended: bool) -> int | None:
        """The question at the beginning of what was heard: the longest that fits, the next ones first."""
        heard, count = bytes(self._heard), len(self._exchanges)
        order = [(self._next + step) % count for step in range(count)]
        for fits in (_equal, _alike):
            if not ended and any(_begins(self._exchanges[n].request, heard) for n in order):
                return None  # it may become a longer one
            fitting = [n for n in order if fits(self._exchanges[n].request, heard)]
            if fitting:
                return max(fitting, key=lambda n: (len(self._exchanges[n].request), -order.index(n)))
        return None


def _begins(request: bytes, heard: bytes) -> bool:
    return len(request) > len(heard) and request.startswith(heard)


def _equal(request: bytes, heard: bytes) -> bool:
    return bool(request) and heard.startswith(request)


def _alike(request: bytes, heard: bytes) -> bool:
    if not SHORTEST_ALIKE <= len(request) <= len(heard):
        return False
    places = [at for at, (a, b) in enumerate(zip(request, heard, strict=False)) if a != b]
    return not places or places[-1] - places[0] < MOST_DIFFERING


def _likewise(reply: bytes, recorded: bytes, asked: bytes) -> bytes:
    """The answer, with the run of bytes in which the question differs changed in it as well.

    The run is taken as long as an identifier, which no answer holds by chance.
    """
    places = [at for at, (a, b) in enumerate(zip(recorded, asked, strict=True)) if a != b]
    if not places:
        return reply
    for start in range(max(0, places[-1] - MOST_DIFFERING + 1), places[0] + 1):
        run = slice(start, start + MOST_DIFFERING)
        if len(recorded[run]) == MOST_DIFFERING and recorded[run] in reply:
            return reply.replace(recorded[run], asked[run])
    return reply


class Replay:
    """A transcript's device on a real wire. `quick`: without the pauses that were recorded."""

    def __init__(self, exchanges: Sequence[Exchange], *, quick: bool = False) -> None:
        self.player = Player(exchanges)
        self.line = Line(self._heard, connected=self._connected)
        self._quick = quick
        self._silence: asyncio.TimerHandle | None = None

    def _connected(self) -> None:
        self._say(self.player.begin())

    def _heard(self, data: bytes) -> None:
        if self._silence is not None:
            self._silence.cancel()
        self._say(self.player.feed(data))
        self._silence = asyncio.get_running_loop().call_later(SILENCE_S, self._pause)

    def _pause(self) -> None:
        self._say(self.player.pause())

    def _say(self, answers: Sequence[tuple[float, bytes]]) -> None:
        for after, data in answers:
            asyncio.get_running_loop().call_later(0.0 if self._quick else after, self.line.send, data)


def main(
    file: Annotated[Path, typer.Argument(help="A transcript, as a kiosk in simulation mode records it.")],
    at: Annotated[str, typer.Option(help="Where the driver looks: a path (a pty is made there) or HOST:PORT.")],
    quick: Annotated[bool, typer.Option(help="Answer at once, without the pauses that were recorded.")] = False,
) -> None:
    """Play until SIGTERM or SIGINT, then say how many bytes fitted no question."""
    try:
        exchanges = read_transcript(file)
    except (TranscriptError, OSError) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from error
    asyncio.run(_play(Replay(exchanges, quick=quick), at))


async def _play(replay: Replay, at: str) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    attach(replay.line, at)
    replay.line.plug()
    print(json.dumps({"at": at}), flush=True)
    await stop.wait()
    replay.line.unplug()
    print(json.dumps({"bytes_that_fitted_nothing": replay.player.unknown}), flush=True)


def attach(line: Line, at: str) -> None:
    host, _, port = at.rpartition(":")
    if host and port.isdecimal() and "/" not in at:
        line.on_tcp(host, int(port))
    else:
        line.on_serial(Path(at))


if __name__ == "__main__":
    typer.run(main)
