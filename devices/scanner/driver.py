"""The code scanner's driver: it reads only while it is enabled, and nothing of one visit enters the next."""

from __future__ import annotations

import contextlib
import itertools
import time
from collections import deque
from collections.abc import Mapping
from typing import TypeVar

from devices.interfaces import Code
from devices.model import Budgets, Completion, DeviceError, Observation
from devices.reasons import is_wire, observation
from devices.scanner.framing import LONGEST, TERMINATORS, Framer, read_text
from devices.scanner.profiles import PROFILES, Identity, Profile, Query
from devices.scanner.tracing import describer
from devices.setup import Setup
from devices.transport import Transport

T = TypeVar("T")

# between_bytes: the pause that ends a code without a terminator; a USB adapter's own delay is 16 ms.
BUDGETS = Budgets(connect=2.0, between_bytes=0.1, whole=10.0)
ANSWER_S = 0.5
SAME_CODE_S = 2.0
"""A code seen again within this time is still being held there: a telephone is shown once, and read many times."""
CUT_SHORT_S = 0.5
"""A code that stops for so long before its terminator will not be finished."""
ASK_EVERY_S = 5.0
"""How often a scanner that is reading is interrupted to see whether it still answers."""
MOST_WAITING = 4
LONGEST_ANSWER = 4096


def create(setup: Setup) -> SerialScanner:
    """Raises `ValueError` for a profile or a terminator that is not known."""
    device, budgets = setup.device, setup.budgets(BUDGETS)
    profile = _one_of(PROFILES, "profile", str(device.get("profile", "honeywell")))
    terminator = _one_of(TERMINATORS, "terminator", str(device.get("terminator", "cr")))
    return SerialScanner(setup.wire(budgets, describer(profile)), profile, terminator, budgets)


class SerialScanner:
    """A `CodeScanner`. `terminator` is what the scanner is set to send after each code; empty where nothing."""

    def __init__(
        self, transport: Transport, profile: Profile, terminator: bytes = b"\r", budgets: Budgets = BUDGETS
    ) -> None:
        self._transport = transport
        self._profile = profile
        self._budgets = budgets
        self._framer = Framer(terminator)
        self._gap = CUT_SHORT_S if terminator else budgets.between_bytes
        self._alive = itertools.cycle(profile.alive)
        self._identity: Identity | None = None
        self._enabled = False
        self._armed: bool | None = None  # None: it was told and did not say that it heard
        self._armed_at = self._asked_at = self._listened_at = self._last_at = 0.0
        self._last = b""
        self._codes: deque[str] = deque(maxlen=MOST_WAITING)

    def open(self) -> None:
        self._enabled = False
        self._identity = None
        self._asked_at = float("-inf")
        self._forget()
        self._transport.open()
        # A kiosk that died may have left it reading.
        if self._profile.triggered:
            self._write(self._profile.stop)

    def claim(self) -> None:
        """A serial port is claimed by opening it."""

    def enable(self) -> None:
        if self._enabled:
            return
        self._silence()
        self._forget()
        self._enabled = True
        self._arm()

    def disable(self) -> None:
        self._enabled = False
        self._forget()
        if self._profile.triggered:
            self._tell(self._profile.stop)
            self._armed = False if isinstance(self._profile.stop, Query) else None
        self._silence()

    def release(self) -> None:
        """A serial port is released by closing it."""

    def close(self) -> None:
        if self._enabled and self._profile.triggered:
            with contextlib.suppress(DeviceError):
                self._write(self._profile.stop)
        self._enabled = False
        self._forget()
        self._transport.close()

    def abort(self) -> None:
        self._transport.abort()

    def observe(self) -> Observation:
        """Ask the scanner whether it is there. One of the profile `continuous` answers nothing: then only the port is
        known to be. One that is reading is asked every few seconds, in a pause of its reading."""
        if not self._profile.alive:
            self._listen(0.0)
            return observation("scanner_unasked", self._detail(answers=False))
        try:
            if self._enabled and time.monotonic() - self._asked_at < ASK_EVERY_S:
                self._listen(0.0)
                self._rearm()
            else:
                self._see_alive(next(self._alive))
        except DeviceError as error:
            if is_wire(error.reason):
                raise
            self._armed = None
            return observation(error.reason, self._detail(answers=True))
        return observation("ok", self._detail(answers=True))

    def next_code(self, wait: float) -> Code | None:
        if not self._enabled:
            raise DeviceError(Completion.DEVICE_NOT_READY, "stopped")
        end = time.monotonic() + wait
        self._listen(0.0)
        while not self._codes:
            self._rearm()
            left = end - time.monotonic()
            if left <= 0:
                return None
            self._listen(min(left, self._rearm_in()))
        return Code(self._codes.popleft())

    # Reading

    def _listen(self, wait: float) -> None:
        """Read for up to `wait` seconds until something comes, then to the end of the code that it begins."""
        came_at = self._listened_at  # what waits already came at some time since then
        data = self._transport.read(0.0)
        if not data and wait > 0:
            data = self._transport.read(wait)
            came_at = time.monotonic()
        end = time.monotonic() + self._budgets.whole
        self._take(data, came_at)
        while self._framer.pending and time.monotonic() < end:
            data = self._transport.read(self._gap)
            if not data:
                self._scanned(self._framer.pause(), came_at)
            self._take(data, came_at)
        self._listened_at = time.monotonic()

    def _take(self, data: bytes, came_at: float) -> None:
        if self._enabled:
            for code in self._framer.feed(data):
                self._scanned(code, came_at)

    def _scanned(self, code: bytes, came_at: float) -> None:
        if not code:
            return
        held = code == self._last and came_at - self._last_at < SAME_CODE_S
        self._last, self._last_at = code, time.monotonic()
        if self._profile.triggered:
            self._armed_at = float("-inf")  # having read, it stops
        text = None if held else read_text(code)
        if text is not None:
            self._codes.append(text)

    def _silence(self) -> None:
        """Drop what arrives until the line is silent: a code may be halfway here."""
        end = time.monotonic() + self._budgets.whole
        while self._transport.read(self._budgets.between_bytes):
            if time.monotonic() > end:
                raise DeviceError(Completion.HARDWARE_ERROR, "garbled")

    def _forget(self) -> None:
        self._framer.reset()
        self._codes.clear()
        self._last, self._last_at = b"", 0.0
        self._listened_at = time.monotonic()

    # Commanding

    def _see_alive(self, query: Query) -> None:
        if self._enabled:
            self._tell(self._profile.stop)
            self._listen(self._budgets.between_bytes)
        else:
            self._silence()
        self._ask(query)
        self._identify()
        self._asked_at = time.monotonic()
        if self._enabled:
            self._arm()
        elif isinstance(self._profile.stop, Query):
            self._armed = False  # to ask it was to stop it

    def _arm(self) -> None:
        if self._profile.triggered:
            self._tell(self._profile.start)
            self._armed = True if isinstance(self._profile.start, Query) else None
            self._armed_at = time.monotonic()

    def _rearm(self) -> None:
        if self._rearm_in() <= 0:
            self._arm()

    def _rearm_in(self) -> float:
        if not self._profile.triggered:
            return self._budgets.whole
        return max(0.0, self._armed_at + self._profile.rearm_s - time.monotonic())

    def _tell(self, command: Query | bytes) -> None:
        """Give a command; wait for its acknowledgement where the scanner has one."""
        if isinstance(command, Query):
            self._ask(command)
        else:
            self._write(command)

    def _write(self, command: Query | bytes) -> None:
        if self._profile.wake:
            self._transport.write(self._profile.wake, ANSWER_S)
            end = time.monotonic() + self._profile.wake_s
            while (left := end - time.monotonic()) > 0:
                self._take(self._transport.read(left), self._listened_at)
        self._transport.write(command.request if isinstance(command, Query) else command, ANSWER_S)

    def _ask(self, query: Query) -> bytes:
        """The answer. What comes around an acknowledgement is a code; a menu command's answer comes after a pause of
        the reading, alone."""
        self._write(query)
        heard = bytearray()
        end = time.monotonic() + ANSWER_S
        while (left := end - time.monotonic()) > 0 and len(heard) <= LONGEST_ANSWER + LONGEST:
            heard += self._transport.read(left)
            if (answer := query.answer.search(heard)) is not None:
                if self._profile.codes_around_answers:
                    self._take(bytes(heard[: answer.start()] + heard[answer.end() :]), self._listened_at)
                else:
                    self._silence()  # its full stop
                return answer.group()
            if query.refusal is not None and query.refusal.search(heard):
                raise DeviceError(Completion.HARDWARE_ERROR, "scanner_mode")
        raise DeviceError(Completion.TIMED_OUT, "garbled" if self._profile.noise(bytes(heard)) else "no_answer")

    def _identify(self) -> None:
        """Ask once who it is. A scanner that does not say so is no worse for it."""
        query = self._profile.identity
        if query is None or query.parse is None or self._identity is not None:
            return
        self._identity = Identity()
        try:
            self._identity = query.parse(self._ask(query))
        except DeviceError as error:
            if error.completion is not Completion.TIMED_OUT:
                raise
            self._silence()

    def _detail(self, *, answers: bool) -> dict[str, str]:
        identity = self._identity or Identity()
        reading = {True: "yes", False: "no", None: "unknown"}[self._armed if answers else None]
        return {
            "answers": "yes" if answers else "unknown",
            "reading": reading,
            "model": identity.model or "unknown",
            "firmware": identity.firmware or "unknown",
        }


def _one_of(known: Mapping[str, T], key: str, value: str) -> T:
    if value not in known:
        raise ValueError(f'{key} is "{value}"; it may be {", ".join(known)}')
    return known[value]
