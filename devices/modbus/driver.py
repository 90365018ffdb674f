"""The contacts' driver: a module of inputs and outputs that speaks Modbus, its contacts by the names they are given.

Serial lines are 8 data bits without parity, as most modules are delivered (the specification's own default is even
parity). Not tried on hardware. A kiosk that is killed cannot switch its lights off any more: they go off when it is
back, and without it where the module's own watchdog is set.
"""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Iterable, Mapping

from devices.modbus.codec import (
    BUSY,
    DIAGNOSE,
    FAILED,
    ILLEGAL_ADDRESS,
    ILLEGAL_FUNCTION,
    ILLEGAL_VALUE,
    MOST_READ,
    NO_PATH,
    NO_TARGET,
    READ_COILS,
    READ_INPUTS,
    REFUSED,
    Damaged,
    Framing,
    Message,
    Rtu,
    Tcp,
    bits_of,
    read_bits,
    return_query,
    write_coil,
    write_coils,
)
from devices.modbus.tracing import describer
from devices.model import Budgets, Completion, DeviceError, Observation
from devices.reasons import is_wire, observation
from devices.setup import Setup
from devices.transport import Transport

# between_bytes: a module answers within tens of milliseconds; one behind a gateway takes longer.
BUDGETS = Budgets(connect=2.0, between_bytes=0.5, whole=5.0)
GAP_S = 0.05  # the silence between two messages: 3.5 characters, and a USB adapter's own delay
PATIENCE_S = 5.0
"""For so long a module is probed in vain: one that never answered a probe may ignore what it does not know."""
_REFUSALS = {
    **dict.fromkeys((ILLEGAL_FUNCTION, ILLEGAL_ADDRESS, ILLEGAL_VALUE), "contacts_address"),
    **dict.fromkeys((5, BUSY), "contacts_busy"),
    **dict.fromkeys((NO_PATH, NO_TARGET), "no_answer"),
    FAILED: "contacts_failed",
}
_WORDS = {"door": ("closed", "open"), "presence": ("no", "yes")}
Addresses = Mapping[str, int]


def create(setup: Setup) -> ModbusContacts:
    """Raises `ValueError` for addresses or names that cannot be."""
    device, budgets = setup.device, setup.budgets(BUDGETS)
    serial = device["transport"]["kind"] == "serial"
    return ModbusContacts(
        setup.wire(budgets, describer(Rtu if serial else Tcp)),
        Rtu() if serial else Tcp(),
        unit=int(device.get("unit", 1)),
        inputs=device.get("inputs", {}),
        outputs=device.get("outputs", {}),
        inverted=device.get("inverted", ()),
        budgets=budgets,
    )


class ModbusContacts:
    """A `Contacts`. `inputs` and `outputs` give addresses of discrete inputs and coils, counted from 0, by name. An
    input of a name in `inverted` is a contact that is closed at rest. `budgets.between_bytes` is an answer's time."""

    def __init__(
        self,
        transport: Transport,
        framing: Framing,
        *,
        unit: int = 1,
        inputs: Addresses,
        outputs: Addresses,
        inverted: Iterable[str] = (),
        budgets: Budgets = BUDGETS,
    ) -> None:
        if unknown := set(inverted) - set(inputs):
            raise ValueError(f"inverted names {', '.join(sorted(unknown))}, which is no input")
        for name, address in (*inputs.items(), *outputs.items()):
            if not 0 <= int(address) <= 0xFFFF:
                raise ValueError(f"{name} = {address}; an address is 0 to 65535")
        self._transport = transport
        self._framing = framing
        self._unit = unit
        self._inputs, self._outputs = dict(inputs), dict(outputs)
        self._inverted = frozenset(inverted)
        self._budgets = budgets
        self._numbers = itertools.cycle(range(1, 0x10000))
        self._owed = False  # an answer to an earlier request may still be on its way
        self._probing_since: float | None = None
        self._answers_probes = False

    def open(self) -> None:
        self._framing.reset()
        self._transport.open()

    def claim(self) -> None:
        """Lights that a kiosk left on when it died go off. That an output is not there shows when it is observed."""
        try:
            self._all_off()
        except DeviceError as error:
            if is_wire(error.reason):
                raise

    def enable(self) -> None:
        """Contacts serve whenever they are asked."""

    def disable(self) -> None:
        """No light guides anybody any more."""
        self._all_off()

    def release(self) -> None:
        with contextlib.suppress(DeviceError):
            self._all_off()

    def close(self) -> None:
        self._framing.reset()
        self._transport.close()

    def abort(self) -> None:
        self._transport.abort()

    def observe(self) -> Observation:
        """Read every input and output. An open door needs somebody: whoever opened it stands in the open cabinet, and
        nobody should be served meanwhile."""
        detail = dict.fromkeys(self._inputs, "unknown") | {f"light.{name}": "unknown" for name in self._outputs}
        reason = "ok"
        try:
            inputs = self.inputs()
            detail |= {name: _WORDS.get(name, ("off", "on"))[value] for name, value in inputs.items()}
            outputs = self._read(READ_COILS, self._outputs)
            detail |= {f"light.{name}": "on" if value else "off" for name, value in outputs.items()}
            if inputs.get("door"):
                reason = "door_open"
        except DeviceError as error:
            if is_wire(error.reason):
                raise
            reason = error.reason
        if not self._inputs and not self._outputs:
            self._exchange(self._probe())
        return observation(reason, {"door": "unknown", "presence": "unknown"} | detail)

    def inputs(self) -> Mapping[str, bool]:
        read = self._read(READ_INPUTS, self._inputs)
        return {name: value is not (name in self._inverted) for name, value in read.items()}

    def switch(self, output: str, on: bool) -> None:
        if output not in self._outputs:
            raise DeviceError(Completion.UNSUPPORTED, "unsupported", output)
        self._command(write_coil(self._unit, self._outputs[output], on))

    def _all_off(self) -> None:
        for first, count in _runs(self._outputs.values()):
            try:
                self._command(write_coils(self._unit, first, (False,) * count))
            except DeviceError as error:
                if error.explanation != _explained(ILLEGAL_FUNCTION):
                    raise
                for address in range(first, first + count):
                    self._command(write_coil(self._unit, address, False))

    def _read(self, function: int, addresses: Addresses) -> dict[str, bool]:
        values: dict[int, bool] = {}
        for first, count in _runs(addresses.values()):
            bits = bits_of(self._ask(read_bits(self._unit, function, first, count)), count)
            if bits is None:
                raise DeviceError(Completion.HARDWARE_ERROR, "garbled")
            values |= dict(zip(range(first, first + count), bits, strict=True))
        return {name: values[address] for name, address in addresses.items()}

    def _command(self, request: Message) -> None:
        """Write; the answer must name what was written."""
        if self._ask(request).data[:4] != request.data[:4]:
            raise DeviceError(Completion.HARDWARE_ERROR, "garbled")

    def _ask(self, request: Message) -> Message:
        """The answer to `request`. A serial line's answers bear no number, and one that comes late would be believed:
        after a missed one, a probe is sent whose answer is of another kind, and what comes before it is dropped."""
        if self._owed:
            self._settle()
        return self._exchange(request)

    def _settle(self) -> None:
        self._silence()
        if isinstance(self._framing, Rtu):
            self._probing_since = self._probing_since or time.monotonic()
            if self._answers_probes or time.monotonic() - self._probing_since < PATIENCE_S:
                self._exchange(self._probe())
        self._probing_since = None
        self._owed = False

    def _probe(self) -> Message:
        return return_query(self._unit, next(self._numbers))

    def _exchange(self, request: Message) -> Message:
        if isinstance(self._framing, Tcp):
            request = Message(request.unit, request.function, request.data, next(self._numbers))
        self._framing.reset()
        self._transport.write(self._framing.encode(request), self._budgets.between_bytes)
        end = time.monotonic() + self._budgets.between_bytes
        heard = False
        while (left := end - time.monotonic()) > 0:
            data = self._transport.read(left)
            heard = heard or bool(data)
            for event in self._heard(data):
                if self._answers(event, request):
                    if event.refusal is None or request.function == DIAGNOSE:
                        return event
                    raise _refused(event.refusal)
        self._owed = True
        raise DeviceError(Completion.TIMED_OUT, "garbled" if heard else "no_answer")

    def _answers(self, event: Message, request: Message) -> bool:
        if event.transaction != request.transaction or event.function & ~REFUSED != request.function:
            return False
        if request.function == DIAGNOSE and event.refusal is None and event.data != request.data:
            return False
        # Over TCP the number says it all: gateways answer as unit 0 or 255 too.
        return isinstance(self._framing, Tcp) or event.unit == request.unit

    def _heard(self, data: bytes) -> list[Message]:
        messages = [event for event in self._framing.feed(data) if not isinstance(event, Damaged)]
        self._answers_probes |= any(each.function & ~REFUSED == DIAGNOSE for each in messages)
        return messages

    def _silence(self) -> None:
        """Drop what arrives until the line is silent."""
        end = time.monotonic() + self._budgets.whole
        while data := self._transport.read(GAP_S):
            self._heard(data)
            if time.monotonic() > end:
                raise DeviceError(Completion.HARDWARE_ERROR, "garbled")


def _refused(code: int) -> DeviceError:
    reason = _REFUSALS.get(code, "contacts_failed")
    return DeviceError(Completion.HARDWARE_ERROR, reason, _explained(code))


def _explained(code: int) -> str:
    return f"exception {code:02d}"


def _runs(addresses: Iterable[int]) -> list[tuple[int, int]]:
    """Addresses that lie together, as (first, count): a module refuses a range that has one it does not know."""
    runs: list[tuple[int, int]] = []
    for address in sorted(set(addresses)):
        if runs and address == sum(runs[-1]) and runs[-1][1] < MOST_READ // 2:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((address, 1))
    return runs
