"""The social security card's application: programs that read it and verify its PIN.

Cards differ in how they give their records: by short file identifier, after their file was selected, or by tag. The
first record read tells which; it holds for the whole card.
"""

from __future__ import annotations

from enum import Enum

from devices.card.apdu import Program, Response, exchange, wipe
from devices.card.files import (
    BIRTH_DATE,
    CARD_ID,
    CARD_NUMBER,
    EF05,
    EF06,
    EF06_FIRST,
    ETHNICITY,
    EXPIRES,
    ID_NUMBER,
    ISSUED,
    NAME,
    NAME_EXTENSION,
    SEX,
    VERSION,
    Field,
    text_of,
    value_of,
)
from devices.interfaces import PinAnswer, SocialCard
from devices.model import Completion, DeviceError
from devices.sdt.codes import ETHNICITY as ETHNIC_GROUPS
from devices.sdt.codes import SEX as SEXES

AID = b"sx1.sh." + "社会保障".encode("gbk")
PIN_DIGITS = 6
FILE05, FILE06 = 5, 6


class Style(Enum):
    """How a card gives its records."""

    BY_SFI = "by short file identifier"
    SELECTED = "after SELECT"
    BY_TAG = "by tag"


def read_social_card() -> Program[SocialCard]:
    """Everything that the card says without a PIN. Raises `DeviceError`, as `devices.interfaces.CardReader.read_card`.

    Each field is taken by its tag, wherever a card keeps it, and only the number and the name must be there.
    """
    yield from select_application()
    style, values = yield from _first_record()
    values |= yield from _read_file(style, FILE05, EF05[1:], first=2)
    version = text_of(values, VERSION)
    fields = EF06_FIRST if version.startswith("1") else EF06
    if style is not Style.BY_SFI:
        yield from _select_file(FILE06)
    values |= yield from _read_file(style, FILE06, fields, first=1)
    card_id = text_of(values, CARD_ID)
    card = SocialCard(
        version=version,
        card_number=text_of(values, CARD_NUMBER),
        id_number=text_of(values, ID_NUMBER).upper(),
        name=text_of(values, NAME, NAME_EXTENSION),
        region=card_id[:6] if card_id[:6].isdecimal() else "",
        issued=_date(text_of(values, ISSUED)),
        expires=_date(text_of(values, EXPIRES)),
        sex=_sex(values.get(SEX.tag, b"")),
        ethnicity=ETHNIC_GROUPS.get(text_of(values, ETHNICITY), ""),
        birth_date=_date(text_of(values, BIRTH_DATE)),
        card_id=card_id,
    )
    if not (card.id_number and card.name):
        raise DeviceError(Completion.USER_ERROR, "card_unknown")
    return card


def ask_tries_left() -> Program[int | None]:
    """How many wrong PINs the card still allows. A VERIFY without a PIN asks this and uses none up (ISO 7816-4)."""
    yield from select_application()
    response = yield from exchange(bytes((0x00, 0x20, 0x00, 0x00)))
    return _tries_left(response)


def verify(pin: str) -> Program[PinAnswer]:
    """Have the card judge the PIN, once.

    Raises `DeviceError` with `card_blocked`, or with `pin_format` before anything is sent to the card.
    """
    if not (len(pin) == PIN_DIGITS and pin.isascii() and pin.isdecimal()):
        raise DeviceError(Completion.USER_ERROR, "pin_format")
    command = bytearray((0x00, 0x20, 0x00, 0x00, PIN_DIGITS // 2))
    for first, second in zip(pin[::2], pin[1::2], strict=True):
        command.append(int(first) << 4 | int(second))
    try:
        yield from select_application()
        response = yield from exchange(command)
    finally:
        wipe(command)
    if response.ok:
        return PinAnswer(right=True)
    left = _tries_left(response)
    if response.sw in _BLOCKED:
        raise DeviceError(Completion.USER_ERROR, "card_blocked")
    if left is None and response.sw != 0x6300:
        raise _fault(response)
    return PinAnswer(right=False, tries_left=left)


def select_application() -> Program[None]:
    """Raises `DeviceError` with `card_unknown` for a chip that is no social security card's."""
    response = yield from exchange(bytes((0x00, 0xA4, 0x04, 0x00, len(AID))) + AID)
    if response.sw == 0x6283:
        raise DeviceError(Completion.USER_ERROR, "card_disabled")
    if not response.ok:
        raise DeviceError(Completion.USER_ERROR, "card_unknown")


def _first_record() -> Program[tuple[Style, dict[int, bytes]]]:
    """Read the first record of EF05 in each style until one gives it."""
    last = Response(b"", 0x6A83)
    for style in Style:
        if style is Style.SELECTED:
            yield from _select_file(FILE05)
        last = yield from _read_record(style, FILE05, CARD_ID, 1)
        if _given(last) and last.data[:1] == bytes((CARD_ID.tag,)):
            tag, value = value_of(last.data)
            return style, {tag: value}
    raise _fault(last)


def _read_file(style: Style, file: int, fields: tuple[Field, ...], first: int) -> Program[dict[int, bytes]]:
    """The fields' values by their tags; a record that the card lacks is left out."""
    values: dict[int, bytes] = {}
    for number, field in enumerate(fields, first):
        response = yield from _read_record(style, file, field, number)
        if _given(response) and response.data:
            tag, value = value_of(response.data)
            values[tag] = value
        elif response.sw == 0x6982:
            raise DeviceError(Completion.USER_ERROR, "pin_required")
    return values


def _read_record(style: Style, file: int, field: Field, number: int) -> Program[Response]:
    match style:
        case Style.BY_SFI:
            where = bytes((number, file << 3 | 0x04))
        case Style.SELECTED:
            where = bytes((number, 0x04))
        case Style.BY_TAG:
            where = bytes((field.tag, 0x00))
    response = yield from exchange(b"\x00\xb2" + where + bytes((field.length + 2,)))
    if response.sw == 0x6700:  # a card that wants no exact length
        response = yield from exchange(b"\x00\xb2" + where + b"\x00")
    return response


def _given(response: Response) -> bool:
    """6282: the record ended before the length that was asked for (ISO 7816-4)."""
    return response.ok or response.sw == 0x6282


def _select_file(file: int) -> Program[None]:
    """Most cards take P1 = 00, some only 02. One that takes neither may still give records by tag."""
    for p1 in (0x00, 0x02):
        response = yield from exchange(bytes((0x00, 0xA4, p1, 0x00, 0x02, 0xEF, file)))
        if response.ok:
            return


_BLOCKED = (0x6983, 0x6984)


def _tries_left(response: Response) -> int | None:
    if response.sw & 0xFFF0 == 0x63C0:
        return response.sw & 0x0F
    return 0 if response.sw in _BLOCKED else None


def _fault(response: Response) -> DeviceError:
    if response.sw == 0x6982:
        return DeviceError(Completion.USER_ERROR, "pin_required")
    return DeviceError(Completion.USER_ERROR, "card_unknown", f"status {response.sw:04X}")


def _sex(value: bytes) -> str:
    """The code of GB/T 2261.1, kept as a digit or as the number itself."""
    code = value[0] if value else 0
    return SEXES.get(str(code) if code < 10 else chr(code), SEXES["0"])


def _date(digits: str) -> str:
    return digits if len(digits) == 8 and digits.isdecimal() and int(digits) else ""
