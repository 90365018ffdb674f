"""PC/SC's codes → how a command ended and why. As pcscd 1.9 gives them."""

from __future__ import annotations

from devices.model import Completion, DeviceError

_NO_SERVICE = frozenset({0x8010001D, 0x8010001E, 0x80100013})
_NO_READER = frozenset({0x80100009, 0x80100017, 0x8010002E})
_NO_CARD = frozenset({0x8010000C})
_MUTE = frozenset({0x80100066, 0x80100067, 0x8010000F, 0x80100015, 0x80100065})
"""Unresponsive, unpowered, no protocol in common, an ATR that is none, unsupported."""
_GONE = frozenset({0x80100069, 0x80100068, 0x80100016, 0x8010002F, 0x80100003, 0x80100010})
"""Removed, reset, not transacted, communication lost, a handle whose card is gone, not ready."""
_CLAIMED = frozenset({0x8010000B})


def error_of(code: int) -> DeviceError:
    """What a code other than 0 means."""
    if code in _NO_SERVICE:
        return DeviceError(Completion.DEVICE_NOT_READY, "pcscd_down")
    if code in _NO_READER:
        return DeviceError(Completion.DEVICE_NOT_READY, "reader_not_found")
    if code in _NO_CARD:
        return DeviceError(Completion.USER_ERROR, "no_card")
    if code in _MUTE:
        return DeviceError(Completion.USER_ERROR, "card_mute")
    if code in _GONE:
        return DeviceError(Completion.USER_ERROR, "card_moved")
    if code in _CLAIMED:
        return DeviceError(Completion.DEVICE_NOT_READY, "claimed")
    return DeviceError(Completion.HARDWARE_ERROR, "garbled", f"PC/SC {code:08X}")
