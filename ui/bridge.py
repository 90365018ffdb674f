"""Between QML and the channel: one JSON object a view goes in, one an intent comes out."""

from __future__ import annotations

import json
import logging
import time

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import views

log = logging.getLogger(__name__)

QML_IMPORT_NAME = "ui.native"
QML_IMPORT_MAJOR_VERSION = 1

ANSWER_S = 0.8
"""A view takes one answer; a second one only where core has not moved on after this time."""
STAY_S = 2.0
SETTLE_S = 0.4
"""A new view takes no answer for so long: a second tap was meant for the view before. A finger that reads the new one
first needs longer."""

ANSWERS = (views.Start, views.Choose, views.Submit, views.Back, views.Leave, views.Help)
SETTINGS = (views.SetLanguage, views.SetTextSize, views.SetContrast)


@QmlElement
class Bridge(QObject):
    """`intent` carries every intent once, stamped with the number of the view that was touched."""

    viewArrived = Signal(str)
    connectedChanged = Signal()
    intent = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connected = False
        self._number = 0
        self._last_stay = 0.0
        self._answered: tuple[object, int, float] = (None, -1, 0.0)
        self._shown_at = 0.0

    def show(self, view: views.AnyView) -> None:
        if view.number != self._number:
            self._shown_at = time.monotonic()
        self._number = view.number
        self._set_connected(True)
        self.viewArrived.emit(views.encode(view).decode())

    def lose(self) -> None:
        """Core is gone: nothing that was shown may stay."""
        self._set_connected(False)

    def stay(self) -> None:
        """Somebody touched something."""
        now = time.monotonic()
        if self._connected and now - self._last_stay >= STAY_S:
            self._last_stay = now
            self.intent.emit(views.Stay(view=self._number))

    def knock(self) -> None:
        """Staff's hidden gesture was made."""
        if self._connected:
            self.intent.emit(views.Knock(view=self._number))

    @Slot(str)
    def send(self, intent_json: str) -> None:
        """An intent from QML, without its view's number. One that is none is a mistake in QML, and raises."""
        fields = json.loads(intent_json)
        fields["view"] = self._number
        intent = views.decode_from_ui(json.dumps(fields).encode())
        assert not isinstance(intent, views.Painted | views.Alive)
        if self._connected and not self._too_soon(intent) and not self._repeated(intent):
            self.intent.emit(intent)

    @Slot(str)
    def unknownMessage(self, message_id: str) -> None:
        """QML found no text for a message and showed a neutral one."""
        log.error("no text for the message %r", message_id)

    def _too_soon(self, intent: views.AnyIntent) -> bool:
        return isinstance(intent, ANSWERS) and time.monotonic() - self._shown_at < SETTLE_S

    def _repeated(self, intent: views.AnyIntent) -> bool:
        if isinstance(intent, ANSWERS):
            what: object = "answer"
        elif isinstance(intent, SETTINGS):
            what = msgspec.structs.astuple(intent)
        else:
            return False
        now = time.monotonic()
        if (what, self._number) == self._answered[:2] and now - self._answered[2] < ANSWER_S:
            return True
        self._answered = (what, self._number, now)
        return False

    def _get_connected(self) -> bool:
        return self._connected

    def _set_connected(self, connected: bool) -> None:
        if connected != self._connected:
            self._connected = connected
            self.connectedChanged.emit()

    connected = Property(bool, _get_connected, notify=connectedChanged)
