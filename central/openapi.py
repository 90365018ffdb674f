"""`python -m central.openapi` writes docs/openapi.json; `--check` fails where the file is not what the code says."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from central.api.app import bare_app

FILE = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"


def render() -> str:
    return json.dumps(bare_app(0).openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only")
    parser.add_argument("--file", type=Path, default=FILE)
    arguments = parser.parse_args()
    if arguments.check:
        same: bool = arguments.file.read_text(encoding="utf-8") == render()
        return 0 if same else 1
    arguments.file.write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
