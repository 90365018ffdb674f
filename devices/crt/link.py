"""One command at a time over the line: acknowledged, answered, and said again where that does no harm."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from typing import cast

from devices.card.apdu import wipe
from devices.crt.codec import ACK, EOT, NAK, Command, Damaged, Done, Event, Parser, Refused, Sign
from devices.model import Completion, DeviceError
from devices.transport import Transport

ACK_S = 0.3  # what the protocol gives the device to acknowledge a command
LONG_ACK_S = 2.0  # what a command is given that may not be sent anew
TRIES = 3
ASKED_AGAIN = 2


class Link:
    """Speaks with the device at `address`. `gap_s` ends an answer that stops halfway."""

    def __init__(self, transport: Transport, gap_s: float, address: int = 0) -> None:
        self._transport = transport
        self._gap_s = gap_s
        self._address = address
        self._parser = Parser()
        self._waiting: deque[Event] = deque()
        self._heard = False
        self._owed = False  # an answer to an earlier command may still come

    def clear(self) -> None:
        """Have the device drop what it was about, and drop what it still says."""
        self._transport.write(bytes((EOT,)), ACK_S)
        for event in self._events(time.monotonic() + ACK_S):
            if event is Sign.EOT:
                break
        self._transport.drain()
        self.reset()
        self._owed = False

    def reset(self) -> None:
        """Forget what was heard."""
        self._parser.reset()
        self._waiting.clear()

    def ask(self, command: Command, seconds: float, *, again: bool = False) -> Done | Refused:
        """The device's answer to `command`, waiting `seconds` from when it took it.

        `again`: whether the command may be sent anew where nothing says that it arrived. One that holds a PIN or moves
        a card may not: it might be done twice. Raises `DeviceError` with `no_answer`, `garbled` or `reader_busy` (it
        took the command and never ended it), or a wire's reason.
        """
        if self._owed:
            self.clear()
        self._heard = False
        self._waiting.clear()
        frame = command.encode(self._address)
        try:
            for _ in range(TRIES):
                self._transport.write(cast("bytes", frame), ACK_S)  # no copy of it: it may hold a PIN
                taken = self._taken(command, ACK_S + self._gap_s if again else max(ACK_S, min(seconds, LONG_ACK_S)))
                if isinstance(taken, Done | Refused):
                    return taken
                if taken:
                    return self._answered(command, seconds)
                if taken is None and not again:
                    break
        finally:
            wipe(frame)
        self._owed = True
        raise DeviceError(Completion.TIMED_OUT, "garbled" if self._heard else "no_answer")

    def _taken(self, command: Command, seconds: float) -> Done | Refused | bool | None:
        """True: acknowledged; False: wanted again; None: nothing said. Or the answer, its acknowledgement lost."""
        for event in self._events(time.monotonic() + seconds):
            if event is Sign.ACK:
                return True
            if event is Sign.NAK:
                return False
            if isinstance(event, Done | Refused) and _answers(event, command):
                self._transport.write(bytes((ACK,)), ACK_S)
                return event
        return None

    def _answered(self, command: Command, seconds: float) -> Done | Refused:
        end = time.monotonic() + seconds
        asked_again = 0
        for event in self._events(end):
            if isinstance(event, Damaged):
                if asked_again == ASKED_AGAIN:
                    break
                asked_again += 1
                self._transport.write(bytes((NAK,)), ACK_S)
            elif isinstance(event, Done | Refused):
                self._transport.write(bytes((ACK,)), ACK_S)
                if _answers(event, command):
                    return event
        self.clear()
        if asked_again:
            raise DeviceError(Completion.TIMED_OUT, "garbled")
        raise DeviceError(Completion.TIMED_OUT, "reader_busy")

    def _events(self, end: float) -> Iterator[Event]:
        """What is heard until `end`; an answer that stops halfway counts as damaged."""
        while True:
            while self._waiting:
                yield self._waiting.popleft()
            left = end - time.monotonic()
            if left <= 0:
                return
            data = self._transport.read(min(left, self._gap_s) if self._parser.pending else left)
            self._heard = self._heard or bool(data)
            if data:
                self._waiting.extend(self._parser.feed(data))
            elif self._parser.pending:
                self._parser.reset()
                yield Damaged()


def _answers(event: Done | Refused, command: Command) -> bool:
    return (event.code, event.parameter) == (command.code, command.parameter)
