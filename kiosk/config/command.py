"""`check-config`: say what is wrong with a configuration file, on standard error."""

from __future__ import annotations

import sys
from pathlib import Path

from kiosk.config.findings import ConfigError
from kiosk.config.loading import load


def check_config_command(path: Path) -> int:
    """Check `path`; returns the exit code: 0 where it can be used, 2 where not, every fault said."""
    try:
        config = load(path)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{path}: {config.kiosk.id}, {config.mode}, {len(config.devices)} devices: OK / 可用")
    return 0
