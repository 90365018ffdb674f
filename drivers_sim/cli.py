"""The dock's verbs on the command line: `dock VERB …`."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from drivers_sim.client import DockClient, DockError
from drivers_sim.modes import MODES
from drivers_sim.scenario.model import ScenarioError
from drivers_sim.scenario.reading import read_scenario
from drivers_sim.scenario.recording import as_step, as_toml

dock = typer.Typer(no_args_is_help=True, help="Act on the simulated hall: people, documents, devices, paper.")

_ANY_MODE = ", ".join(MODES)
Device = Annotated[str, typer.Argument(help="A device's id, as in the configuration.")]


@dock.callback()
def _connect(
    context: typer.Context,
    url: Annotated[str, typer.Option(envvar="DOCK_URL", help="The dock's address.")] = "http://127.0.0.1:8070/",
) -> None:
    context.obj = DockClient(url)


@dock.command()
def state(context: typer.Context) -> None:
    """Print the hall's state as JSON."""
    _do(lambda: typer.echo(json.dumps(_client(context).state(), ensure_ascii=False, indent=2)))


@dock.command()
def people(context: typer.Context) -> None:
    """List the citizens who can be seated."""

    def show() -> None:
        for person in _client(context).state()["people"]:
            typer.echo(f"{person['slug']:<20} {person['name']}  {person['story']['en']}")

    _do(show)


@dock.command()
def seat(
    context: typer.Context,
    slug: str,
    mode: Annotated[str, typer.Option(help=f"{_ANY_MODE}; instead of what their story says.")] = "",
) -> None:
    """Seat a citizen before the camera."""
    _do(lambda: _client(context).seat(slug, mode))


@dock.command()
def leave(context: typer.Context) -> None:
    """Let whoever sits there go. Their documents stay where they lie."""
    _do(lambda: _client(context).leave())


@dock.command()
def act(
    context: typer.Context, action: Annotated[str, typer.Argument(help="turn_left, turn_right, blink, closer, look")]
) -> None:
    """Let the seated citizen move."""
    _do(lambda: _client(context).act(action))


@dock.command()
def presence(context: typer.Context, mode: Annotated[str, typer.Argument(help=_ANY_MODE)]) -> None:
    """Let the seated citizen show themselves, or attack the face check."""
    _do(lambda: _client(context).presence(mode))


@dock.command()
def place(
    context: typer.Context,
    device: Device,
    slug: str,
    side: Annotated[str, typer.Option(help="front or back")] = "front",
    condition: Annotated[str, typer.Option(help="normal, upside_down, blurred, expired, wrong_photo, …")] = "normal",
    rotation: Annotated[float, typer.Option(help="Degrees counter-clockwise.")] = 2.0,
) -> None:
    """Put a citizen's card on the scanner or the chip reader."""
    _do(lambda: _client(context).place(device, slug, side=side, condition=condition, rotation=rotation))


@dock.command("lay-slip")
def lay_slip(
    context: typer.Context,
    device: Device,
    printer: Annotated[str, typer.Argument(help="The printer that the slip came out of.")] = "receipt-printer",
) -> None:
    """Carry the slip that came out last to the document camera."""
    _do(lambda: _client(context).lay_slip(device, printer))


@dock.command()
def remove(context: typer.Context, device: Device) -> None:
    """Take away what lies on a device."""
    _do(lambda: _client(context).remove(device))


@dock.command("show-code")
def show_code(
    context: typer.Context,
    device: Device,
    text: Annotated[str, typer.Argument(help="What the code says.")],
    seconds: Annotated[float | None, typer.Option(help="How long it is held there.")] = None,
) -> None:
    """Hold a code before a scanner's window."""
    _do(lambda: _client(context).show_code(device, text, seconds))


@dock.command()
def fault(
    context: typer.Context,
    device: Device,
    kind: Annotated[str, typer.Argument(help="unplug, replug, clear, cover_open, paper_out, silent, …")],
    after_mm: Annotated[float | None, typer.Option(help="With paper_out: the paper that is left.")] = None,
) -> None:
    """Let a device suffer a fault, or mend it."""
    _do(lambda: _client(context).fault(device, kind, after_mm=after_mm))


@dock.command()
def reset(context: typer.Context) -> None:
    """Mend and plug in everything, take everything away, let everybody go."""
    _do(lambda: _client(context).reset())


@dock.command()
def slips(
    context: typer.Context,
    printer: Device,
    png: Annotated[Path | None, typer.Option(help="Write each slip as a picture into this folder.")] = None,
) -> None:
    """Print what came out of a printer."""

    def show() -> None:
        client = _client(context)
        for slip in client.slips(printer):
            typer.echo(f"--- {slip['number']}{'' if slip['complete'] else ' (not cut)'}\n{slip['text']}")
            if png is not None:
                png.mkdir(parents=True, exist_ok=True)
                (png / f"{printer}-{slip['number']}.png").write_bytes(client.slip_png(printer, slip["number"]))

    _do(show)


@dock.command()
def play(
    context: typer.Context,
    scenario: Annotated[str, typer.Argument(help="A file, or the name of one that is shipped.")],
) -> None:
    """Play a scenario in the running hall, to its end. Exit 1 where a step could not be done."""

    def begin() -> None:
        client, file = _client(context), Path(scenario)
        if file.suffix in (".toml", ".jsonl", ".json"):
            try:
                found = read_scenario(file)
            except ScenarioError as error:
                raise DockError(str(error)) from error
            client.play(found.name, [as_step(each) for each in found.steps], zh=found.zh, en=found.en)
        else:
            client.play(scenario)
        _follow(client)

    _do(begin)


def _follow(client: DockClient) -> None:
    """Print each step as it comes."""
    told = None
    while True:
        playing = client.state()["playing"]
        if playing is None:
            raise DockError("the scenario was broken off")
        if playing["ended"]:
            if playing["ended"] != "done":
                raise DockError(playing["ended"])
            return
        if (playing["step"], playing["waits"]) != told:
            told = (playing["step"], playing["waits"])
            waits = f", waits for {playing['waits']}" if playing["waits"] else ""
            typer.echo(f"step {playing['step']} of {playing['steps']}{waits}")
        time.sleep(0.2)


@dock.command()
def record(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="scenario.toml, or scenario.jsonl: one JSON object a line.")],
) -> None:
    """Write what is done to the hall as a scenario, until Ctrl-C."""

    def write() -> None:
        with file.open("w", encoding="utf-8") as stream, contextlib.suppress(KeyboardInterrupt):
            typer.echo(f"recording into {file}; Ctrl-C ends it", err=True)
            for step in _client(context).record():
                line = json.dumps(step, ensure_ascii=False)
                stream.write(as_toml(step) + "\n" if file.suffix == ".toml" else line + "\n")
                stream.flush()
                typer.echo(line)

    _do(write)


@dock.command()
def stage(
    context: typer.Context,
    screen: str,
    challenge: Annotated[str, typer.Option(help="none, turn_left, turn_right, blink, closer, look")] = "none",
    instruction: str = "",
) -> None:
    """Say what the kiosk's screen shows, as the kiosk does by itself."""
    _do(lambda: _client(context).stage(screen, challenge, instruction))


def _client(context: typer.Context) -> DockClient:
    client: DockClient = context.obj
    return client


def _do(verb: Callable[[], object]) -> None:
    try:
        verb()
    except DockError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
