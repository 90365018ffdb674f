"""Simulation only: tells the dock what the screen asks, since a simulated citizen has no eyes to read it with."""

from __future__ import annotations

import asyncio
import contextlib

import requests

from kiosk import views
from kiosk.views import View

TIMEOUT_S = 2.0


class Stage:
    """Posts the newest screen; what was overtaken before it could be posted is skipped."""

    def __init__(self, dock: str) -> None:
        self._url = f"http://{dock}/stage"
        self._newest: dict[str, str] | None = None
        self._wake = asyncio.Event()

    def shown(self, view: View) -> None:
        said = {"screen": type(view).__struct_config__.tag, "challenge": "none", "instruction": "", "light": ""}
        if isinstance(view, views.FaceCheck):
            said |= {"challenge": view.challenge, "instruction": view.instruction.id, "light": view.light}
        if said != self._newest:
            self._newest = {key: str(value) for key, value in said.items()}
            self._wake.set()

    async def run(self) -> None:
        with requests.Session() as session:
            session.trust_env = False
            while True:
                await self._wake.wait()
                self._wake.clear()
                with contextlib.suppress(requests.RequestException):
                    await asyncio.to_thread(session.post, self._url, json=self._newest, timeout=TIMEOUT_S)
