"""Reading a configuration file: either a whole, checked `KioskConfig`, or every fault of it at once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kiosk.config import migration, rules, secrets, syntax
from kiosk.config.explaining import findings_of
from kiosk.config.findings import ConfigError, Said, finding
from kiosk.config.lines import LineIndex
from kiosk.config.model import KioskConfig
from kiosk.config.wording import key_text, same


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


def read_text(path: Path) -> str:
    """The file's text; raises ConfigError where it is none."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        found = Said(zh=f"无法读取的文件（{error.strerror}）", en=f"no readable file ({error.strerror})")
        raise ConfigError([finding(path, 1, "", found, Said(zh="一个配置文件", en="a configuration file"))]) from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = Said(zh=f"非 UTF-8 字节 0x{raw[error.start]:02x}", en=f"byte 0x{raw[error.start]:02x}, not UTF-8")
        raise ConfigError([finding(path, line, "", found, Said(zh="UTF-8 文字", en="UTF-8 text"))]) from None


def parse(path: Path, text: str) -> dict[str, Any]:
    """The file's tables; raises ConfigError where the text is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([syntax.fault(path, text, error)]) from None
    except RecursionError:
        found = Said(zh="嵌套过深的列表或表", en="lists or tables nested too deeply")
        raise ConfigError([finding(path, 1, "", found, same("TOML 1.0"))]) from None
