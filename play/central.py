"""The demo's central: its codes and certificates made where absent, the simulated citizens in its records, and a
provider that its staff sign in at.
"""

from __future__ import annotations

import socket
import tomllib
from pathlib import Path

from central import demo_tls, oidc
from central.demo_provider.server import PASSWORD_FILE, DemoProvider
from central.server import run
from central.settings import ASSETS, Settings
from play.people import people


def run_central(
    database_url: str | None,
    state_dir: Path,
    host: str,
    port: int,
    tls_dir: Path,
    *,
    demo_people: bool,
    oidc_file: Path | None = None,
    public_url: str = "",
    witnesses: Path | None = None,
) -> None:
    """Serve until a signal. Prints where it listens and where staff sign in, once it does."""
    state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    tls_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    tls = demo_tls.ensure(tls_dir)
    port = port or _free_port(host)
    configured = oidc.load(oidc_file) if oidc_file else None
    provider = _demo_provider(host, port, tls_dir, tls.ca) if demo_people and configured is None else None
    settings = Settings(
        database_url=database_url or f"sqlite:///{state_dir.resolve() / 'central.db'}",
        state_dir=state_dir,
        enrolment_code_file=tls_dir / "enrolment-code",
        staff_token_file=tls_dir / "staff-token",
        oidc=provider.oidc if provider else configured,
        demo_provider=provider,
        public_url=public_url.rstrip("/"),
        evidence_witnesses=witnesses,
    )
    run(
        settings,
        host=host,
        port=port,
        tls_cert=tls.certificate,
        tls_key=tls.key,
        people=people() if demo_people else None,
        on_ready=lambda url: _say(url, public_url or url, provider, tls_dir),
    )


def _demo_provider(host: str, port: int, folder: Path, ca: Path) -> DemoProvider:
    staff = tomllib.loads((ASSETS / "staff.toml").read_text(encoding="utf-8"))["staff"]
    reached = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104  what is listened at, not what is used
    return DemoProvider(f"https://{reached}:{port}", folder, staff, ca)


def _free_port(host: str) -> int:
    with socket.create_server((host, 0)) as listening:
        return int(listening.getsockname()[1])


def _say(url: str, reached: str, provider: DemoProvider | None, folder: Path) -> None:
    signing_in = f"; everybody's password: {provider.password} (in {folder / PASSWORD_FILE})" if provider else ""
    print(f"central: {url}", flush=True)
    print(f"desk: {reached}/desk (staff{signing_in})", flush=True)
    print(f"citizens: {reached}/track and {reached}/apply", flush=True)
