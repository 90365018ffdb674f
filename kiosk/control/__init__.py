"""The control socket: what `main.py diagnose` asks a running kiosk, so that no device has two owners."""

from pathlib import Path

NAME = "control.sock"


def socket_of(state_dir: Path) -> Path:
    """Where a kiosk with this state folder listens."""
    return (state_dir / "run").resolve() / NAME  # a socket's path has at most 107 bytes; what run points at is short
