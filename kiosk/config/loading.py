"""Reading a configuration file: either a whole, checked `KioskConfig`, or every fault of it at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from kiosk.config import migration, rules, secrets
from kiosk.config.explaining import findings_of
from kiosk.config.findings import ConfigError, Said, finding
from kiosk.config.lines import LineIndex
from kiosk.config.model import KioskConfig
from kiosk.config.reading import parse, read_text
from kiosk.config.wording import key_text


@dataclass(frozen=True, slots=True)
class Loaded:
    """A configuration that can be used, and what its reader should know."""

    config: KioskConfig
    notices: tuple[Said, ...] = ()


def load(path: Path, *, require_files: bool = True) -> KioskConfig:
    """Read and check `path`. Relative paths in it are taken from its folder.

    Files that it names (the certificate authority's, the enrolment code's) must be there unless `require_files` is
    false, for commands that never speak to the central. Raises ConfigError with every fault found.
    """
    return read(path, require_files=require_files).config


def read(path: Path, *, require_files: bool = True) -> Loaded:
    """As `load`, with the notices: a file of an older version is understood as the newest."""
    text = read_text(path)
    data = parse(path, text)
    lines = LineIndex(text)
    unusable = [*migration.unknown_version(path, data, lines), *secrets.inline(path, data, lines)]
    if unusable:
        raise ConfigError(unusable)
    version = data.get("schema")
    data = migration.migrated(data)
    try:
        config = KioskConfig.model_validate(data, context={"folder": path.absolute().parent})
    except ValidationError as error:
        raise ConfigError(findings_of(path, data, lines, error)) from None
    faults = rules.faults(config, require_files=require_files)
    if faults:
        raise ConfigError(
            [finding(path, lines.line(each.path), key_text(each.path), each.found, each.allowed) for each in faults]
        )
    notices = () if data.get("schema") == version else (migration.notice(path, version),)
    return Loaded(config, notices)
