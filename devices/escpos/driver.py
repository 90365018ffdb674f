"""The receipt printer's driver: status before, during and after; printed is only what the printer says is."""

from __future__ import annotations

import contextlib
import itertools
import secrets
import time
from pathlib import Path

from devices.escpos.describing import Describing
from devices.escpos.encoder import (
    CLEAR,
    CUT,
    INITIALISE,
    Paper,
    completion_id,
    completion_request,
    encode,
    line_count,
    status_request,
)
from devices.escpos.leftover import Holds, Leftover
from devices.escpos.raster import Rasteriser, find_rasteriser
from devices.escpos.status import Cleared, Completed, PrinterState, Pushed, RealTime, StatusParser
from devices.interfaces import PrintOutcome, PrintState
from devices.lifecycle import Plain
from devices.model import Budgets, Completion, DeviceError, Observation
from devices.reasons import observation
from devices.setup import Setup
from devices.slip import Slip
from devices.statistics import Statistics
from devices.transport import Transport

# A slip of 300 mm at the slowest printers' 90 mm/s, with its bytes over 9600 baud.
BUDGETS = Budgets(connect=2.0, between_bytes=0.5, whole=20.0)
STATUS_EVERY_S = 0.5
LISTEN_S = 0.25
CLEARING_S = 0.5
SETTLING_S = 1.0  # an idle printer says at once that everything is printed
PRINTED_BY_S = 30.0  # by then, a slip that nothing stopped is out


def create(setup: Setup) -> EscPosPrinter:
    device, budgets = setup.device, setup.budgets(BUDGETS)
    font = device.get("font")
    return EscPosPrinter(
        setup.wire(budgets, Describing()),
        Paper(int(device.get("paper_mm", 80))),
        near_end_sensor=bool(device.get("near_end_sensor", False)),
        confirms=bool(device.get("confirms", True)),
        rasteriser=find_rasteriser(None if font is None else Path(font)),
        budgets=budgets,
        statistics=setup.statistics,
    )


class EscPosPrinter(Plain):
    """A `ReceiptPrinter`.

    `near_end_sensor`: models without one never say that paper runs low. `confirms`: whether the printer answers
    GS ( H; without that a print ends as sentUnconfirmed at best. `budgets.between_bytes` is an answer's time.
    """

    def __init__(
        self,
        transport: Transport,
        paper: Paper | None = None,
        *,
        near_end_sensor: bool = True,
        confirms: bool = True,
        rasteriser: Rasteriser | None = None,
        budgets: Budgets = BUDGETS,
        statistics: Statistics | None = None,
    ) -> None:
        self._statistics = statistics or Statistics()
        self._transport = transport
        self._paper = paper or Paper()
        self._near_end_sensor = near_end_sensor
        self._confirms = confirms
        self._rasteriser = rasteriser
        self._budgets = budgets
        self._parser = StatusParser()
        self._state = PrinterState()
        self._numbers = itertools.count(secrets.randbelow(1 << 16))
        self._leftover = Leftover()
        self._answers_clear = True  # until it did not, though it could
        self._sent_at = 0.0
        self._owed = 0  # real-time answers asked for that have not come
        self._answer = 0
        self._completed = b""
        self._cleared = False

    def open(self) -> None:
        self._parser.reset()
        self._owed = 0
        self._transport.open()
        # What the printer still holds belongs to a visit that is over, perhaps to a kiosk that lost its power.
        self._transport.write(CLEAR, self._budgets.between_bytes)

    def close(self) -> None:
        self._parser.reset()
        self._transport.close()

    def abort(self) -> None:
        self._transport.abort()

    def observe(self) -> Observation:
        """Ask by real-time commands, which a printer answers even when off line or with a full buffer.

        The answer prints nothing; but what a slip of this process left in the printer is seen to here.
        """
        self._ask_state()
        self._settle()
        seen = self._state.observe()
        return observation(self._leftover.reason or seen.reason, {**seen.detail, "buffer": self._leftover.holds.value})

    def print(self, slip: Slip) -> PrintOutcome:
        end = time.monotonic() + self._budgets.whole
        try:
            self._ask_state()
            self._settle()
        except DeviceError as error:
            return PrintOutcome(PrintState.NOT_SENT, error.reason)
        trouble = self._leftover.reason or self._state.trouble
        if trouble is not None:
            return PrintOutcome(PrintState.NOT_SENT, trouble)
        blocks = encode(slip, self._paper, self._rasteriser)
        if self._leftover.uncut:
            blocks.insert(0, INITIALISE + CUT)
        wanted = self._next_id() if self._confirms else b""
        if wanted:
            blocks.append(completion_request(wanted))
        self._leftover.begun()
        try:
            for block in blocks:
                self._put(block, end)
                if self._state.trouble is not None:
                    return self._stopped(self._state.trouble)
            outcome = self._await_completion(wanted, end)
        except DeviceError as error:
            return self._broken_off(error)
        if outcome.state is PrintState.CONFIRMED:
            self._statistics.add("ReceiptLinePrintedCount", line_count(slip, self._paper))
        return outcome

    def _next_id(self) -> bytes:
        return completion_id(next(self._numbers) % (1 << 16))

    def _settle(self) -> None:
        """Find out what the printer holds of an earlier slip, have it forget that, and cut off what came out."""
        leftover, trouble = self._leftover, self._state.trouble is not None
        leftover.seen(trouble=trouble, cover_open=self._state.cover_open)
        if leftover.holds is Holds.PRINTING:
            if trouble:
                self._forget()
            elif time.monotonic() - self._sent_at > PRINTED_BY_S:
                leftover.empty()
        elif leftover.holds is Holds.UNKNOWN:
            if trouble or not self._confirms:
                self._forget()
            elif self._clear() or self._all_printed():
                leftover.empty()
        elif leftover.holds is Holds.A_SLIP:
            self._clear()
        if leftover.broken_off and not trouble and leftover.holds in (Holds.NOTHING, Holds.UNKNOWN):
            self._transport.write(INITIALISE + CUT, self._budgets.between_bytes)
            leftover.cut()

    def _forget(self) -> None:
        """Have it forget what it holds; where it does not say that it did, it may print that as soon as it can."""
        if self._clear():
            self._leftover.empty()
        elif self._state.trouble is not None:
            self._leftover.stopped()

    def _all_printed(self) -> bool:
        """Whether a printer that can print says that it printed all."""
        wanted = self._next_id()
        self._transport.write(completion_request(wanted), self._budgets.between_bytes)
        end = time.monotonic() + SETTLING_S
        while self._completed != wanted and (left := end - time.monotonic()) > 0:
            self._take(self._transport.read(left))
        return self._completed == wanted

    def _put(self, block: bytes, end: float) -> None:
        """Write one block, listening meanwhile: a printer that stops reading may say why."""
        while block:
            written = self._transport.write_some(block, LISTEN_S)
            block = block[written:]
            self._take(self._transport.read(0.0))
            if block and self._state.trouble is not None:  # within a command, no other can be sent
                raise DeviceError(Completion.DEVICE_NOT_READY, self._state.trouble)
            if block and time.monotonic() > end:
                raise DeviceError(Completion.TIMED_OUT, "write_timeout")

    def _await_completion(self, wanted: bytes, end: float) -> PrintOutcome:
        """Wait for the printer's word; meanwhile ask how it is, for what stops it may not be pushed."""
        reason = "no_confirmation"
        ask_at = time.monotonic() + STATUS_EVERY_S
        while (now := time.monotonic()) < end:
            told = False
            if not wanted or self._completed != wanted:
                self._take(self._transport.read(max(0.0, min(ask_at, end) - now)))
            if (not wanted or self._completed != wanted) and self._state.trouble is None and time.monotonic() >= ask_at:
                ask_at = time.monotonic() + STATUS_EVERY_S
                try:
                    self._ask_state()
                    reason, told = "no_confirmation", True
                except DeviceError as error:  # one missed answer does not end a print that may be under way
                    if error.completion is not Completion.TIMED_OUT:
                        raise
                    reason = error.reason
            if wanted and self._completed == wanted:
                self._leftover.printed()
                return PrintOutcome(PrintState.CONFIRMED)
            if self._state.trouble is not None:
                return self._stopped(self._state.trouble)
            if told and not wanted:
                break
        if reason != "no_confirmation":
            raise DeviceError(Completion.TIMED_OUT, reason)
        if wanted:  # it hangs: what it holds must not come out when it goes on
            with contextlib.suppress(DeviceError):
                self._forget()
        else:
            self._leftover.sent()
            self._sent_at = time.monotonic()
        return PrintOutcome(PrintState.SENT_UNCONFIRMED, reason)

    def _stopped(self, reason: str) -> PrintOutcome:
        """The printer stopped within the slip: have it forget the rest, or it comes out for the next person."""
        self._leftover.stopped()
        with contextlib.suppress(DeviceError):
            self._clear()
        return PrintOutcome(PrintState.FAILED, reason)

    def _broken_off(self, error: DeviceError) -> PrintOutcome:
        """The wire failed within the slip: nobody knows what came out. A printer that is there and mute may be out of
        paper, with the rest in it."""
        if error.completion is Completion.TIMED_OUT or self._state.trouble is not None:
            self._leftover.stopped()
        with contextlib.suppress(DeviceError):
            self._transport.discard()
        self.close()
        if self._state.trouble is not None:
            return PrintOutcome(PrintState.FAILED, self._state.trouble)
        return PrintOutcome(PrintState.SENT_UNCONFIRMED, error.reason)

    def _clear(self) -> bool:
        """Tell the printer to forget what it has not printed; whether it said that it did."""
        self._cleared = False
        self._transport.write(CLEAR, self._budgets.between_bytes)
        end = time.monotonic() + (CLEARING_S if self._answers_clear else 0.0)
        while not self._cleared and (left := end - time.monotonic()) > 0:
            self._take(self._transport.read(left))
        self._answers_clear = self._cleared
        return self._cleared

    def _ask_state(self) -> None:
        """Bring the state up to date. Raises `DeviceError` if an answer fails to come."""
        self._take(self._transport.read(0.0))
        state = PrinterState()
        for n in (1, 2, 3, 4):
            state = state.answered(n, self._ask(n), near_end_sensor=self._near_end_sensor)
        self._state = state

    def _ask(self, n: int) -> int:
        """The answer to DLE EOT n. Answers come in order: those still owed from before are not taken for it, nor is a
        byte among others that no printer sends: a modem's "ERROR" has two that look like an answer."""
        strange = self._parser.strange
        if not self._answered(n):  # it is there and owes more: some drop what they are asked while they print
            self._owed = 0
            if not self._answered(n):
                raise DeviceError(Completion.TIMED_OUT, "no_answer")
        if self._parser.strange > strange:
            raise DeviceError(Completion.TIMED_OUT, "garbled")
        return self._answer

    def _answered(self, n: int) -> bool:
        """Ask; whether all that is owed came. Raises `DeviceError` where nothing did."""
        self._owed += 1
        owed = before = self._owed
        self._transport.write(status_request(n), self._budgets.between_bytes)
        end = time.monotonic() + self._budgets.between_bytes
        noise = False
        while self._owed > 0:
            left = end - time.monotonic()
            if left <= 0:
                if self._owed < before:
                    return False
                raise DeviceError(Completion.TIMED_OUT, "garbled" if noise else "no_answer")
            data = self._transport.read(left)
            noise |= bool(data) and not self._take(data)
            if self._owed < owed:  # each has its time
                owed, end = self._owed, time.monotonic() + self._budgets.between_bytes
        return True

    def _take(self, data: bytes) -> bool:
        """Digest what arrived; whether any of it made sense."""
        events = self._parser.feed(data)
        for event in events:
            match event:
                case RealTime(byte):
                    self._owed, self._answer = max(0, self._owed - 1), byte
                case Pushed(status):
                    self._state = self._state.pushed(status, near_end_sensor=self._near_end_sensor)
                case Completed(identifier):
                    self._completed = identifier
                case Cleared():
                    self._cleared = self._answers_clear = True
                    self._leftover.forgotten()
        return bool(events)
