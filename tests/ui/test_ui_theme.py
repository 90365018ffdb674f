"""The theme's figures: contrast by WCAG 2.1 relative luminance, sizes in pixels of 0.248 mm."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlApplicationEngine

from ui.window import UI

TEXTS = (
    ("ink", "page"),
    ("ink", "surface"),
    ("muted", "page"),
    ("muted", "surface"),
    ("primary", "page"),
    ("primary", "surface"),
    ("primary", "primarySoft"),
    ("primaryInk", "primary"),
    ("primaryInk", "primaryPressed"),
    ("success", "successSoft"),
    ("ink", "successSoft"),
    ("warning", "warningSoft"),
    ("warning", "page"),
    ("trouble", "page"),
    ("trouble", "surface"),
)
SIGNS = (("control", "surface"), ("control", "page"), ("primary", "line"), ("accent", "page"), ("focus", "page"))


@pytest.fixture
def theme(qapp: object) -> QObject:
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(UI.parent))
    found = engine.singletonInstance("ui.theme", "Theme")
    assert isinstance(found, QObject)
    found.engine = engine  # type: ignore[attr-defined]  # kept alive with what it owns
    return found


def luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("high", "least"), [(False, 4.5), (True, 7.0)])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_texts_stand_out(theme: QObject, high: bool, least: float, text: str, ground: str) -> None:
    theme.setProperty("high", high)
    assert contrast(QColor(theme.property(text)), QColor(theme.property(ground))) >= least


@pytest.mark.parametrize("high", [False, True])
@pytest.mark.parametrize(("sign", "ground"), SIGNS)
def test_signs_stand_out(theme: QObject, high: bool, sign: str, ground: str) -> None:
    theme.setProperty("high", high)
    if (sign, ground) == ("primary", "line") and high:
        pytest.skip("in high contrast a step's state is told by its filling and its tick")
    assert contrast(QColor(theme.property(sign)), QColor(theme.property(ground))) >= 3


def test_type_is_large_enough(theme: QObject) -> None:
    sizes = [theme.property(name) for name in ("small", "body", "heading", "display")]
    assert sizes == sorted(sizes)
    # ADA 707.7.2: capitals of 4.8 mm. They are 0.733 of the size of Noto Sans CJK.
    assert sizes[0] * 0.733 * 0.248 >= 4.8
    theme.setProperty("large", True)
    # EN 301 549 5.1.4: 7.3 mm at 600 mm.
    assert theme.property("small") * 0.733 * 0.248 >= 7.3
    assert theme.property("touch") >= 96
    assert theme.property("main") >= 96
