"""The demo's central: its codes and certificates made where absent, the simulated citizens in its records."""

from __future__ import annotations

from pathlib import Path

from central import demo_tls
from central.server import run
from play.people import people


def run_central(
    database_url: str | None, state_dir: Path, host: str, port: int, tls_dir: Path, *, demo_people: bool
) -> None:
    """Serve until a signal. Prints one line with the address once it listens."""
    state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    tls_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    tls = demo_tls.ensure(tls_dir)
    run(
        database_url=database_url or f"sqlite:///{state_dir.resolve() / 'central.db'}",
        host=host,
        port=port,
        state_dir=state_dir,
        tls_cert=tls.certificate,
        tls_key=tls.key,
        enrolment_code_file=tls_dir / "enrolment-code",
        staff_token_file=tls_dir / "staff-token",
        people=people() if demo_people else None,
        on_ready=lambda url: print(f"central: {url}", flush=True),
    )
