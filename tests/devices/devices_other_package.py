"""Installs somebody else's package as pip leaves it, without a network: its modules, and what its metadata says."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path


def install(project: Path, site: Path) -> None:
    """Put the package of `project` (a pyproject.toml and its modules) into the folder `site`."""
    settings = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    meta = settings["project"]
    for package in settings["tool"]["setuptools"]["packages"]:
        shutil.copytree(project / package, site / package, ignore=shutil.ignore_patterns("__pycache__"))
    info = site / f"{meta['name'].replace('-', '_')}-{meta['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.4\nName: {meta['name']}\nVersion: {meta['version']}\n", "utf-8"
    )
    lines = []
    for group, points in meta["entry-points"].items():
        lines += [f"[{group}]", *(f"{name} = {where}" for name, where in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
