"""A whole hall on this machine: central, simulated devices and core, each a process with addresses of its own."""

from __future__ import annotations

import socket
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import requests

from central.demo_provider.server import PASSWORD_FILE
from drivers_sim.client import DockClient
from kiosk.staff import pin_file
from play.processes import ROOT, Processes

CONFIG = ROOT / "config" / "simulated.toml"
STARTS_S = 60.0
STAFF_PIN = "274850"
"""Lets staff into the diagnostics of a simulated kiosk; a real one's is its technician's."""


@dataclass(frozen=True, slots=True)
class Addresses:
    central: int
    dock: int
    cameras: int
    printer: int
    pages: int
    ups: int

    @classmethod
    def free(cls) -> Addresses:
        """Ports that nobody listens at now."""
        sockets = [socket.create_server(("127.0.0.1", 0)) for _ in fields(cls)]
        ports = [each.getsockname()[1] for each in sockets]
        for each in sockets:
            each.close()
        return cls(*ports)


def write_config(folder: Path, addresses: Addresses, changes: dict[str, str] | None = None) -> Path:
    """The simulated kiosk's configuration with everything of it below `folder`; `changes` replace text in it."""
    text = CONFIG.read_text("utf-8")
    swaps = {
        "../var": str(folder / "var"),
        "127.0.0.1:8443": f"127.0.0.1:{addresses.central}",
        "127.0.0.1:8070": f"127.0.0.1:{addresses.dock}",
        "127.0.0.1:8071": f"127.0.0.1:{addresses.cameras}",
        "port = 9100": f"port = {addresses.printer}",
        "127.0.0.1:8631": f"127.0.0.1:{addresses.pages}",
        "port = 13493": f"port = {addresses.ups}",
        **(changes or {}),
    }
    for old, new in swaps.items():
        if old not in text:
            raise ValueError(f"{old!r} does not occur in {CONFIG.name}")
        text = text.replace(old, new)
    tomllib.loads(text)
    file = folder / "kiosk.toml"
    file.write_text(text, "utf-8")
    return file


class Hall:
    """Starts central, devices and core; a context that ends them. The window is brought by who uses it."""

    def __init__(
        self,
        folder: Path,
        changes: dict[str, str] | None = None,
        *,
        config: Path | None = None,
        addresses: Addresses | None = None,
    ) -> None:
        """Everything lives below `folder`/var. Without `config` one is written there, at free addresses."""
        self.folder = folder
        self.addresses = addresses or Addresses.free()
        self.config = config or write_config(folder, self.addresses, changes)
        self.processes = Processes(folder / "var" / "logs")
        self.dock = DockClient(f"http://127.0.0.1:{self.addresses.dock}")

    @property
    def ui_socket(self) -> Path:
        return self.state / "run" / "ui.sock"

    @property
    def state(self) -> Path:
        """The kiosk's state folder."""
        return self.folder / "var" / "kiosk"

    @property
    def temp(self) -> Path:
        """Where the kiosk's programs would put temporary files."""
        return self.folder / "var" / "tmp"

    @property
    def central_url(self) -> str:
        return f"https://127.0.0.1:{self.addresses.central}"

    @property
    def ca_file(self) -> Path:
        return self.folder / "var" / "demo" / "ca.pem"

    def start_central(self) -> None:
        var = self.folder / "var"
        if not (var / "demo" / "staff-pin").exists():
            pin_file.save(var / "demo" / "staff-pin", pin_file.made_from(STAFF_PIN))
        self.processes.start(
            "central",
            "central",
            *(
                "--state-dir",
                str(var / "central"),
                "--tls-dir",
                str(var / "demo"),
                "--port",
                str(self.addresses.central),
            ),
        )

    def desk(self) -> str:
        """Where staff and citizens go with a browser, and how staff sign in."""
        password = (self.folder / "var" / "demo" / PASSWORD_FILE).read_text().strip()
        return (
            f"The desk and the monitoring wall:  {self.central_url}/desk  (everybody's password: {password})\n"
            f"Citizens' pages:  {self.central_url}/track"
        )

    def start_devices(self) -> None:
        self.processes.start("simulate", "simulate", "--config", str(self.config))

    def start_core(self, *, window: bool = False, env: dict[str, str] | None = None) -> None:
        arguments = ("run", "--config", str(self.config), *(() if window else ("--no-window",)))
        self.temp.mkdir(parents=True, exist_ok=True)
        self.processes.start("kiosk", *arguments, env={"TMPDIR": str(self.temp), **(env or {})})

    def central_ready(self) -> bool:
        try:
            return requests.get(f"{self.central_url}/healthz", verify=str(self.ca_file), timeout=2).ok
        except (requests.RequestException, OSError):
            return False

    def application_at_central(self, number: str) -> bool:
        """Whether the central's staff find an application of that number."""
        try:
            return bool(number) and self.application(number)["number"] == number
        except requests.RequestException:
            return False

    def application(self, number: str) -> dict[str, Any]:
        """An application as the central's staff see it. Raises `requests.RequestException`."""
        return self.as_staff(f"/v1/applications/{number}")

    def drafts(self, ticket: str) -> list[dict[str, Any]]:
        """What lies ready for the desk under a ticket's number."""
        found: list[dict[str, Any]] = self.as_staff(f"/v1/drafts?ticket={ticket}")["drafts"]
        return found

    def items_at_central(self) -> list[str]:
        """The service of each of the newest applications there."""
        return [each["item"] for each in self.as_staff("/v1/applications?limit=100")["applications"]]

    def as_staff(self, path: str, method: str = "GET", **arguments: Any) -> dict[str, Any]:
        """The central's answer to staff. Raises `requests.RequestException`."""
        token = (self.folder / "var" / "demo" / "staff-token").read_text().strip()
        headers = {"Authorization": f"Bearer {token}", **arguments.pop("headers", {})}
        verify = str(self.ca_file)
        answer = requests.request(
            method, self.central_url + path, headers=headers, verify=verify, timeout=5, **arguments
        )
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def tidy(self) -> None:
        """Nobody before the kiosk, nothing on its devices, every cable in."""
        self.dock.leave()
        for device in self.dock.state()["devices"]:
            if device["lying"] is not None:
                self.dock.remove(device["id"])
            self.dock.fault(device["id"], "clear")

    def wait_ready(self) -> None:
        """Central and devices answer, core listens. Raises `NotStarted`."""
        self.processes.wait_until("central", self.central_ready, STARTS_S)
        self.processes.wait_until("simulate", lambda: '"dock"' in self.processes.output("simulate"), STARTS_S)

    def wait_core(self) -> None:
        self.processes.wait_until("kiosk", self.ui_socket.exists, STARTS_S)

    def __enter__(self) -> Self:
        try:
            self.start_central()
            self.start_devices()
            self.wait_ready()
            self.start_core()
            self.wait_core()
        except BaseException:
            self.processes.stop_all()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.processes.stop_all()
