"""`script/demo`: a whole hall on this machine, to touch; or one visit played with nobody there."""

from __future__ import annotations

import os
import signal
import sys
import time
import webbrowser
from dataclasses import astuple
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from play.browser import VNC_PORT, WEB_PORT, WINDOW, listens, missing_parts, serve_screen
from play.fitting import fitted
from play.hall import CONFIG, STAFF_PIN, STARTS_S, Addresses, Hall
from play.processes import ROOT, NotStarted

DEMO = Addresses(central=8443, dock=8070, cameras=8071, printer=9100, pages=8631, ups=13493)

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
    display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    raise typer.Exit(_hall(in_browser=browser or not display, open_browser=display))


def _hall(*, in_browser: bool, open_browser: bool) -> int:
    _refuse_busy_ports(in_browser)
    if in_browser and (missing := missing_parts()):
        _say(f"Not found: {', '.join(missing)}. `script/setup browser` installs what shows the kiosk in the browser.")
        return 1
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _as_interrupt)
    config = CONFIG if in_browser else fitted(CONFIG, ROOT / "var")
    hall = Hall(ROOT, config=config, addresses=DEMO)
    try:
        _say("Starting the central and the simulated devices …")
        hall.start_central()
        hall.start_devices()
        hall.wait_ready()
        dock = f"http://127.0.0.1:{DEMO.dock}/"
        env: dict[str, str] = {}
        if in_browser:
            serve_screen(hall)
            env = WINDOW
            dock += f"?kiosk={WEB_PORT}"
        _say("Starting the kiosk …")
        hall.start_core(window=True, env=env)
        hall.processes.wait_until("kiosk", lambda: _window_open(hall), STARTS_S)
        _say(f"\nThe kiosk and the dock, side by side:  {dock}" if in_browser else f"\nThe dock:  {dock}")
        _say("Seat a person, put their ID card down, and touch the kiosk. Ctrl-C ends all of it.")
        _say(f"Staff's PIN for diagnostics: {STAFF_PIN}")
        _say(hall.desk())
        _say(f"Logs: {hall.processes.log('kiosk').parent}")
        if open_browser:
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
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        _say("Ending …")
        hall.processes.stop_all()


def _window_open(hall: Hall) -> bool:
    """Whether the window has shown its first screen. Raises `NotStarted` where it died twice before."""
    output = hall.processes.output("kiosk")
    if "screen.ready" in output:
        return True
    if output.count('"process": "ui", "exit_code"') >= 2:
        log = hall.processes.log("kiosk")
        raise NotStarted(f"The window does not open on this display; try `script/demo --browser`. Why: {log}")
    return False


def _refuse_busy_ports(in_browser: bool) -> None:
    ports = [*astuple(DEMO), *([VNC_PORT, WEB_PORT] if in_browser else [])]
    busy = [str(port) for port in ports if listens(port)]
    if busy:
        _say(f"Another program listens on 127.0.0.1 port {', '.join(busy)}: is a demo running already? End it first.")
        raise typer.Exit(1)


def _as_interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    app()
