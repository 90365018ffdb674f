"""The chip reader's driver: SDT frames over a transport, a request at a time."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable
from dataclasses import replace

from devices.interfaces import ChipRecord
from devices.lifecycle import Plain
from devices.model import Budgets, Completion, DeviceError, Observation
from devices.reasons import observation
from devices.sdt.codec import (
    FIND,
    FOUND,
    NO_CARD,
    OK,
    PREAMBLE,
    READ_BASE,
    SAM_ID,
    SELECT,
    STATUS,
    Damaged,
    Reply,
    ReplyParser,
    Request,
)
from devices.sdt.codes import CARD_FAULTS, READER_FAULTS
from devices.sdt.describing import Describing
from devices.sdt.photo import Decoder, decoded, find_decoder
from devices.sdt.record import blocks_of, parse_record
from devices.setup import Setup
from devices.transport import Transport

# What readers take, as their vendors' programs wait for them, with the time on the line at 115200 baud.
SHORT_S = 0.5
READ_S = 2.5
READ_TRIES = 3
_AGAIN = ("card_moved", "garbled")
BUDGETS = Budgets()


def create(setup: Setup) -> SdtReader:
    budgets = setup.budgets(BUDGETS)
    decoder = setup.device.get("photo_decoder")
    return SdtReader(
        setup.wire(budgets, Describing()), budgets, decoder=None if decoder is None else find_decoder(str(decoder))
    )


class SdtReader(Plain):
    """A `ChipReader`. `budgets.between_bytes` ends a reply that stops halfway, `budgets.whole` a command's retries.

    `decoder` makes a picture of the card's photograph.
    """

    def __init__(self, transport: Transport, budgets: Budgets | None = None, *, decoder: Decoder | None = None) -> None:
        self._decoder = decoder
        self._transport = transport
        self._budgets = budgets or Budgets()
        self._parser = ReplyParser()
        self._owed = False  # an answer to an earlier request may still be on its way
        self._found = False

    def open(self) -> None:
        self._transport.open()
        self._owed, self._found = True, False  # the process before this one may have left a request unanswered

    def close(self) -> None:
        self._parser.reset()
        self._transport.close()

    def abort(self) -> None:
        self._transport.abort()

    def observe(self) -> Observation:
        reply = self._ask(STATUS, SHORT_S, _short)
        if reply.code == OK:
            return observation("ok")
        return observation(READER_FAULTS.get(reply.code, "garbled"))

    def module_number(self) -> str:
        """The number of the reader's security module, as vendors write it: 05.01-20150101-0000012345-0000067890."""
        kind, version, date, serial, check = struct.unpack("<HHIII", self._ask(SAM_ID, SHORT_S, _sam_id).data)
        return f"{kind:02d}.{version:02d}-{date:08d}-{serial:010d}-{check:010d}"

    def find_card(self) -> bool:
        self._found = self._find()
        return self._found

    def read_card(self) -> ChipRecord:
        end = time.monotonic() + self._budgets.whole
        tries = 1
        try:
            while True:
                try:
                    return self._read_once()
                except DeviceError as error:
                    if error.reason not in _AGAIN or tries == READ_TRIES or time.monotonic() + READ_S > end:
                        raise
                tries += 1
        finally:
            self._parser.reset()

    def _read_once(self) -> ChipRecord:
        # A reader that finds a card only once, until it is lifted, still lets it be selected again.
        found, self._found = self._found, False
        found = found or self._find()
        reply = self._ask(SELECT, SHORT_S, _selecting)
        if reply.code != OK:
            raise DeviceError(Completion.USER_ERROR, "card_moved" if found else "no_card")
        reply = self._ask(READ_BASE, READ_S, _reading)
        if reply.code != OK:
            raise _fault(reply)
        blocks = blocks_of(reply.data)
        assert blocks is not None
        record = parse_record(*blocks)
        return replace(record, photo=decoded(self._decoder, record.photo_block)) if self._decoder else record

    def _find(self) -> bool:
        reply = self._ask(FIND, SHORT_S, _finding)
        if reply.code not in (FOUND, NO_CARD):
            raise _fault(reply)
        return reply.code == FOUND

    def _ask(self, request: Request, seconds: float, answers: Callable[[Reply], bool]) -> Reply:
        """The reply to `request`. Replies come in order: behind one still owed, a SAM id's cannot be mistaken."""
        if self._owed:
            self._transport.drain()
            self._parser.reset()
            self._exchange(SAM_ID, SHORT_S, _sam_id)
            self._owed = False
        return self._exchange(request, seconds, answers)

    def _exchange(self, request: Request, seconds: float, answers: Callable[[Reply], bool]) -> Reply:
        owed, self._owed = self._owed, True
        self._transport.drain()  # said unasked, or twice: it answers nothing that is asked now
        self._parser.reset()
        self._transport.write(request.encode(), SHORT_S)
        end = time.monotonic() + seconds
        heard = damaged = False
        while (left := end - time.monotonic()) > 0:
            begun = self._parser.pending > len(PREAMBLE)  # less is noise
            data = self._transport.read(min(left, self._budgets.between_bytes) if begun or damaged else left)
            heard = heard or bool(data)
            for event in self._parser.feed(data) if data else self._parser.give_up():
                if isinstance(event, Damaged):
                    damaged = True
                elif answers(event):
                    self._owed = owed
                    return event
                elif event.code in READER_FAULTS:
                    self._owed = owed
                    raise _fault(event)
            if not data and (begun or damaged):
                break  # a reply that stopped halfway, or one that was damaged
        raise DeviceError(Completion.TIMED_OUT, "garbled" if heard else "no_answer")


def _short(reply: Reply) -> bool:
    return not reply.data


def _sam_id(reply: Reply) -> bool:
    return reply.code == OK and len(reply.data) == 16


def _finding(reply: Reply) -> bool:
    return reply.code == FOUND or _refusal(reply)


def _selecting(reply: Reply) -> bool:
    return (reply.code == OK and len(reply.data) == 8) or _refusal(reply)


def _reading(reply: Reply) -> bool:
    return (reply.code == OK and blocks_of(reply.data) is not None) or _refusal(reply)


def _refusal(reply: Reply) -> bool:
    return not reply.data and reply.code not in (OK, FOUND)


def _fault(reply: Reply) -> DeviceError:
    if reply.code in CARD_FAULTS:
        return DeviceError(Completion.USER_ERROR, CARD_FAULTS[reply.code])
    reason = READER_FAULTS.get(reply.code, "garbled")
    return DeviceError(Completion.HARDWARE_ERROR, reason)
