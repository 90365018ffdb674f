"""The text block of an ID card's chip: 256 bytes, UTF-16LE, padded with spaces; four layouts told apart by a flag.

Offsets and lengths are in bytes, as the card's standard gives them.
"""

from __future__ import annotations

from dataclasses import replace

from devices.interfaces import ChipRecord, DocumentKind
from devices.model import Completion, DeviceError
from devices.sdt.codes import ETHNICITY, SEX

TEXT_SIZE = 256
PHOTO_SIZE = 1024
_FLAG = (248, 2)


def blocks_of(data: bytes) -> tuple[bytes, bytes] | None:
    """The text and the photograph of a read's reply; None where its sizes do not add up.

    Two sizes (u16, big-endian) stand before them; of readers that send fingerprints as well, three. A fingerprint is
    dropped here: nothing asks for it.
    """
    sizes = TEXT_SIZE.to_bytes(2, "big") + PHOTO_SIZE.to_bytes(2, "big")
    if data[: len(sizes)] != sizes:
        return None
    both = TEXT_SIZE + PHOTO_SIZE
    start = len(sizes)
    if len(data) != start + both:
        fingerprint = int.from_bytes(data[start : start + 2], "big")
        start += 2
        if len(data) != start + both + fingerprint:
            return None
    return data[start : start + TEXT_SIZE], data[start + TEXT_SIZE : start + both]


class _Block:
    def __init__(self, text: bytes) -> None:
        self._text = text

    def raw(self, offset: int, length: int) -> str:
        return self._text[offset : offset + length].decode("utf-16-le")

    def field(self, offset: int, length: int) -> str:
        return self.raw(offset, length).strip(" \0\u3000")


def parse_record(text: bytes, photo: bytes) -> ChipRecord:
    """A card's text block and photograph as a record.

    Raises `DeviceError` with the reason `card_unknown` for a flag that no layout has, `garbled` for a block that is
    no text of 256 bytes, or names nobody.
    """
    if len(text) != TEXT_SIZE:
        raise DeviceError(Completion.HARDWARE_ERROR, "garbled")
    block = _Block(text)
    try:
        flag = block.field(*_FLAG)
        if flag == "":
            record = _resident(block)
        elif flag == "J":
            record = _hmt(block)
        elif flag == "I":
            record = _foreigner_2017(block)
        elif flag == "Y":
            record = _foreigner_2023(block)
        else:
            raise DeviceError(Completion.USER_ERROR, "card_unknown")
    except UnicodeDecodeError:  # its own text would hold the card's bytes
        raise DeviceError(Completion.HARDWARE_ERROR, "garbled") from None
    if not (record.name and record.id_number.isascii() and record.id_number.isalnum()):
        raise DeviceError(Completion.HARDWARE_ERROR, "garbled")
    return replace(record, photo_block=photo)


def _resident(block: _Block) -> ChipRecord:
    return ChipRecord(
        kind=DocumentKind.RESIDENT,
        name=block.field(0, 30),
        sex=_sex(block.field(30, 2)),
        ethnicity=_ethnicity(block.field(32, 4)),
        birth_date=block.field(36, 16),
        address=block.field(52, 70),
        id_number=block.field(122, 36),
        issuer=block.field(158, 30),
        valid_from=block.field(188, 16),
        valid_to=block.field(204, 16),
    )


def _hmt(block: _Block) -> ChipRecord:
    return replace(
        _resident(block),
        kind=DocumentKind.HMT,
        ethnicity="",
        permit_number=block.field(220, 18),
        issue_count=block.field(238, 4),
    )


def _foreigner_2017(block: _Block) -> ChipRecord:
    english = block.field(0, 120)
    return ChipRecord(
        kind=DocumentKind.FOREIGNER_2017,
        name=block.field(158, 30) or english,
        english_name=english,
        sex=_sex(block.field(120, 2)),
        id_number=block.field(122, 30),
        country=block.field(152, 6),
        valid_from=block.field(188, 16),
        valid_to=block.field(204, 16),
        birth_date=block.field(220, 16),
        issuer=block.field(240, 8),
    )


def _foreigner_2023(block: _Block) -> ChipRecord:
    # The English name's characters 36–46 stand apart from the first 35: the blank between two words may be at the seam.
    english = (block.raw(52, 70) + block.raw(220, 22)).strip(" \0\u3000")
    return ChipRecord(
        kind=DocumentKind.FOREIGNER_2023,
        name=block.field(0, 30) or english,
        english_name=english,
        sex=_sex(block.field(30, 2)),
        issue_count=block.field(32, 4),
        birth_date=block.field(36, 16),
        id_number=block.field(122, 36),
        valid_from=block.field(188, 16),
        valid_to=block.field(204, 16),
        country=block.field(242, 6),
    )


def _sex(code: str) -> str:
    return SEX.get(code, SEX["0"])


def _ethnicity(code: str) -> str:
    return ETHNICITY.get(code, "")
