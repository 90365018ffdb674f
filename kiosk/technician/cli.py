"""The verbs of `main.py devices`. Parts are imported when they are needed."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

devices = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


class CheckLevel(StrEnum):
    INTERNAL = "internal"
    EXTERNAL = "external"
    INTERACTIVE = "interactive"


@devices.command()
def find(
    port: Annotated[
        list[str] | None, typer.Option(help="Ask at this serial port too; may be repeated.", metavar="PATH")
    ] = None,
    address: Annotated[
        list[str] | None, typer.Option(help="Ask at this address on the network too.", metavar="HOST:PORT")
    ] = None,
    only: Annotated[bool, typer.Option("--only", help="Only what --port and --address name.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List what is connected, ask which driver it answers to, propose the blocks to paste.

    Nothing is moved or printed on purpose; a device that is asked at a wrong speed may take it for text. Stop the kiosk
    first.
    """
    from kiosk.technician.finding import find_devices

    raise typer.Exit(find_devices(tuple(port or ()), tuple(address or ()), own=not only, as_json=as_json))


@devices.command("test")
def try_device(
    device: Annotated[str, typer.Argument(metavar="ID")],
    config: Annotated[Path, typer.Option("--config", help="The kiosk's configuration file.", metavar="FILE")],
    level: Annotated[
        CheckLevel,
        typer.Option(help="internal: ask alone; external: work too (test slip, picture); interactive: you take part."),
    ] = CheckLevel.INTERNAL,
    as_json: JsonOption = False,
) -> None:
    """Try one device of a configuration against the live hardware, step by step with times.

    Exit 0 where it works, 1 where not, 2 for a wrong file or name, 3 while a kiosk runs that owns it.
    """
    from kiosk.technician.testing import test_device

    raise typer.Exit(test_device(config, device, level.value, as_json=as_json))


@devices.command("list")
def list_(as_json: JsonOption = False) -> None:
    """List the classes of devices and the drivers that serve them, those of other packages too."""
    from kiosk.technician.listing import list_drivers

    raise typer.Exit(list_drivers(as_json=as_json))
