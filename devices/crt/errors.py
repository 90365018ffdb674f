"""The two digits of a refusal → how the command ended and why."""

from __future__ import annotations

from devices.crt.codec import Refused
from devices.model import Completion, DeviceError

NOT_INITIALISED = "B0"
"""The reader lost its power since it was initialised."""

CHIP_FAULTS = frozenset({"60", "61", "62", "65", "66", "67", "68", "69"})
"""Refusals about the chip: no answer to reset, a broken exchange, one out of time."""

JAMS = frozenset({"10", "13", "14", "43"})
"""A card is stuck, too long, too short, or does not reach the contacts."""

_MOVED = frozenset({"16", "40", "45"})
_FULL = frozenset({"50", "A1"})
_BROKEN = frozenset({"02", "05", "12", "41", "51"})
_UNKNOWN = frozenset({"00", "01", "03", "04"})


def error_of(refused: Refused) -> DeviceError:
    """What a refusal means for the command that was refused."""
    error = refused.error.upper()
    if error in JAMS:
        return DeviceError(Completion.HARDWARE_ERROR, "card_jammed")
    if error in _MOVED:
        return DeviceError(Completion.USER_ERROR, "card_moved")
    if error in _FULL:
        return DeviceError(Completion.DEVICE_NOT_READY, "box_full")
    if error in _BROKEN:
        return DeviceError(Completion.HARDWARE_ERROR, "reader_failed")
    if error in CHIP_FAULTS:
        return DeviceError(Completion.USER_ERROR, "card_mute")
    if error in _UNKNOWN:
        return DeviceError(Completion.UNSUPPORTED, "unsupported")
    if error == NOT_INITIALISED:
        return DeviceError(Completion.HARDWARE_ERROR, "reader_restarted")
    if error == "A0":  # told to move a card, with none inside and none in a stacker
        return DeviceError(Completion.USER_ERROR, "no_card")
    return DeviceError(Completion.HARDWARE_ERROR, "garbled")
