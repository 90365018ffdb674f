"""The last configuration that a kiosk started with, kept for the day when its file is broken or gone.

The copy stands in the state folder with every path absolute. Where the state folder is, is not known of a file that
cannot be read: a pointer by the file's path, in the service's or the user's state folder, says it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from kiosk.config.findings import ConfigError, Finding, Said
from kiosk.config.loading import load, read
from kiosk.config.model import KioskConfig
from kiosk.config.reading import LARGEST
from kiosk.config.toml_text import document
from kiosk.config.writing import replace

NAME = "config-last-good.toml"
_STATE_DIR = re.compile(r"""^\s*state_dir\s*=\s*(["'])([^"'\n]+)\1""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ConfigNotice:
    """The kiosk runs on a copy: what staff read, and what is wrong with the file."""

    zh: str
    en: str
    file: Path
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class InForce:
    """The configuration to run on, and the file it was read from; `notice` says that this is not the one asked for."""

    config: KioskConfig
    file: Path
    hints: tuple[Said, ...] = ()
    notice: ConfigNotice | None = None


def in_force(file: Path, *, require_files: bool = True) -> InForce:
    """The configuration of `file`, or where that cannot be used the last good one of this file.

    Raises ConfigError, of the file asked for, where there is no good one.
    """
    try:
        loaded = read(file, require_files=require_files)
    except ConfigError as error:
        for kept in _copies(file):
            try:
                config = load(kept, require_files=require_files)
            except ConfigError:
                continue
            return InForce(config, kept, notice=_notice(file, error))
        raise
    return InForce(loaded.config, file, loaded.notices)


def keep(config: KioskConfig, file: Path) -> None:
    """Keep a good configuration, read from `file`, for the next start. Raises OSError."""
    file = file.absolute()
    state = config.kiosk.state_dir
    tables = config.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
    text = f"{_origin(file)}\n{document(tables)}"
    _replace_if_other(state / NAME, text)
    pointer = _pointer(file)
    pointer.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _replace_if_other(pointer, f"{state}\n")
    _forget_gone(pointer.parent)


def _replace_if_other(path: Path, text: str) -> None:
    # A flash disk is not written at each start for nothing.
    if not path.is_file() or path.read_bytes() != text.encode():
        replace(path, text)


def _forget_gone(folder: Path) -> None:
    """Pointers to kiosks that are no longer on this machine."""
    for pointer in folder.iterdir():
        with contextlib.suppress(OSError, UnicodeDecodeError):
            if not Path(pointer.read_text("utf-8").rstrip("\n")).exists():
                pointer.unlink()


def _copies(file: Path) -> Iterator[Path]:
    """Copies that were kept of this very file, and not of another kiosk's."""
    for state in dict.fromkeys(_state_folders(file.absolute())):
        copy = state / NAME
        try:
            with copy.open(encoding="utf-8") as stream:
                first = stream.readline().rstrip("\n")
        except (OSError, UnicodeDecodeError):
            continue
        if first == _origin(file.absolute()):
            yield copy


def _state_folders(file: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        yield Path(_pointer(file).read_text("utf-8").rstrip("\n"))
    try:
        if not file.is_file():  # a pipe's end may never come
            return
        with file.open("rb") as stream:
            text = stream.read(LARGEST).decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError:
        return
    try:
        written = tomllib.loads(text).get("kiosk", {}).get("state_dir")
    except (ValueError, AttributeError, RecursionError):
        found = _STATE_DIR.search(text)
        written = found[2] if found else None
    if isinstance(written, str) and written and "\0" not in written:
        yield file.parent / written


def _pointer(file: Path) -> Path:
    name = hashlib.sha256(str(file).encode()).hexdigest()[:32]
    service = os.environ.get("STATE_DIRECTORY")  # systemd's; a service's home may be out of its sight
    folder = Path(service.split(":")[0]) if service else platformdirs.user_state_path("hrss-kiosk")
    return folder / "state-of" / name


def _origin(file: Path) -> str:
    return f"# The last good {json.dumps(str(file), ensure_ascii=False)}, kept by main.py run. Do not edit."


def _notice(file: Path, error: ConfigError) -> ConfigNotice:
    first = error.findings[0]
    return ConfigNotice(
        zh=f"配置文件 {file} 不可用，正在使用上次可用的配置（第 {first.line} 行：{first.message_zh}）",
        en=f"{file} cannot be used; running on the last good configuration (line {first.line}: {first.message_en})",
        file=file,
        findings=tuple(error.findings),
    )
