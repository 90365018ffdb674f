"""The screens' texts in the running application: one translator, exchanged at any moment."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from ui.i18n.build import compiled


class Translations:
    """Installs one language's texts; `remove` before the application goes on without this window."""

    def __init__(self) -> None:
        self._installed: QTranslator | None = None
        self.language = ""

    def use(self, language: str) -> bool:
        """Change to `language`; True where that was a change. Raises `FileNotFoundError` without its texts."""
        if language == self.language:
            return False
        path = compiled(language)
        translator = QTranslator()
        if not translator.load(str(path)):
            raise FileNotFoundError(path)
        self.remove()
        QCoreApplication.installTranslator(translator)
        self._installed = translator
        self.language = language
        return True

    def remove(self) -> None:
        if self._installed is not None:
            QCoreApplication.removeTranslator(self._installed)
        self._installed = None
        self.language = ""
