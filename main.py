"""Entry point and composition root: the only place that knows every part. Parts are imported when they are needed.

Core's children are `python -m ui` and `python -m kiosk.vision`.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="main.py",
    help="A self-service kiosk for social-security halls: the kiosk, its simulated devices, a reference central.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ConfigOption = Annotated[Path, typer.Option("--config", help="The kiosk's configuration file (TOML).", metavar="FILE")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line instead of a table.")]


@app.command()
def run(
    config: ConfigOption,
    keep: Annotated[
        bool, typer.Option(help="Start the kiosk anew when it dies; off under systemd, which does it.")
    ] = True,
    window: Annotated[bool, typer.Option(help="Open the kiosk's window; off where another process brings it.")] = True,
) -> None:
    """Run the kiosk: core, with ui and vision as its children."""
    if keep:
        from kiosk.keeper import keep_alive

        raise typer.Exit(
            keep_alive(["run", "--config", str(config), "--no-keep", *([] if window else ["--no-window"])])
        )
    from kiosk.starting import in_force_or_exit, run_core

    raise typer.Exit(run_core(in_force_or_exit(config), window=window))


@app.command()
def central(
    database_url: Annotated[
        str | None, typer.Option(help="SQLAlchemy URL; without it an SQLite file in the state folder.")
    ] = None,
    state_dir: Annotated[Path, typer.Option(help="Keys, codes and the embedded database.")] = Path("var/central"),
    host: str = "127.0.0.1",
    port: int = 8443,
    demo_people: Annotated[
        bool,
        typer.Option(
            help="Seed the simulated citizens' records, and let the demo's staff sign in at a provider of its own."
        ),
    ] = True,
    tls_dir: Annotated[Path, typer.Option(help="Where the demo's certificates are.")] = Path("var/demo"),
    oidc: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where staff sign in (TOML, docs/desk.md); without it the demo's provider."),
    ] = None,
    public_url: Annotated[str, typer.Option(help="Where browsers reach it, if a proxy stands before it.")] = "",
    witnesses: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Who cosigns the evidence log: a C2SP tlog-policy with URLs.")
    ] = None,
) -> None:
    """Run the reference central: the API, staff's desk, the monitoring wall, citizens' pages."""
    from play.central import run_central

    run_central(
        database_url,
        state_dir,
        host,
        port,
        tls_dir,
        demo_people=demo_people,
        oidc_file=oidc,
        public_url=public_url,
        witnesses=witnesses,
    )


@app.command()
def departments(
    state_dir: Annotated[Path, typer.Option(help="Keys, and the connections file for the central.")] = Path(
        "var/departments"
    ),
    people: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Who is on record (JSON lines); without it all are drawn.")
    ] = None,
    only_people: Annotated[bool, typer.Option("--only-people", help="Know nobody but the file's people.")] = False,
    seed: Annotated[int, typer.Option(help="What the drawn answers follow from.")] = 0,
    host: str = "127.0.0.1",
    port: int = 8450,
    control_port: Annotated[int, typer.Option(help="The side channel: faults, people, the bank's pace.")] = 8451,
    latency_ms: Annotated[tuple[int, int], typer.Option(help="The least and most that an answer takes.")] = (20, 120),
    settle_s: Annotated[float, typer.Option(help="How long the bank takes to settle a payment.")] = 1.0,
) -> None:
    """Run the 21 simulated departments and the bank; prints one JSON line once ready."""
    from drivers_sim.departments.command import run as run_departments

    run_departments(
        host,
        port,
        control_port,
        state_dir,
        people,
        everybody=not only_people,
        seed=seed,
        latency_ms=latency_ms,
        settle_s=settle_s,
    )


@app.command()
def witness(
    name: Annotated[str, typer.Option(help="The witness's name, as in its key: finance.example/witness.")],
    logs: Annotated[Path, typer.Option(help="The logs that it watches: a C2SP tlog-policy.", metavar="FILE")],
    state_dir: Annotated[Path, typer.Option(help="Its key, and the last checkpoint of each log that it cosigned.")],
    host: str = "127.0.0.1",
    port: int = 8460,
) -> None:
    """Run a witness: it cosigns a log's checkpoints as long as each goes on from the last (C2SP tlog-witness)."""
    from central.evidence.witness.program import run as run_witness

    run_witness(name, state_dir, logs, host, port)


@app.command()
def simulate(
    config: ConfigOption,
    only: Annotated[list[str] | None, typer.Option(help="Only these devices (ids); may be repeated.")] = None,
    scenario: Annotated[
        Path | None, typer.Option(help="Play this scenario (TOML, or JSON lines) once ready.", metavar="FILE")
    ] = None,
    then_end: Annotated[bool, typer.Option("--then-end", help="End with the scenario; exit 1 if it failed.")] = False,
) -> None:
    """Run the devices' far ends and the dock; prints one JSON line once ready."""
    from drivers_sim.simulate import run as run_simulation

    run_simulation(config, tuple(only or ()), scenario, then_end=then_end)


@app.command("check-config")
def check_config(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    shape: Annotated[
        bool, typer.Option("--shape", help="Leave out whether the files that it names are there, on this machine.")
    ] = False,
) -> None:
    """Check a configuration file: each fault with its line, key, what was found and what is allowed."""
    from kiosk.config import check_config_command

    raise typer.Exit(check_config_command(file, shape=shape))


@app.command("migrate-config")
def migrate_config(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    write: Annotated[bool, typer.Option("--write", help="Rewrite the file; else only show what would change.")] = False,
) -> None:
    """Bring a configuration file of an earlier version to the newest; its comments stay."""
    from kiosk.config import migrate_config_command

    raise typer.Exit(migrate_config_command(file, write=write))


class CheckLevel(StrEnum):
    INTERNAL = "internal"
    EXTERNAL = "external"
    INTERACTIVE = "interactive"


class Known(StrEnum):
    STATUS = "status"
    EVENTS = "events"
    HISTORY = "history"
    STATISTICS = "statistics"


@app.command()
def diagnose(
    config: ConfigOption,
    device: Annotated[list[str] | None, typer.Option(help="Only this device (id); may be repeated.")] = None,
    level: Annotated[
        CheckLevel,
        typer.Option(help="internal: ask alone; external: work too (test slip, picture); interactive: you take part."),
    ] = CheckLevel.INTERNAL,
    as_json: JsonOption = False,
    report: Annotated[
        Path | None, typer.Option(help="Make the readiness report into this folder; needs the kiosk running.")
    ] = None,
    show: Annotated[Known | None, typer.Option(help="Check nothing; print what the running kiosk knows.")] = None,
) -> None:
    """Check each device: through the running kiosk, or from here where none runs.

    Exit 0 where all work, 1 where one does not, 2 for a wrong name or file, 3 where it cannot be done now.
    """
    from devices.check import Level
    from kiosk import diagnose as command
    from kiosk.starting import load_or_exit

    known, only = load_or_exit(config, require_files=False), tuple(device or ())
    if show is not None:
        raise typer.Exit(command.show(known, show.value, only, as_json=as_json))
    raise typer.Exit(command.diagnose(known, only, level=Level(level.value), as_json=as_json, report=report))


@app.command("verify-report")
def verify_report(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    key: Annotated[str | None, typer.Option(help="The kiosk's public key in base64: no other may have signed.")] = None,
) -> None:
    """Check a readiness report. Exit 0 where it is genuine and says ready, 1 where not ready, 2 where not genuine."""
    from kiosk.diagnostics.readiness.command import verify_report as verify

    raise typer.Exit(verify(file, key))


@app.command("day-report")
def day_report(
    config: ConfigOption,
    date: Annotated[str | None, typer.Option(help="The day, as 2026-11-23; today where left out.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Print a day's report: visits, prints, failures, what was forgotten, supplies."""
    from kiosk.day.report_command import day_report as print_report
    from kiosk.starting import load_or_exit

    raise typer.Exit(print_report(load_or_exit(config, require_files=False), date, as_json=as_json))


@app.command("staff-pin")
def staff_pin(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Where [staff] pin_file points.")] = None,
    card: Annotated[bool, typer.Option("--card", help="Let a staff card in, instead of setting the PIN.")] = False,
    unlock: Annotated[bool, typer.Option("--unlock", help="Let staff try again after too many wrong PINs.")] = False,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="With --unlock: the kiosk's file.")] = None,
) -> None:
    """Set the PIN that lets staff into diagnostics (asked twice), let a card in, or unlock."""
    from kiosk.staff import command

    if unlock:
        from kiosk.starting import load_or_exit

        if config is None:
            raise typer.BadParameter("--unlock needs --config")
        raise typer.Exit(command.unlock_kiosk(load_or_exit(config, require_files=False).kiosk.state_dir))
    if file is None:
        raise typer.BadParameter("a file is needed")
    raise typer.Exit(command.add_card(file) if card else command.set_pin(file))


@app.command("read-document")
def read_document(
    images: Annotated[list[Path], typer.Argument(metavar="IMAGE…")],
    as_json: JsonOption = False,
    pictures: Annotated[Path | None, typer.Option(metavar="DIR", help="Write what was seen there.")] = None,
    engine: Annotated[str, typer.Option(help="rapidocr, pytesseract or tesserocr.")] = "rapidocr",
) -> None:
    """Read pictures of identity documents as the document camera's are read: cards, permits, passports."""
    from kiosk.identity.read_command import read_documents

    raise typer.Exit(read_documents(images, as_json, pictures, engine))


@app.command("compare-faces")
def compare_faces(
    id_photo: Annotated[Path, typer.Argument(metavar="ID_PHOTO")],
    live: Annotated[list[Path], typer.Argument(metavar="LIVE…")],
    as_json: JsonOption = False,
    pictures: Annotated[Path | None, typer.Option(metavar="DIR", help="Write what was seen into this folder.")] = None,
    threshold: Annotated[float, typer.Option(help="The greatest distance that matches.")] = 0.50,
) -> None:
    """Compare the face in each live picture with an ID photograph, 1:1."""
    from kiosk.identity.compare_command import compare_faces_command

    raise typer.Exit(compare_faces_command(id_photo, live, as_json, threshold, pictures))


@app.command("check-liveness")
def check_liveness(
    source: Annotated[Path, typer.Argument(metavar="VIDEO|DIR")],
    as_json: JsonOption = False,
    pictures: Annotated[Path | None, typer.Option(help="Save what was seen where into this folder.")] = None,
) -> None:
    """Judge recorded frames for liveness; `<name>.json` beside them says what was asked when (docs/recognition.md).

    Exit 0 where live, 1 where not or not judged, 2 where the recording cannot be used.
    """
    from kiosk.identity.liveness_command import check_liveness_command

    raise typer.Exit(check_liveness_command(source, as_json, pictures))


def _add_evidence() -> None:
    from central.evidence.cli import evidence

    app.add_typer(evidence, name="evidence", help="The evidence log: verify a receipt, check the log, try to break it.")


def _add_devices() -> None:
    from kiosk.technician.cli import devices

    app.add_typer(devices, name="devices", help="Find, list and test a kiosk's devices.")


def _add_dock() -> None:
    try:
        from drivers_sim.cli import dock
    except ModuleNotFoundError:  # a production package holds no simulators
        return
    app.add_typer(dock, name="dock", help="Move the simulated hall: people, documents, faults.")


if __name__ == "__main__":
    if os.environ.get("END_WITH_PARENT"):  # the demo's and the tests' programs must not outlive who started them
        from kiosk.parent import die_with_parent

        die_with_parent()
    if sys.argv[1:2] in ([], ["dock"], ["--help"]):
        _add_dock()
    if sys.argv[1:2] in ([], ["evidence"], ["--help"]):
        _add_evidence()
    if sys.argv[1:2] in ([], ["devices"], ["--help"]):
        _add_devices()
    app()
