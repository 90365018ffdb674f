"""`script/demo`: a whole hall on this machine, to touch; or one visit played with nobody there."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
import time
import webbrowser
from pathlib import Path
from types import FrameType
from typing import Annotated
from urllib.parse import quote

import typer

from play.hall import CONFIG, Addresses, Hall
from play.processes import ROOT, NotStarted, Processes

VNC_DISPLAY = 77
VNC_PORT = 5977
WEB_PORT = 6977
NOVNC = Path("/usr/share/novnc")
DEMO = Addresses(central=8443, dock=8070, cameras=8071, printer=9100)

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.command()
def demo(
    headless: Annotated[bool, typer.Option("--headless", help="Play one visit with nobody there.")] = False,
    out: Annotated[Path, typer.Option(help="Where the played visit's pictures go.")] = Path("out"),
    browser: Annotated[bool, typer.Option("--browser", help="Serve the kiosk in the browser too.")] = False,
    citizen: Annotated[str, typer.Option(help="Who comes (headless).")] = "wei-zhiqiang",
    card: Annotated[str, typer.Option(help="Where the card is put: scanner or chip-reader (headless).")] = "scanner",
    language: Annotated[str, typer.Option(help="zh or en (headless).")] = "zh",
) -> None:
    """Start central, simulated devices and kiosk; with --headless play one whole visit and leave."""
    if headless:
        from play.headless import play_visit

        raise typer.Exit(play_visit(out, citizen=citizen, card=card, language=language))
    raise typer.Exit(_hall(browser or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))))


def _hall(in_browser: bool) -> int:
    _refuse_busy_ports(in_browser)
    signal.signal(signal.SIGTERM, _as_interrupt)
    hall = Hall(ROOT, config=CONFIG, addresses=DEMO)
    try:
        _say("Starting the central and the simulated devices …")
        hall.start_central()
        hall.start_devices()
        hall.wait_ready()
        dock = f"http://127.0.0.1:{DEMO.dock}/"
        if in_browser:
            _serve_screen(hall.processes)
            os.environ |= {"DISPLAY": f":{VNC_DISPLAY}", "QT_QPA_PLATFORM": "xcb"}
            kiosk = f"http://127.0.0.1:{WEB_PORT}/vnc_lite.html?autoconnect=1&scale=1&path=websockify"
            dock += f"?kiosk={quote(kiosk, safe='')}"
        _say("Starting the kiosk …")
        hall.start_core(window=True)
        hall.wait_core()
        _say(f"\nThe kiosk and the dock, side by side:  {dock}" if in_browser else f"\nThe dock:  {dock}")
        _say("Seat a person, put their ID card down, and touch the kiosk. Ctrl-C ends all of it.")
        _say(f"Logs: {hall.processes.log('kiosk').parent}")
        if not in_browser:
            webbrowser.open(dock)
        while (ended := hall.processes.first_to_end()) is None:
            time.sleep(0.5)
        _say(f"{ended} has ended; see {hall.processes.log(ended)}")
        return 1
    except KeyboardInterrupt:
        return 0
    except NotStarted as error:
        _say(str(error))
        return 1
    finally:
        _say("Ending …")
        hall.processes.stop_all()


def _serve_screen(processes: Processes) -> None:
    """A virtual screen of the kiosk's size, on loopback alone, in the browser."""
    missing = [name for name in ("Xtigervnc", "websockify") if shutil.which(name) is None]
    if missing or not NOVNC.is_dir():
        raise NotStarted("missing: tigervnc-standalone-server novnc websockify; `script/setup browser` installs them")
    processes.start(
        "screen",
        *("Xtigervnc", f":{VNC_DISPLAY}", "-geometry", "1080x1920", "-depth", "24", "-localhost=1"),
        *("-SecurityTypes", "None", "-rfbport", str(VNC_PORT), "-AlwaysShared"),
        main=False,
    )
    processes.wait_until("screen", lambda: _listens(VNC_PORT), 20)
    processes.start(
        "web",
        *("websockify", "--web", str(NOVNC), f"127.0.0.1:{WEB_PORT}", f"127.0.0.1:{VNC_PORT}"),
        main=False,
    )
    processes.wait_until("web", lambda: _listens(WEB_PORT), 20)


def _refuse_busy_ports(in_browser: bool) -> None:
    ports = [DEMO.central, DEMO.dock, DEMO.cameras, DEMO.printer, *([VNC_PORT, WEB_PORT] if in_browser else [])]
    busy = [str(port) for port in ports if _listens(port)]
    if busy:
        _say(f"Another program listens on 127.0.0.1 port {', '.join(busy)}: is a demo running already? End it first.")
        raise typer.Exit(1)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _as_interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    app()
