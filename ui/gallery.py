"""Render every screen to PNG, for people to look at: python -m ui.gallery --out DIR [--size 1080x1920]"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from ui.samples import SAMPLES, adapted

VARIANTS: dict[str, dict[str, object]] = {
    "zh": {"language": "zh"},
    "en": {"language": "en"},
    "zh-large": {"language": "zh", "text_size": "large"},
    "en-large": {"language": "en", "text_size": "large"},
    "zh-contrast": {"language": "zh", "contrast": "high"},
}


def render(out: Path, width: int, height: int, variants: list[str], only: list[str]) -> Iterator[Path]:
    """Yield each PNG once it is written. Needs no display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from ui.hand import Hand
    from ui.window import KioskWindow

    app = QGuiApplication.instance() or QGuiApplication([])
    window = KioskWindow(width=width, height=height, still=True)
    window.show()
    hand = Hand(window)
    out.mkdir(parents=True, exist_ok=True)
    for variant in variants:
        for sample in SAMPLES:
            if only and not any(sample.name.startswith(prefix) for prefix in only):
                continue
            window.show_view(adapted(sample.view, **VARIANTS[variant]))
            app.processEvents()
            for name in sample.touch.split():
                hand.tap(name)
            for _ in range(3):
                app.processEvents()
            path = out / f"{sample.name}.{variant}.png"
            window.grab().save(str(path))
            yield path
    window.close()
    app.processEvents()


def main() -> None:
    parser = argparse.ArgumentParser(description="Render every screen of the kiosk to PNG files.")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--size", default="1080x1920", help="1080x1920 (default) or 1920x1080")
    parser.add_argument("--variant", action="append", choices=list(VARIANTS), help="only these variants")
    parser.add_argument("--only", action="append", default=[], help="only samples whose name begins so")
    chosen = parser.parse_args()
    width, height = (int(part) for part in chosen.size.split("x"))
    for path in render(chosen.out, width, height, chosen.variant or list(VARIANTS), chosen.only):
        print(path)


if __name__ == "__main__":
    main()
