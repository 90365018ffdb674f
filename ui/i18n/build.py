"""Compile kiosk_<language>.ts to .qm where the compiled file is missing or older: python -m ui.i18n.build"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

import PySide6

FOLDER = Path(__file__).resolve().parent
LANGUAGES = ("zh", "en")


def source(language: str) -> Path:
    """The table of a language's texts."""
    return FOLDER / f"kiosk_{language}.ts"


def compiled(language: str) -> Path:
    """The compiled texts of `language`, made where stale. Raises `RuntimeError` with what lrelease said."""
    table = source(language)
    target = _folder() / f"kiosk_{language}.qm"
    if target.exists() and target.stat().st_mtime_ns >= table.stat().st_mtime_ns:
        return target
    handle, name = tempfile.mkstemp(suffix=".qm", dir=target.parent)
    os.close(handle)
    made = Path(name)
    try:
        lrelease = Path(PySide6.__file__).parent / "lrelease"
        result = subprocess.run(
            [lrelease, "-idbased", "-silent", table, "-qm", made], capture_output=True, text=True, check=False
        )
        if result.returncode != 0:
            raise RuntimeError(f"{table.name}: {result.stdout}{result.stderr}".strip())
        # Replaced whole, so that two kiosks that start at once never read half a file.
        made.replace(target)
    finally:
        made.unlink(missing_ok=True)
    return target


def _folder() -> Path:
    """Beside the tables, or in the user's cache where the installation cannot be written."""
    if os.access(FOLDER, os.W_OK):
        return FOLDER
    import platformdirs

    return platformdirs.user_cache_path("hrss-kiosk", ensure_exists=True)


if __name__ == "__main__":
    for each in LANGUAGES:
        print(compiled(each))
