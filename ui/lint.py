"""Check every QML file with qmllint, no warning allowed: python -m ui.lint

The types that Python registers are described to qmllint first, as Qt's own build tools do it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import PySide6

UI = Path(__file__).resolve().parent
QT = Path(PySide6.__file__).parent
NATIVE = ("bridge", "camera_item", "icon_item", "pinyin_input", "qr_item")
MODULE = "ui.native"


def describe_native(folder: Path) -> None:
    """Write the module ui.native's qmldir and qmltypes below `folder`."""
    module = folder / MODULE.replace(".", "/")
    module.mkdir(parents=True)
    dump = subprocess.run(
        ["pyside6-metaobjectdump", *(str(UI / f"{name}.py") for name in NATIVE)],
        capture_output=True,
        check=True,
        env=_with_scripts(),
    )
    types = folder / "native.json"
    types.write_bytes(dump.stdout)
    qmltypes = module / "native.qmltypes"
    subprocess.run(
        [
            str(QT / "Qt" / "libexec" / "qmltyperegistrar"),
            "--generate-qmltypes",
            str(qmltypes),
            "--import-name",
            MODULE,
            "--major-version",
            "1",
            "-o",
            str(folder / "unused.cpp"),
            str(types),
        ],
        capture_output=True,
        check=True,
    )
    (module / "qmldir").write_text(f"module {MODULE}\ntypeinfo {qmltypes.name}\ndepends QtQuick\nimport QtQuick\n")


def lint(files: Sequence[Path]) -> str:
    """What qmllint has to say of `files`; empty where it has nothing."""
    with tempfile.TemporaryDirectory() as folder:
        describe_native(Path(folder))
        result = subprocess.run(
            [str(QT / "qmllint"), "-W", "0", "-I", str(UI.parent), "-I", folder, *map(str, files)],
            capture_output=True,
            text=True,
            check=False,
        )
    return "" if result.returncode == 0 else result.stdout + result.stderr


def files() -> list[Path]:
    return sorted(UI.rglob("*.qml"))


def _with_scripts() -> dict[str, str]:
    """The environment with the interpreter's own scripts first."""
    scripts = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": os.pathsep.join((scripts, os.environ.get("PATH", "")))}


if __name__ == "__main__":
    complaints = lint(files())
    sys.stderr.write(complaints)
    sys.exit(1 if complaints else 0)
