"""The end of a channel that remembers."""

from __future__ import annotations

from kiosk import views
from ui.channel import Channel


class Recorder(Channel):
    """A channel that keeps what the window sends."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[views.FromUi] = []

    def send(self, line: views.FromUi) -> None:
        self.sent.append(line)

    @property
    def intents(self) -> list[views.FromUi]:
        """What a citizen wanted: neither paint marks nor signs of life."""
        return [each for each in self.sent if not isinstance(each, views.Painted | views.Stay)]
