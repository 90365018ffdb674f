"""Pinyin for the keyboard of the screen."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "ui.native"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PinyinInput(QObject):
    @Slot(str, result=str)
    def offers(self, letters: str) -> str:
        """The words for `letters` as a JSON list of [word, how many letters it stands for]."""
        if not letters:
            return "[]"
        from ui.pinyin.lookup import pinyin  # read when a Chinese keyboard is first used

        return json.dumps(pinyin().offers(letters))
