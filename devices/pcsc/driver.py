"""A card reader under PC/SC: the citizen puts the card in and takes it out.

A hung card blocks pcscd's calls without a limit, and the next connection with them: the calls are made by a process
that is killed when its time is up.
"""

from __future__ import annotations

import contextlib
import struct
import time

from devices.card.apdu import Apdu, Program, T, run, shown, shown_answer
from devices.card.application import ask_tries_left, read_social_card, verify
from devices.interfaces import CardPosition, PinAnswer, SocialCard
from devices.lifecycle import Plain
from devices.model import Budgets, Completion, DeviceError, Observation
from devices.pcsc.errors import error_of
from devices.pcsc.wire import Child, Request
from devices.reasons import observation
from devices.setup import Setup
from devices.trace import Direction, Trace

# Powering a card up may take a second, and one exchange another; the process starts in a fraction of one.
BUDGETS = Budgets(connect=5.0, between_bytes=3.0, whole=10.0)
_PRESENT, _MUTE, _UNKNOWN = 0x20, 0x200, 0x04


def create(setup: Setup) -> PcscReader:
    return PcscReader(str(setup.device["transport"]["reader"]), setup.budgets(BUDGETS), setup.trace)


class PcscReader(Plain):
    """A `CardReader` without a motor: the first one whose name begins with `reader`.

    `budgets.between_bytes` is the time of one exchange with the card.
    """

    motorised = False

    def __init__(self, reader: str, budgets: Budgets = BUDGETS, trace: Trace | None = None) -> None:
        self._child = Child(reader)
        self._budgets = budgets
        self._trace = trace or Trace()
        self._hung = False

    @property
    def pid(self) -> int | None:
        """The process that talks to pcscd, while there is one."""
        return self._child.pid

    def open(self) -> None:
        self._child.start(self._budgets.connect)
        try:
            self._state()
        except DeviceError:
            self._child.kill()
            raise

    def close(self) -> None:
        self._child.kill()

    def abort(self) -> None:
        self._child.abort()

    def observe(self) -> Observation:
        flags = self._state()
        present = bool(flags & _PRESENT)
        chip = "mute" if flags & _MUTE else "unknown"  # only a conversation would show that it works
        detail = {"card": _position(flags).value, "chip": chip if present else "none"}
        return observation("ok", detail)

    def position(self) -> CardPosition:
        return _position(self._state())

    def read_card(self) -> SocialCard:
        return self._converse(read_social_card())

    def tries_left(self) -> int | None:
        return self._converse(ask_tries_left())

    def verify_pin(self, pin: str) -> PinAnswer:
        return self._converse(verify(pin))

    def eject(self) -> None:
        raise DeviceError(Completion.UNSUPPORTED, "unsupported")

    def retain(self) -> None:
        raise DeviceError(Completion.UNSUPPORTED, "unsupported")

    def _state(self) -> int:
        answer = self._ask(Request.STATE)
        flags: int = struct.unpack(">I", answer[:4])[0]
        if flags & _UNKNOWN:
            raise DeviceError(Completion.DEVICE_NOT_READY, "reader_not_found")
        return flags

    def _converse(self, program: Program[T]) -> T:
        """Run a program on the card, powered for it alone: what a PIN opened is closed by that."""
        end = time.monotonic() + self._budgets.whole
        self._connect()

        def transmit(command: Apdu) -> bytes:
            if time.monotonic() > end:
                raise DeviceError(Completion.TIMED_OUT, "card_mute")
            self._trace.add(Direction.TO_DEVICE, shown(command))
            answer = self._ask(Request.TRANSMIT, command)
            if not answer:  # pulled out within: pcscd 1.9 then says that all went well
                raise DeviceError(Completion.USER_ERROR, "card_moved")
            self._trace.add(Direction.FROM_DEVICE, shown_answer(answer))
            return answer

        try:
            return run(program, transmit)
        finally:
            with contextlib.suppress(DeviceError):
                self._ask(Request.DISCONNECT)

    def _connect(self) -> None:
        """A card that hung still holds the connection of the process that was killed over it."""
        try:
            self._ask(Request.CONNECT)
        except DeviceError as error:
            if error.reason == "claimed" and self._hung:
                raise DeviceError(Completion.TIMED_OUT, "hung") from error
            raise
        self._hung = False

    def _ask(self, request: Request, data: Apdu = b"") -> bytes:
        try:
            code, answer = self._child.ask(request, self._budgets.between_bytes, data)
        except DeviceError as error:
            self._hung |= error.reason == "hung"
            raise
        if code:
            if request is not Request.STATE:
                self._trace.add(Direction.FROM_DEVICE, f"{request.name.lower()}: PC/SC {code:08X}")
            raise error_of(code)
        return answer


def _position(flags: int) -> CardPosition:
    return CardPosition.INSIDE if flags & _PRESENT else CardPosition.NONE
