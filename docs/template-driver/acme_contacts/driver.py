"""The driver: the codec over a wire that the kiosk gives it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TypeVar

from acme_contacts.codec import FUSE, INPUTS, Answer, AnswerParser, Done, Fuse, Inputs, switch
from devices.lifecycle import Plain
from devices.model import Budgets, Completion, DeviceError, Observation
from devices.reasons import observation
from devices.setup import Setup
from devices.trace import Direction
from devices.transport import Transport

# To connect, for one answer, for a whole command, in seconds; a configuration may say otherwise under `budgets`.
BUDGETS = Budgets(connect=2.0, between_bytes=0.5, whole=2.0)

A = TypeVar("A", bound=Answer)


def create(setup: Setup) -> AcmeContacts:
    """What the entry point names. Raises `ValueError` for an option that it does not take."""
    budgets = setup.budgets(BUDGETS)
    names = {key: _numbered(key, setup.options.get(key, {})) for key in ("inputs", "outputs")}
    return AcmeContacts(setup.wire(budgets, describe), budgets, names["inputs"], names["outputs"])


def describe(_direction: Direction, data: bytes) -> str:
    """Traffic as technicians read it. This board's never holds personal data; a reader's would be shown by length."""
    return data.decode("ascii", "backslashreplace").strip()


class AcmeContacts(Plain):
    """`Contacts` by name: `inputs` and `outputs` say which of the board's eight each name is."""

    def __init__(
        self, transport: Transport, budgets: Budgets, inputs: Mapping[str, int], outputs: Mapping[str, int]
    ) -> None:
        self._transport = transport
        self._budgets = budgets
        self._inputs = inputs
        self._outputs = outputs
        self._parser = AnswerParser()

    def open(self) -> None:
        self._parser.reset()
        self._transport.open()

    def close(self) -> None:
        self._transport.close()

    def abort(self) -> None:
        self._transport.abort()

    def observe(self) -> Observation:
        detail = {name: "closed" if closed else "open" for name, closed in self._contacts().items()}
        return observation("acme_fuse_blown" if self._ask(FUSE, Fuse).blown else "ok", detail)

    def inputs(self) -> Mapping[str, bool]:
        return self._contacts()

    def switch(self, output: str, on: bool) -> None:
        if output not in self._outputs:
            raise DeviceError(Completion.UNSUPPORTED, "unsupported")
        self._ask(switch(self._outputs[output], on), Done)

    def _contacts(self) -> dict[str, bool]:
        closed = self._ask(INPUTS, Inputs).closed
        return {name: closed[number] for name, number in self._inputs.items()}

    def _ask(self, request: bytes, wanted: type[A]) -> A:
        """The answer to one request. Another kind of answer is a late one of before, or noise: neither is believed."""
        self._transport.drain()
        self._parser.reset()
        self._transport.write(request, self._budgets.between_bytes)
        end = time.monotonic() + self._budgets.between_bytes
        heard = False
        while (left := end - time.monotonic()) > 0:
            data = self._transport.read(left)
            heard = heard or bool(data)
            for answer in self._parser.feed(data):
                if isinstance(answer, wanted):
                    return answer
        raise DeviceError(Completion.TIMED_OUT, "garbled" if heard else "no_answer")


def _numbered(key: str, names: Mapping[str, object]) -> dict[str, int]:
    for name, number in names.items():
        if not isinstance(number, int) or not 0 <= number <= 7:
            raise ValueError(f"options.{key}.{name} is {number!r}; it may be 0 to 7")
    return {name: int(str(number)) for name, number in names.items()}
