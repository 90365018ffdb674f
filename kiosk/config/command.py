"""`check-config` and `migrate-config`: what is wrong with a configuration file, and its newest form."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from kiosk.config import migration
from kiosk.config.findings import ConfigError
from kiosk.config.lines import LineIndex
from kiosk.config.loading import read
from kiosk.config.reading import parse, read_text
from kiosk.config.writing import replace


def check_config_command(path: Path, *, shape: bool = False) -> int:
    """Check `path`; returns the exit code: 0 where it can be used, 2 where not, every fault said.

    `shape` leaves out whether the files that it names are there: for a file written on another machine.
    """
    try:
        loaded = read(path, require_files=not shape)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    for notice in loaded.notices:
        print(f"{notice.en}\n    {notice.zh}", file=sys.stderr)
    config = loaded.config
    print(f"{path}: {config.kiosk.id}, {config.mode}, {len(config.devices)} devices: OK / 可用")
    return 0


def migrate_config_command(path: Path, *, write: bool) -> int:
    """Show, or `write`, the file as the newest version; 0 where that is done or needless, 2 where the file is none that
    is known, 1 where it has to be changed by hand."""
    try:
        text = read_text(path)
        data = parse(path, text)
        unknown = migration.unknown_version(path, data, LineIndex(text))
        if unknown:
            raise ConfigError(unknown)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    if migration.migrated(data) == data:
        print(f"{path}: schema = {data.get('schema')}: nothing to do / 无需改写")
        return 0
    newest = migration.rewritten(text)
    try:
        kept = parse(path, newest) == migration.migrated(data)
    except ConfigError:
        kept = False
    if not kept:
        print(f"{path}: change by hand / 请手工修改: schema = {migration.NEWEST}", file=sys.stderr)
        return 1
    if write:
        replace(path.resolve(), newest, path.stat().st_mode & 0o777)
        print(f"{path}: schema = {migration.NEWEST}, written / 已改写")
    else:
        names = (str(path), f"{path} (schema {migration.NEWEST})")
        print("".join(difflib.unified_diff(text.splitlines(True), newest.splitlines(True), *names)), end="")
    return 0
