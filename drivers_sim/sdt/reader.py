"""How a chip reader answers: a state machine over requests. Knows no port and no clock."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from drivers_sim.sdt.chip import PHOTO_BYTES, TEXT_BYTES, Chip, address_block, text_block
from drivers_sim.sdt.frames import SW3, BadRequest, Reply, Request


class Step(Enum):
    """How far the card in the field has been taken."""

    NOTHING = auto()
    FOUND = auto()
    SELECTED = auto()


@dataclass(frozen=True, slots=True)
class SamId:
    """The security module's number, shown as 05.01-20230915-0001234567-… ."""

    maker: int = 5
    version: int = 1
    date: int = 20230915
    serial: int = 1234567
    check: int = 890123

    def encode(self) -> bytes:
        numbers = (self.date, self.serial, self.check)
        return bytes((self.maker, 0, self.version, 0)) + b"".join(n.to_bytes(4, "little") for n in numbers)


class ChipReader:
    """A reader with at most one card in its field.

    `find_once`: after a card was read, find answers 80 until it is lifted, as many readers do; others find it again.
    `fingerprints`: bytes of fingerprints that it sends with every read, asked for or not, as some readers do.
    `refusal`: how it ends every command about a card, where it is not to obey: SW3.UNAUTHORISED, say.
    """

    def __init__(self, *, find_once: bool = False, fingerprints: int | None = None, sam: SamId | None = None) -> None:
        self.find_once = find_once
        self.fingerprints = fingerprints
        self.refusal: SW3 | None = None
        self.chip: Chip | None = None
        self._sam = sam or SamId()
        self._step = Step.NOTHING
        self._was_read = False

    def place(self, chip: Chip | None) -> None:
        """Put a card into the field; None is something that is no ID card (a bank card, say)."""
        self.chip = chip
        self._step, self._was_read = Step.NOTHING, False

    def lift(self) -> None:
        self.chip = None
        self._step, self._was_read = Step.NOTHING, False

    def power_up(self) -> None:
        """The power was gone: the card that lies there is as new."""
        self._step, self._was_read = Step.NOTHING, False

    def answer(self, request: Request | BadRequest) -> Reply:
        if isinstance(request, BadRequest):
            return Reply(request.why)
        match request.command, request.parameter:
            case 0x11, 0xFF:
                return Reply(SW3.OK)
            case 0x12, 0xFF:
                return Reply(SW3.OK, self._sam.encode())
            case 0x10, 0xFF:
                self._step = Step.NOTHING
                return Reply(SW3.OK)
            case 0x61, 0xFF:
                return Reply(SW3.OK)
            case 0x60, baud:
                return Reply(SW3.OK if baud <= 4 else SW3.COMMAND)
            case (0x20 | 0x30, _) if self.refusal is not None:
                return Reply(self.refusal)
            case 0x20, 0x01:
                return self._find()
            case 0x20, 0x02:
                return self._select()
            case 0x30, 0x01 | 0x10 | 0x03 as part:
                return self._read(part)
            case _:
                return Reply(SW3.COMMAND)

    def _find(self) -> Reply:
        if self.chip is None or (self.find_once and self._was_read):
            self._step = Step.NOTHING
            return Reply(SW3.FIND)
        self._step = Step.FOUND
        return Reply(SW3.FOUND, bytes(4))

    def _select(self) -> Reply:
        if self.chip is None or self._step is Step.NOTHING:
            return Reply(SW3.SELECT)
        self._step = Step.SELECTED
        return Reply(SW3.OK, bytes(8))

    def _read(self, part: int) -> Reply:
        if self.chip is None or self._step is not Step.SELECTED:
            return Reply(SW3.READ)
        if part == 0x03:
            address = self.chip.newest_address
            return Reply(SW3.OK, address_block(address)) if address else Reply(SW3.NO_CONTENT)
        self._was_read = True
        blocks = [text_block(self.chip.holder), self.chip.photo]
        sizes = [TEXT_BYTES, PHOTO_BYTES]
        if part == 0x10 or self.fingerprints is not None:
            size = 1024 if self.fingerprints is None else self.fingerprints
            blocks.append(bytes(size))
            sizes.append(size)
        return Reply(SW3.OK, b"".join(size.to_bytes(2) for size in sizes) + b"".join(blocks))
