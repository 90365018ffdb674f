"""What the window is made of: QML without a warning, icons that are there."""

from __future__ import annotations

import re

from ui import lint
from ui.icon_item import FALLBACK, ICONS, SUBJECTS
from ui.window import UI


def test_qmllint_has_nothing_to_say() -> None:
    assert lint.lint(lint.files()) == ""


def test_every_icon_named_is_there_and_each_there_is_named() -> None:
    qml = "\n".join(path.read_text() for path in UI.rglob("*.qml"))
    there = {path.stem for path in ICONS.glob("*.svg")}
    assigned = set(re.findall(r'(?:\bname|\bglyph|"icon"): "([a-z0-9-]+)"', qml)) | set(SUBJECTS.values())
    assert assigned <= there
    assert {each for each in there if f'"{each}"' not in qml} <= {FALLBACK, *SUBJECTS.values()}
