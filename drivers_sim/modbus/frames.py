"""Requests out of a byte stream: on a serial line by their lengths and CRC, on a network by their header."""

from __future__ import annotations

from drivers_sim.modbus.module import IoModule, crc

HEARD = 512


class SerialStation:
    """A module with an address on a serial line. Requests to others, and what is damaged, get no answer."""

    def __init__(self, module: IoModule, unit: int) -> None:
        self.module, self.unit = module, unit
        self._heard = bytearray()

    def hear(self, data: bytes) -> list[bytes]:
        """The answers that are due, each a whole frame."""
        self._heard += data
        answers = []
        while len(self._heard) >= 4:
            length = self._length()
            if length > len(self._heard):
                break
            frame = bytes(self._heard[:length])
            if length == 0 or crc(frame[:-2]) != frame[-2:]:
                del self._heard[0]
                continue
            del self._heard[:length]
            if frame[0] == self.unit and (answer := self.module.answer(frame[1:-2])):
                body = frame[:1] + answer
                answers.append(body + crc(body))
        del self._heard[:-HEARD]
        return answers

    def forget(self) -> None:
        self._heard.clear()

    def _length(self) -> int:
        """Of the request that the bytes begin; 0 for what begins none, as far as can be seen."""
        if self._heard[0] > 247:
            return 0
        if self._heard[1] == 0x0F:
            return 9 + self._heard[6] if len(self._heard) > 6 else 9
        return 8 if self._heard[1] < 0x80 else 0


class NetworkStation:
    """A module on a network: any unit is itself."""

    def __init__(self, module: IoModule) -> None:
        self.module = module
        self._heard = bytearray()

    def hear(self, data: bytes) -> list[bytes]:
        self._heard += data
        answers = []
        while len(self._heard) >= 8:
            length = int.from_bytes(self._heard[4:6], "big")
            if self._heard[2:4] != b"\x00\x00" or not 2 <= length <= 254:
                del self._heard[0]
                continue
            if len(self._heard) < 6 + length:
                break
            head, body = bytes(self._heard[:4]), bytes(self._heard[6 : 6 + length])
            del self._heard[: 6 + length]
            if answer := self.module.answer(body[1:]):
                answers.append(head + (len(answer) + 1).to_bytes(2, "big") + body[:1] + answer)
        del self._heard[:-HEARD]
        return answers

    def forget(self) -> None:
        self._heard.clear()
