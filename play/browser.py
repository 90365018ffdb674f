"""The kiosk's screen where there is no display: a virtual one of its size, in the browser, on loopback alone."""

from __future__ import annotations

import shutil
import socket
import tomllib
from pathlib import Path

from play.hall import STARTS_S, Hall

VNC_DISPLAY = 77
VNC_PORT = 5977
WEB_PORT = 6977
PAGE = Path(__file__).with_name("browser.html")
NOVNC = Path("/usr/share/novnc")
WINDOW = {"DISPLAY": f":{VNC_DISPLAY}", "QT_QPA_PLATFORM": "xcb"}
"""The environment of a program whose window is to be on this screen."""


def missing_parts() -> list[str]:
    """What the screen in the browser needs and this machine lacks."""
    missing = [name for name in ("Xtigervnc", "websockify") if shutil.which(name) is None]
    return missing if (NOVNC / "core" / "rfb.js").is_file() else [*missing, str(NOVNC)]


def serve_screen(hall: Hall) -> None:
    """Start the screen and what serves it at WEB_PORT. Raises `NotStarted`."""
    screen = tomllib.loads(hall.config.read_text("utf-8"))["screen"]
    # Who touches by mouse gets the browser's pointer; the screen's own would stay where it was left.
    hall.processes.start(
        "screen",
        *("Xtigervnc", f":{VNC_DISPLAY}", "-geometry", f"{screen['width']}x{screen['height']}", "-depth", "24"),
        *("-nocursor", "-rfbport", str(VNC_PORT), "-localhost=1", "-SecurityTypes", "None", "-UseBlacklist=0"),
        *("-AlwaysShared",),
        main=False,
    )
    hall.processes.wait_until("screen", lambda: listens(VNC_PORT), STARTS_S)
    hall.processes.start(
        "web",
        *("websockify", "--web", str(_pages(hall.folder / "var" / "browser"))),
        *(f"127.0.0.1:{WEB_PORT}", f"127.0.0.1:{VNC_PORT}"),
        main=False,
    )
    hall.processes.wait_until("web", lambda: listens(WEB_PORT), STARTS_S)


def listens(port: int) -> bool:
    """Whether a program listens at this port of loopback."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _pages(folder: Path) -> Path:
    """The page that shows the screen, with noVNC beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, target in (("index.html", PAGE), ("novnc", NOVNC)):
        link = folder / name
        link.unlink(missing_ok=True)
        link.symlink_to(target)
    return folder
