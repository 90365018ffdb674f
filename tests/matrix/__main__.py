"""Write docs/fault-matrix.md: python -m tests.matrix [--check]"""

from __future__ import annotations

import sys

from tests.matrix.page import PAGE, page

if sys.argv[1:] == ["--check"]:
    if not PAGE.exists() or PAGE.read_text("utf-8") != page():
        sys.exit(f"{PAGE.name} is not current: python -m tests.matrix")
else:
    PAGE.write_text(page(), "utf-8")
