"""A task of the vision process, and the one that needs no recognition. Light to import: cameras open before models."""

from __future__ import annotations

from typing import Protocol

from devices.camera import Frame
from kiosk.identity.reading import Image
from kiosk.vision.messages import AnyCommand, AnyEvent


class CannotBegin(Exception):
    """The task cannot be done now; `reason` as in `messages.Failed`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Task(Protocol):
    number: int
    over: bool

    @property
    def photo(self) -> Image | None:
        """The portrait on the document that was read, BGR."""

    def feed(self, frame: Frame) -> AnyEvent | None:
        """Look at a frame; an event where there is something new to say."""

    def end(self) -> None:
        """Let go of what was seen."""


class Recognition(Protocol):
    """Loaded models."""

    def begin(self, command: AnyCommand, photo: Image | None) -> Task:
        """The task for a command; `photo` is that of the document read before. Raises `CannotBegin`."""


class ShowCamera:
    """Only a preview."""

    photo: Image | None = None

    def __init__(self, number: int) -> None:
        self.number = number
        self.over = False

    def feed(self, frame: Frame) -> AnyEvent | None:  # noqa: ARG002  the preview is drawn for every task alike
        return None

    def end(self) -> None:
        pass
