"""What a careful eye sees on a screen: cut-off texts, texts over each other, what is too small to touch."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

from ui.window import KioskWindow

SMALL, MAIN = 72, 96
"""Least side of what can be touched, in pixels of 0.248 mm; SMALL for the keys of a keyboard and quiet buttons."""


def area(item: QQuickItem) -> QRectF:
    """Where an item is in the window."""
    return QRectF(item.mapToScene(QPointF()), item.mapToScene(QPointF(item.width(), item.height())))


def painted(text: QQuickItem) -> QRectF:
    """Where the glyphs of a text are in the window."""
    wide, high = float(text.property("contentWidth")), float(text.property("contentHeight"))
    left = 0.0
    # PySide has no converter for Text's own alignment enum.
    centred, _ = QQmlExpression(qmlContext(text), text, "horizontalAlignment === Text.AlignHCenter").evaluate()
    if centred:
        left = (text.width() - wide) / 2
    top = float(text.property("topPadding") or 0)
    return QRectF(text.mapToScene(QPointF(left, top)), text.mapToScene(QPointF(left + wide, top + high)))


def pane(item: QQuickItem) -> QQuickItem | None:
    """What scrolls the item, if anything does."""
    above = item.parentItem()
    while above is not None:
        if above.inherits("QQuickFlickable"):
            return above
        above = above.parentItem()
    return None


def texts(kiosk: KioskWindow) -> Iterator[QQuickItem]:
    for item in kiosk.items():
        if item.inherits("QQuickText") and item.property("text"):
            yield item


def touchables(kiosk: KioskWindow) -> Iterator[QQuickItem]:
    for item in kiosk.items():
        if item.inherits("QQuickAbstractButton"):
            yield item


def cut_off(kiosk: KioskWindow) -> list[str]:
    """Texts of which a part is not painted, or is outside the window."""
    window = QRectF(0, 0, kiosk.window.width(), kiosk.window.height())
    found = []
    for text in texts(kiosk):
        name = f"{text.objectName()} {text.property('text')!r}"
        if text.property("truncated"):
            found.append(f"elided: {name}")
        if float(text.property("contentWidth")) > text.width() + 1:
            found.append(f"wider than its place by {text.property('contentWidth') - text.width():.0f}: {name}")
        scrolled = pane(text)
        if scrolled is None and not window.contains(painted(text)):
            found.append(f"outside the window: {name} {painted(text)}")
        if scrolled is not None:
            where = area(scrolled)
            if painted(text).left() < where.left() - 1 or painted(text).right() > where.right() + 1:
                found.append(f"outside its pane: {name}")
    return found


def collisions(kiosk: KioskWindow) -> list[str]:
    """Pairs of texts that are painted over each other, and texts under a button that they do not belong to."""
    found = []
    standing = [text for text in texts(kiosk) if pane(text) is None]
    for i, one in enumerate(standing):
        for other in standing[i + 1 :]:
            shared = painted(one).intersected(painted(other))
            # Lines of one font touch: its boxes are higher than its glyphs.
            if shared.width() > 2 and shared.height() > 14:
                found.append(f"{one.property('text')!r} and {other.property('text')!r} by {shared.height():.0f}")
    for button in touchables(kiosk):
        if pane(button) is not None:
            continue
        for text in standing:
            shared = painted(text).intersected(area(button))
            if not button.isAncestorOf(text) and shared.width() > 2 and shared.height() > 10:
                found.append(f"{text.property('text')!r} under {button.objectName()!r} by {shared.height():.0f}")
    return found


def hard_to_touch(kiosk: KioskWindow) -> list[str]:
    """Touchable things without a name, too small, or over each other."""
    found = []
    all_of_them = list(touchables(kiosk))
    for item in all_of_them:
        name = item.objectName()
        if not name or not str(item.property("text")).strip():
            found.append(f"no name: {name!r} {item.property('text')!r}")
        least = SMALL if name.startswith(("key:", "candidate", "back", "leave", "help")) else MAIN
        if item.width() < least or item.height() < least:
            found.append(f"too small: {name} {item.width():.0f} x {item.height():.0f}")
    for i, one in enumerate(all_of_them):
        for other in all_of_them[i + 1 :]:
            if pane(one) is not None or pane(other) is not None:
                continue
            shared = area(one).intersected(area(other))
            if shared.width() > 1 and shared.height() > 1:
                found.append(f"{one.objectName()} over {other.objectName()}")
    return found
