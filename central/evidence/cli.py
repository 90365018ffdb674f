"""`main.py evidence`: verify a receipt, check the whole log, show its checkpoint, try to break it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import make_url

from central.evidence import commands
from central.settings import EVIDENCE_ORIGIN
from central.store.database import Database

evidence = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
StateDir = Annotated[Path, typer.Option(help="The central's state folder: its keys, and the embedded database.")]
DatabaseUrl = Annotated[
    str | None, typer.Option(help="SQLAlchemy URL; without it the SQLite file in the state folder.")
]
Origin = Annotated[str, typer.Option(help="The log's name.")]


@evidence.command()
def verify(
    keys: Annotated[Path, typer.Option(help="Whose signatures are trusted: a C2SP tlog-policy.", metavar="FILE")],
    file: Annotated[Path | None, typer.Argument(help="A C2SP tlog-proof, or a receipt code in a file.")] = None,
    qr: Annotated[str | None, typer.Option("--qr", help="What a receipt's QR code says.", metavar="TEXT")] = None,
) -> None:
    """Verify offline what a receipt claims. Exit 0 proven or promised, 1 not proven, 2 not readable."""
    if (file is None) == (qr is None):
        raise typer.BadParameter("give a file or --qr")
    try:
        text = qr if qr is not None else file.read_text(encoding="utf-8") if file else ""
    except (OSError, UnicodeDecodeError) as error:
        typer.echo(f"{file}: {error}", err=True)
        raise typer.Exit(commands.UNUSABLE) from error
    raise typer.Exit(commands.verify(text, keys))


@evidence.command()
def fsck(
    state_dir: StateDir = Path("var/central"),
    database_url: DatabaseUrl = None,
    origin: Origin = EVIDENCE_ORIGIN,
    witnesses: Annotated[Path | None, typer.Option(help="The log's own C2SP tlog-policy, if it has witnesses.")] = None,
) -> None:
    """Derive the log from its acts again and name what is wrong. On SQLite with the central stopped, or of a copy."""
    raise typer.Exit(commands.fsck(_database(database_url, state_dir), state_dir, origin, witnesses))


@evidence.command()
def checkpoint(
    state_dir: StateDir = Path("var/central"),
    database_url: DatabaseUrl = None,
    keys: Annotated[Path | None, typer.Option(help="Verify it against this C2SP tlog-policy.", metavar="FILE")] = None,
) -> None:
    """Print the newest checkpoint."""
    raise typer.Exit(commands.checkpoint(_database(database_url, state_dir), keys))


@evidence.command()
def hammer(
    folder: Annotated[Path, typer.Option(help="Keys and ledgers of this run; without a URL its database too.")],
    database_url: Annotated[str | None, typer.Option(help="SQLAlchemy URL of a database that may be filled.")] = None,
    seconds: float = 20,
    seed: int = 1,
) -> None:
    """Processes that write and are killed, others that read and verify; then fsck. Exit 1 where anything is wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    url = database_url or f"sqlite:///{folder.resolve() / 'hammer.db'}"
    raise typer.Exit(commands.hammer(url, folder, seconds, seed))


def _database(url: str | None, state_dir: Path) -> Database:
    url = url or f"sqlite:///{state_dir.resolve() / 'central.db'}"
    file = make_url(url).database
    if make_url(url).get_backend_name() == "sqlite" and not (file and Path(file).is_file()):
        typer.echo(f"{file}: no such database", err=True)
        raise typer.Exit(commands.UNUSABLE)
    return Database(url)
