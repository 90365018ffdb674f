"""The ui process: one window on core's socket, nothing else."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path


def run(socket: Path, *, width: int = 1080, height: int = 1920, fullscreen: bool = False) -> int:
    """Show what core publishes at `socket` until SIGTERM or the window is closed; the exit code.

    `width` and `height` are the window's size in pixels of the screen. Pages are laid out for 1080 × 1920 or
    1920 × 1080 and scaled to it.
    """
    reference = (1080, 1920) if height >= width else (1920, 1080)
    scale = min(width / reference[0], height / reference[1])
    os.environ["QT_SCALE_FACTOR"] = f"{scale:.4f}"

    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QGuiApplication

    from ui.channel import SocketChannel
    from ui.window import KioskWindow  # the environment must stand before Qt is loaded

    app = QGuiApplication(sys.argv[:1])
    window = KioskWindow(SocketChannel(socket), width=round(width / scale), height=round(height / scale))
    # Not quit(): it closes the windows at once, and the handler may run in the middle of an icon's painting.
    signal.signal(signal.SIGTERM, lambda *_: app.exit())
    # Python runs its signal handlers only between two of its own instructions: give it some.
    awake = QTimer()
    awake.timeout.connect(lambda: None)
    awake.start(500)
    window.show(fullscreen)
    code = app.exec()
    window.close()
    return code
