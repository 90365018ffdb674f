"""What a NUT server answers, line by line. Knows no port and no clock."""

from __future__ import annotations

from drivers_sim.nut.ups import Ups

LONGEST_REQUEST = 512


class NutServer:
    """Serves the one UPS `name`. `trouble` is an ERR code that it gives instead of the UPS's data."""

    def __init__(self, name: str, ups: Ups) -> None:
        self.name, self.ups = name, ups
        self.trouble = ""
        self._heard = b""

    def hear(self, data: bytes) -> list[bytes]:
        """The answers that are due, each whole."""
        *lines, self._heard = (self._heard + data).split(b"\n")
        self._heard = self._heard[-LONGEST_REQUEST:]
        answers = (self._answer(line.decode("ascii", "replace").split()) for line in lines)
        return [f"{answer}\n".encode() for answer in answers if answer]

    def forget(self) -> None:
        self._heard = b""

    def _answer(self, words: list[str]) -> str:
        match words:
            case []:
                return ""
            case ["VER"]:
                return "Network UPS Tools upsd 2.8.0 - http://www.networkupstools.org/"
            case ["NETVER"]:
                return "1.3"
            case ["LIST", "UPS"]:
                return f'BEGIN LIST UPS\nUPS {self.name} "Simulated"\nEND LIST UPS'
            case ["LIST", "VAR", name]:
                if trouble := self._trouble(name):
                    return trouble
                lines = [f"VAR {name} {key} {_quoted(value)}" for key, value in self.ups.variables().items()]
                return "\n".join([f"BEGIN LIST VAR {name}", *lines, f"END LIST VAR {name}"])
            case ["GET", "VAR", name, key]:
                if trouble := self._trouble(name):
                    return trouble
                value = self.ups.variables().get(key)
                return "ERR VAR-NOT-SUPPORTED" if value is None else f"VAR {name} {key} {_quoted(value)}"
            case ["LIST" | "GET", *_]:
                return "ERR INVALID-ARGUMENT"
            case ["LOGOUT"]:
                return "OK Goodbye"
        return "ERR UNKNOWN-COMMAND"

    def _trouble(self, name: str) -> str:
        if self.trouble:
            return f"ERR {self.trouble}"
        return "" if name == self.name else "ERR UNKNOWN-UPS"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
