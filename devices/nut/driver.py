"""The power supply's driver: it asks a NUT server for all variables of one UPS, and changes nothing.

Tested against upsd 2.8 with its dummy-ups; no UPS itself was tried. The kiosk reads only, so it logs in to nothing; the
connection is not encrypted, for the server is this machine or one in the same cabinet.
"""

from __future__ import annotations

import time
from typing import TypeVar

from devices.lifecycle import Plain
from devices.model import Budgets, Completion, DeviceError, Observation
from devices.nut.codec import VERSION, Answer, AnswerParser, Banner, Refused, Unknown, Variables, list_variables
from devices.nut.meaning import NOTHING_KNOWN, REFUSALS, detail_of, reason_of
from devices.reasons import observation
from devices.setup import Setup
from devices.trace import Direction
from devices.transport import Transport

A = TypeVar("A")

# between_bytes: the time of an answer. upsd answers out of its memory; a driver's slowness does not show here.
BUDGETS = Budgets(connect=2.0, between_bytes=1.0, whole=5.0)
MOST_SHOWN = 160


def create(setup: Setup) -> NutPower:
    """Raises `ValueError` for a name that no UPS has."""
    budgets = setup.budgets(BUDGETS)
    return NutPower(setup.wire(budgets, _describe), str(setup.device.get("ups", "ups")), budgets)


class NutPower(Plain):
    """A `PowerSupply`: the UPS that the server calls `ups`. `budgets.whole` is the limit of a whole list."""

    def __init__(self, transport: Transport, ups: str = "ups", budgets: Budgets = BUDGETS) -> None:
        self._transport = transport
        self._ups = ups
        self._question = list_variables(ups)
        self._budgets = budgets
        self._parser = AnswerParser()

    def open(self) -> None:
        """Connect, and see that a NUT server is there."""
        self._parser.reset()
        self._transport.open()
        self._ask(VERSION, Banner)

    def close(self) -> None:
        self._parser.reset()
        self._transport.close()

    def abort(self) -> None:
        self._transport.abort()

    def observe(self) -> Observation:
        answer = self._ask(self._question, Variables)
        if isinstance(answer, Refused):
            if answer.code not in REFUSALS:
                raise DeviceError(Completion.HARDWARE_ERROR, "garbled", answer.code[:40])
            return observation(REFUSALS[answer.code], NOTHING_KNOWN)
        return observation(reason_of(answer.values), detail_of(answer.values))

    def _ask(self, question: bytes, wanted: type[A]) -> A | Refused:
        """The answer to one question; the server answers in order, and only when it is asked."""
        self._transport.drain()
        self._parser.reset()
        self._transport.write(question, self._budgets.between_bytes)
        end = time.monotonic() + self._budgets.whole
        garbled = False
        while (left := end - time.monotonic()) > 0:
            data = self._transport.read(min(left, self._budgets.between_bytes))
            if not data:
                break
            for answer in self._parser.feed(data):
                if isinstance(answer, (wanted, Refused)) and not self._of_another(answer):
                    return answer
                garbled = garbled or isinstance(answer, Unknown)
        # A late answer would be taken for the next one's.
        self._transport.close()
        raise DeviceError(Completion.TIMED_OUT, "garbled" if garbled or self._parser.begun else "no_answer")

    def _of_another(self, answer: Answer) -> bool:
        return isinstance(answer, Variables) and answer.ups != self._ups


def _describe(direction: Direction, data: bytes) -> str:
    """Lines as they stand; those of a UPS know nothing of a person."""
    del direction
    text = " | ".join(data.decode("ascii", "replace").splitlines())
    shown = "".join(each if each.isprintable() else "·" for each in text[:MOST_SHOWN])
    return shown + ("…" if len(text) > MOST_SHOWN else "")
