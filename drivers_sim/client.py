"""The dock's verbs from Python: for tests, scripted visits and the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import requests


class DockError(RuntimeError):
    """The dock refused a verb, and says why."""


class DockClient:
    """Speaks to the dock at `url` (http://host:port/)."""

    def __init__(self, url: str, *, timeout: float = 30.0) -> None:
        self.url = url.rstrip("/")
        self._timeout = timeout
        self._session = requests.Session()
        # The dock is on this machine or in this hall: no proxy of the environment stands between.
        self._session.trust_env = False

    def close(self) -> None:
        self._session.close()

    def __enter__(self) -> DockClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def state(self) -> dict[str, Any]:
        return self._json("GET", "/state")

    def device(self, device: str) -> dict[str, Any]:
        """One device's part of the state; raises KeyError if there is no such device."""
        for entry in self.state()["devices"]:
            if entry["id"] == device:
                found: dict[str, Any] = entry
                return found
        raise KeyError(device)

    def seat(self, slug: str, mode: str = "") -> dict[str, Any]:
        """Seat a citizen; `mode` ("live", "photograph", …) instead of what their story says."""
        return self._json("POST", "/people/seat", {"slug": slug, "mode": mode})

    def leave(self) -> dict[str, Any]:
        return self._json("POST", "/people/leave", {})

    def act(self, action: str) -> dict[str, Any]:
        """turn_left, turn_right, blink, closer or look; returns when the movement begins."""
        return self._json("POST", "/people/act", {"action": action})

    def presence(self, mode: str) -> dict[str, Any]:
        return self._json("POST", "/people/presence", {"mode": mode})

    def place(
        self, device: str, slug: str, *, side: str = "front", condition: str = "normal", rotation: float = 2.0
    ) -> dict[str, Any]:
        """Put a citizen's card on the scanner or the chip reader, by the device's id."""
        body = {"device": device, "slug": slug, "side": side, "condition": condition, "rotation": rotation}
        return self._json("POST", "/documents/place", body)

    def lay_slip(self, device: str, printer: str) -> dict[str, Any]:
        """Carry the slip that came out of a printer last to the document camera."""
        return self._json("POST", "/slips/lay", {"device": device, "printer": printer})

    def remove(self, device: str) -> dict[str, Any]:
        return self._json("POST", "/documents/remove", {"device": device})

    def show_code(self, device: str, text: str, seconds: float | None = None) -> dict[str, Any]:
        """Hold a code before a scanner's window, for a few seconds where not said otherwise."""
        body: dict[str, Any] = {"device": device, "text": text}
        return self._json("POST", "/codes/show", body if seconds is None else body | {"seconds": seconds})

    def fault(self, device: str, kind: str, *, after_mm: float | None = None) -> dict[str, Any]:
        """unplug, replug, clear, or one of the device's own kinds (see its state)."""
        return self._json("POST", f"/devices/{device}/fault", {"kind": kind, "after_mm": after_mm})

    def reset(self) -> dict[str, Any]:
        """Mend and plug in everything, take everything away, let everybody go."""
        return self._json("POST", "/reset", {})

    def slips(self, printer: str) -> list[dict[str, Any]]:
        """What came out of a printer: number, text, complete."""
        found: list[dict[str, Any]] = self._answer("GET", f"/printer/{printer}/slips").json()
        return found

    def slip_png(self, printer: str, number: int) -> bytes:
        return self._answer("GET", f"/printer/{printer}/slips/{number}.png").content

    def documents(self, printer: str) -> list[dict[str, Any]]:
        """What came out of a printer for pages: number, title, pages, out, complete."""
        found: list[dict[str, Any]] = self._answer("GET", f"/documents-printed/{printer}").json()
        return found

    def document_pdf(self, printer: str, number: int) -> bytes:
        return self._answer("GET", f"/documents-printed/{printer}/{number}.pdf").content

    def play(
        self, name: str, steps: list[dict[str, Any]] | None = None, *, zh: str = "", en: str = ""
    ) -> dict[str, Any]:
        """Begin a shipped scenario, or one of these steps; `playing` in the state says how far it is."""
        own = {} if steps is None else {"zh": zh, "en": en, "steps": steps}
        return self._json("POST", "/scenarios/play", {"name": name, **own})

    def record(self) -> Iterator[dict[str, Any]]:
        """Each verb from now on, as a scenario's step; ends with the dock."""
        try:
            with self._session.get(self.url + "/verbs", stream=True, timeout=(self._timeout, None)) as answer:
                for line in answer.iter_lines():
                    if line.startswith(b"data: "):
                        yield json.loads(line[6:])
        except requests.RequestException as error:
            raise DockError(f"the dock at {self.url} does not answer ({type(error).__name__})") from error

    def stage(self, screen: str, challenge: str = "none", instruction: str = "") -> None:
        """What the kiosk's screen shows now."""
        self._json("POST", "/stage", {"screen": screen, "challenge": challenge, "instruction": instruction})

    def _json(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        found: dict[str, Any] = self._answer(method, path, body).json()
        return found

    def _answer(self, method: str, path: str, body: dict[str, Any] | None = None) -> requests.Response:
        try:
            answer = self._session.request(method, self.url + path, json=body, timeout=self._timeout)
        except requests.RequestException as error:
            raise DockError(f"the dock at {self.url} does not answer ({type(error).__name__})") from error
        if not answer.ok:
            try:
                why = answer.json()["error"]
            except (ValueError, KeyError):
                why = answer.text
            raise DockError(f"{path}: {why}")
        return answer
