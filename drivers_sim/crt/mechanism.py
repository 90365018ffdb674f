"""The reader's inside: a mouth, a path with contacts, a box for retained cards. Knows no port and no clock."""

from __future__ import annotations

from enum import Enum

from drivers_sim.card.chip import Chip
from drivers_sim.crt.frames import Order, negative, positive

MODEL = b"CRT-591-SIM V1.0"
BOX_HOLDS = 20


class Place(Enum):
    """Where the one card is that can be in the path, or before it."""

    NOWHERE = "none"
    OFFERED = "offered"
    """Held to the mouth by the citizen."""
    GATE = "gate"
    """In the mouth, held by the reader: it can be pulled out, or drawn in again."""
    INSIDE = "inside"
    STUCK = "stuck"


class Mechanism:
    """Carries out orders. A card it holds stays there when the power goes; what it was set up for does not."""

    def __init__(self) -> None:
        self.place = Place.NOWHERE
        self.chip: Chip | None = None
        self.box = 0
        self.jams = False
        self.mute = False
        self.pull_within = False
        self.broken_motor = False
        self.initialised = False
        self.entry = False
        self._contacts = False
        self._powered = False

    # What people do

    def offer(self, chip: Chip | None) -> None:
        """Hold a card to the mouth; it is drawn in where entry is allowed. None: a card without a chip."""
        self.chip = chip
        self.place = Place.OFFERED
        self._draw_in()

    def take(self) -> bool:
        """Take the card from the mouth; whether it could be taken."""
        if self.place not in (Place.OFFERED, Place.GATE):
            return False
        self._gone()
        return True

    def pull(self) -> None:
        """Pull the card out by force, wherever it is."""
        self._gone()

    def power_lost(self) -> None:
        self.initialised = self.entry = self._contacts = self._powered = False

    def mend(self) -> None:
        """A technician takes everything out and empties the box."""
        self._gone()
        self.box = 0
        self.jams = self.mute = self.pull_within = self.broken_motor = False

    # What the host orders

    def carry_out(self, order: Order) -> bytes:
        if order.code == 0x30:
            return self._initialise(order)
        if not self.initialised:
            return negative(order, "B0")
        match order.code, order.parameter:
            case 0x31, 0x30:
                return self._done(order)
            case 0x31, 0x31:
                return self._done(order, self._sensors())
            case 0x32, where:
                return self._move(order, where)
            case 0x33, 0x30 | 0x31:
                self.entry = order.parameter == 0x30
                self._draw_in()
                return self._done(order)
            case 0x51, what:
                return self._chip(order, what)
            case 0xA5, 0x30:
                return self._done(order, f"{self.box:03d}".encode())
        return negative(order, "00")

    def _initialise(self, order: Order) -> bytes:
        if order.parameter not in (0x30, 0x31, 0x33, 0x34, 0x35, 0x37):
            return negative(order, "01")
        if self.place is Place.STUCK:
            return negative(order, "10")
        if self.broken_motor:
            return negative(order, "51")
        self.initialised, self.entry = True, False
        self._contacts = self._powered = False
        if self.place in (Place.GATE, Place.INSIDE) and order.parameter in (0x30, 0x34):
            self.place = Place.GATE
        elif self.place in (Place.GATE, Place.INSIDE) and order.parameter in (0x31, 0x35):
            self._drop()
        return self._done(order, MODEL)

    def _move(self, order: Order, where: int) -> bytes:
        if self.place is Place.STUCK:
            return negative(order, "10")
        if self.broken_motor:
            return negative(order, "51")
        if self.place not in (Place.GATE, Place.INSIDE):
            return negative(order, "A0")  # it would fetch a card from a stacker; this one has none
        if where == 0x33 and self.box >= BOX_HOLDS:
            return negative(order, "A1")
        if self.jams:
            self.place = Place.STUCK
            return negative(order, "10")
        self._contacts = self._powered = False
        match where:
            case 0x30 | 0x39:
                self.place = Place.GATE
            case 0x31 | 0x32:
                self.place, self._contacts = Place.INSIDE, where == 0x31
            case 0x33:
                self._drop()
            case _:
                return negative(order, "01")
        return self._done(order)

    def _chip(self, order: Order, what: int) -> bytes:
        if what == 0x31:
            self._powered = False
            return self._done(order)
        if self.pull_within and what == 0x39:
            self.pull_within = False
            self.pull()
            return negative(order, "67")
        if not self._contacts:
            return negative(order, "43" if self.place is Place.INSIDE else "65")
        if self.chip is None or self.mute:
            return negative(order, "68" if self._powered else "61")
        if what in (0x30, 0x38):
            self.chip.power_on()
            self._powered = True
            return self._done(order, b"0" + self.chip.atr)
        if not self._powered:
            return negative(order, "65")
        if what in (0x33, 0x39):
            return self._done(order, self.chip.answer(order.data))
        return negative(order, "01")

    def _done(self, order: Order, data: bytes = b"") -> bytes:
        card = {Place.GATE: "1", Place.INSIDE: "2"}.get(self.place, "0")
        full = "1" if self.box >= BOX_HOLDS else "0"
        return positive(order, f"{card}0{full}".encode(), data)

    def _sensors(self) -> bytes:
        lit = {Place.OFFERED: (), Place.GATE: (0, 2), Place.INSIDE: (1, 3), Place.STUCK: (2, 3)}.get(self.place, ())
        return bytes(0x31 if number in lit else 0x30 for number in range(8))

    def _draw_in(self) -> None:
        if self.place is Place.OFFERED and self.entry and self.initialised and not self.broken_motor:
            self.place = Place.STUCK if self.jams else Place.INSIDE
            self.entry = False  # one card at a time

    def _drop(self) -> None:
        self.box += 1
        self._gone()

    def _gone(self) -> None:
        self.place, self.chip = Place.NOWHERE, None
        self._contacts = self._powered = False
