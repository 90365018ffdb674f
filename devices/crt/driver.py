"""The motorised reader's driver: takes a card, reads its chip, gives it back or keeps it.

A card stays where it is when the kiosk or the reader restarts: only `eject` and `retain` move one out.
"""

from __future__ import annotations

import contextlib
import time

from devices.card.apdu import Apdu, Program, T, run
from devices.card.application import ask_tries_left, read_social_card, verify
from devices.crt.codec import (
    ALLOW_ENTRY,
    INITIALISE,
    POWER_OFF,
    POWER_ON,
    REFUSE_ENTRY,
    SENSORS,
    STATUS,
    TO_BOX,
    TO_CONTACTS,
    TO_GATE,
    Command,
    Done,
    Refused,
    Status,
    apdu,
)
from devices.crt.describing import Describing
from devices.crt.errors import CHIP_FAULTS, NOT_INITIALISED, error_of
from devices.crt.link import Link
from devices.interfaces import CardPosition, PinAnswer, SocialCard
from devices.model import Budgets, Completion, DeviceError, Observation
from devices.reasons import observation
from devices.setup import Setup
from devices.transport import Transport

QUERY_S = 2.0
CHIP_S = 4.0  # one exchange; the reader gives a chip up by itself after about as long
MOVE_S = 8.0
INITIALISE_S = 10.0  # with the sweep of its motor after power-on
BUDGETS = Budgets(connect=2.0, between_bytes=0.5, whole=20.0)
_TROUBLE = ("card_jammed", "reader_failed")
_POSITIONS = {
    Status.NONE: CardPosition.NONE,
    Status.AT_GATE: CardPosition.ENTRANCE,
    Status.INSIDE: CardPosition.INSIDE,
}


def create(setup: Setup) -> CrtReader:
    budgets = setup.budgets(BUDGETS)
    return CrtReader(setup.wire(budgets, Describing()), budgets, retain_box=bool(setup.device.get("retain_box", True)))


class CrtReader:
    """A `CardReader` with a motor. `retain_box`: whether a box for retained cards is mounted."""

    motorised = True

    def __init__(self, transport: Transport, budgets: Budgets = BUDGETS, *, retain_box: bool = True) -> None:
        self._transport = transport
        self._budgets = budgets
        self._link = Link(transport, budgets.between_bytes)
        self._retain_box = retain_box
        self._serving = False
        self._armed = False  # entry was allowed and no card has come since
        self._trouble = ""  # why the last movement failed: the reader's status does not say it again

    def open(self) -> None:
        self._serving = False
        self._transport.open()
        self._link.clear()
        self._initialise()

    def claim(self) -> None:
        """A serial port is claimed by opening it."""

    def enable(self) -> None:
        self._serving = self._armed = True
        self._do(ALLOW_ENTRY)

    def disable(self) -> None:
        self._serving = False
        self._do(REFUSE_ENTRY)

    def release(self) -> None:
        pass

    def close(self) -> None:
        self._link.reset()
        self._transport.close()

    def abort(self) -> None:
        self._transport.abort()

    def observe(self) -> Observation:
        answer = self._query(STATUS)
        if self._trouble == "card_jammed" and not _seen(self._query(SENSORS)):
            self._trouble = ""  # taken out by hand
        detail = {
            "card": self._position(answer.status).value,
            "box": self._box(answer.status),
            "entry": "allowed" if self._serving else "refused",
            "shutter": "unknown",  # this family does not report it
        }
        if self._trouble:
            return observation(self._trouble, detail)
        return observation("box_full" if detail["box"] == "full" else "ok", detail)

    def position(self) -> CardPosition:
        """Some readers take one card only and must be allowed the next: they are, as soon as the path is empty."""
        status = self._do(STATUS).status
        if status.card != Status.NONE:
            self._armed = False
        elif self._serving and not self._armed:
            self._armed = True
            status = self._do(ALLOW_ENTRY).status
        return self._position(status)

    def read_card(self) -> SocialCard:
        return self._converse(read_social_card())

    def tries_left(self) -> int | None:
        return self._converse(ask_tries_left())

    def verify_pin(self, pin: str) -> PinAnswer:
        return self._converse(verify(pin))

    def eject(self) -> None:
        status = self._do(STATUS).status
        if status.card == Status.NONE and not self._trouble:  # a dispenser would fetch a new card
            raise DeviceError(Completion.USER_ERROR, "no_card")
        if status.card != Status.AT_GATE:
            self._do(TO_GATE, moves=True)

    def retain(self) -> None:
        if not self._retain_box:
            raise DeviceError(Completion.UNSUPPORTED, "unsupported")
        status = self._do(STATUS).status
        if status.card == Status.NONE and not self._trouble:
            raise DeviceError(Completion.USER_ERROR, "no_card")
        if status.box == Status.FULL:
            raise DeviceError(Completion.DEVICE_NOT_READY, "box_full")
        self._do(TO_BOX, moves=True)

    def _converse(self, program: Program[T]) -> T:
        """Run a program on the chip of the card inside, powered for it alone: what a PIN opened is closed by that."""
        if self._do(STATUS).status.card != Status.INSIDE:
            program.close()
            raise DeviceError(Completion.USER_ERROR, "no_card")
        self._do(TO_CONTACTS, moves=True)
        self._chip(POWER_ON)
        end = time.monotonic() + self._budgets.whole

        def transmit(command: Apdu) -> bytes:
            if time.monotonic() > end:
                raise DeviceError(Completion.TIMED_OUT, "card_mute")
            return self._chip(apdu(command)).data

        try:
            return run(program, transmit)
        finally:
            with contextlib.suppress(DeviceError):
                self._ask(POWER_OFF, QUERY_S, again=True)

    def _chip(self, command: Command) -> Done:
        """A command to the chip. A failed exchange is the card's fault: it was pulled out, or has nothing to say."""
        answer = self._ask(command, CHIP_S)
        if isinstance(answer, Done):
            return answer
        if answer.error in CHIP_FAULTS and self._query(STATUS).status.card != Status.INSIDE:
            raise DeviceError(Completion.USER_ERROR, "card_moved")
        raise error_of(answer)

    def _do(self, command: Command, *, moves: bool = False) -> Done:
        """A command; a reader that lost its power did not begin it, and is set up for it again."""
        seconds = MOVE_S if moves else QUERY_S
        answer = self._ask(command, seconds, again=not moves)
        if isinstance(answer, Refused) and answer.error == NOT_INITIALISED:
            self._initialise()
            answer = self._ask(command, seconds, again=not moves)
        return self._checked(answer, moves=moves)

    def _query(self, command: Command) -> Done:
        return self._checked(self._ask(command, QUERY_S, again=True))

    def _ask(self, command: Command, seconds: float, *, again: bool = False) -> Done | Refused:
        return self._link.ask(command, min(seconds, self._budgets.whole), again=again)

    def _checked(self, answer: Done | Refused, *, moves: bool = False) -> Done:
        if isinstance(answer, Refused):
            error = error_of(answer)
            if error.reason in _TROUBLE:
                self._trouble = error.reason
            raise error
        if moves:
            self._trouble = ""
        return answer

    def _initialise(self) -> None:
        """Set the reader up without moving a card, and have it allow or refuse entry as before."""
        answer = self._ask(INITIALISE, INITIALISE_S, again=True)
        self._trouble = ""
        if isinstance(answer, Refused):
            error = error_of(answer)
            if error.reason not in _TROUBLE:
                raise error
            self._trouble = error.reason  # it can still say so, and be told to move the card
        else:
            self._armed = self._serving
            self._query(ALLOW_ENTRY if self._serving else REFUSE_ENTRY)

    def _position(self, status: Status) -> CardPosition:
        if self._trouble == "card_jammed":
            return CardPosition.JAMMED
        return _POSITIONS.get(status.card, CardPosition.UNKNOWN)

    def _box(self, status: Status) -> str:
        if not self._retain_box:
            return "none"
        return "full" if status.box == Status.FULL else "ok"


def _seen(sensors: Done) -> bool:
    """Whether any of the path's sensors sees a card."""
    return any(byte == 0x31 for byte in sensors.data)
