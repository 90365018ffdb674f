"""The kiosk's heart against the real central: it tells how it is, obeys once and between visits, and survives."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from monitored_kiosk import heartbeat
from running_central import Running

from devices.check import CheckResult, Level, Verdict
from devices.model import DeviceClass, Health, OperatorAction
from kiosk.audit.log import FIELDS
from kiosk.central.client import CentralClient
from kiosk.central.types import Command
from kiosk.day.orders import Announcement, Orders
from kiosk.diagnostics.board import Seen
from kiosk.heartbeat import state
from kiosk.heartbeat.heart import Heart
from kiosk.heartbeat.obeying import Obeying

UNTIL = "2099-01-01T00:00:00+08:00"


class Quick:
    """The real clock, a hundred times as fast where it waits."""

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / 100)


@dataclass
class FakeKiosk:
    """What the heart asks of core and diagnostics."""

    folder: Path
    central: Running
    kiosk_id: str = field(default_factory=lambda: f"nn-heart-{uuid.uuid4().hex[:8]}")
    restarts: int = 0
    devices: list[dict[str, Any]] = field(default_factory=lambda: heartbeat()["devices"])
    free: asyncio.Event = field(default_factory=asyncio.Event)
    change: asyncio.Event = field(default_factory=asyncio.Event)
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    checked: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def pause(self, hold: bool) -> AsyncIterator[None]:
        await self.free.wait()
        yield

    def restart(self) -> None:
        self.restarts += 1

    async def note(self, _event: str, _disposition: str, **fields: object) -> bool:
        assert fields.keys() <= FIELDS
        return True

    def names(self) -> tuple[str, ...]:
        return ("receipt",)

    async def check(self, device: str) -> CheckResult:
        self.checked.append(device)
        printer = DeviceClass.RECEIPT_PRINTER
        return CheckResult(
            *(device, printer, Level.INTERNAL, Verdict.FAILED, Health.OFFLINE, "no_answer"),
            *(OperatorAction.MAINTENANCE, "没有应答", "No answer", 3.0),
        )

    async def state(self) -> Mapping[str, Any]:
        return heartbeat(devices=self.devices)

    async def changed(self) -> None:
        await self.change.wait()
        self.change.clear()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Orders]:
        """From its start to its end; its state folder stays."""
        code = self.folder / "kiosk-code"
        code.write_text("TEST-CODE-0001")
        client = CentralClient(
            url=self.central.url,
            ca_file=self.folder / "none",
            kiosk_id=self.kiosk_id,
            key=self.key,
            state_dir=self.folder / self.kiosk_id,
            enrolment_code_file=code,
        )
        orders = Orders(self.folder / self.kiosk_id / "orders.json", Quick())
        obeying = Obeying(orders, cast(Any, self), self.pause, self.restart, self)
        heart = Heart(client, Quick(), 30.0, self.state, self.changed, orders, obeying)
        task = asyncio.create_task(heart.run())
        try:
            yield orders
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            client.close()

    async def staff(self, method: str, path: str, **arguments: Any) -> Any:
        return await asyncio.to_thread(self.central.staff, method, f"/v1/kiosks/{self.kiosk_id}{path}", **arguments)

    async def order(self, **command: Any) -> str:
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        answer = await self.staff("POST", "/commands", json={"command": command}, headers=headers)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def ended(self, number: str) -> dict[str, Any]:
        async def over() -> dict[str, Any] | None:
            found = (await self.staff("GET", f"/commands/{number}")).json()
            return found if found["ended_at"] else None

        return await until(over)


async def until(ask: Callable[[], Awaitable[Any]], seconds: float = 20) -> Any:
    async with asyncio.timeout(seconds):
        while not (found := await ask()):  # noqa: ASYNC110  another process changes it
            await asyncio.sleep(0.02)
    return found


@pytest.fixture
async def kiosk(central: Running, tmp_path: Path) -> FakeKiosk:
    fake = FakeKiosk(tmp_path, central)
    fake.free.set()
    return fake


async def in_touch(kiosk: FakeKiosk) -> dict[str, Any] | None:
    seen = (await kiosk.staff("GET", "")).json()
    return seen if seen.get("contact") == "in_touch" else None


async def test_it_beats_and_says_at_once_what_changed(kiosk: FakeKiosk) -> None:
    async with kiosk.running():
        await until(lambda: in_touch(kiosk))
        kiosk.devices = [{**kiosk.devices[0], "state": "offline", "reason": "no_answer"}]
        kiosk.change.set()

        async def told() -> bool:
            seen = await in_touch(kiosk)
            return seen is not None and [each["state"] for each in seen["devices"]] == ["offline"]

        await until(told)


async def test_orders_are_done_once_and_outlast_a_restart(kiosk: FakeKiosk) -> None:
    async with kiosk.running() as orders:
        await until(lambda: in_touch(kiosk))
        out = await kiosk.order(kind="out_of_service")
        said = await kiosk.order(kind="message", zh="下午停电", en="No power", until=UNTIL)
        checked = await kiosk.order(kind="diagnostics")
        assert (await kiosk.ended(out))["state"] == "done"
        assert (await kiosk.ended(said))["state"] == "done"
        report = (await kiosk.ended(checked))["result"]["report"]
        assert [(each["device"], each["verdict"]) for each in report["devices"]] == [("receipt", "failed")]
        assert kiosk.checked == ["receipt"]
        assert orders.withdrawn
        restart = await kiosk.order(kind="restart")
        await until(lambda: _true(kiosk.restarts == 1))
    async with kiosk.running() as orders:
        assert (await kiosk.ended(restart))["state"] == "done"
        assert kiosk.restarts == 1
        assert orders.withdrawn
        assert orders.announcement is not None
        assert orders.announcement.zh == "下午停电"
        back = await kiosk.order(kind="in_service")
        await kiosk.ended(back)
        assert not orders.withdrawn


async def test_orders_wait_for_the_visits_end(kiosk: FakeKiosk) -> None:
    kiosk.free.clear()
    async with kiosk.running() as orders:
        await until(lambda: in_touch(kiosk))
        out = await kiosk.order(kind="out_of_service")

        async def fetched() -> bool:
            return bool((await kiosk.staff("GET", f"/commands/{out}")).json()["state"] == "fetched")

        await until(fetched)
        assert not orders.withdrawn
        kiosk.free.set()
        assert (await kiosk.ended(out))["state"] == "done"


async def test_a_result_is_told_when_the_central_is_back(start: Callable[..., Running], tmp_path: Path) -> None:
    kiosk = FakeKiosk(tmp_path, start())
    kiosk.free.set()
    async with kiosk.running():
        await until(lambda: in_touch(kiosk))
    number = await kiosk.order(kind="out_of_service")
    orders = Orders(tmp_path / kiosk.kiosk_id / "orders.json", Quick())
    away = CentralClient(
        url="http://127.0.0.1:9", ca_file=tmp_path, kiosk_id=kiosk.kiosk_id, key=kiosk.key, state_dir=tmp_path
    )
    obeying = Obeying(orders, cast(Any, kiosk), kiosk.pause, kiosk.restart, kiosk)
    await obeying.obey(Command(id=number, kind="out_of_service"))
    heart = Heart(away, Quick(), 30.0, kiosk.state, kiosk.changed, orders, obeying)
    await heart._beat()
    away.close()
    assert len(orders.untold) == 1

    async with kiosk.running():
        assert (await kiosk.ended(number))["state"] == "done"


async def test_what_cannot_be_done_is_refused(tmp_path: Path) -> None:
    fake = FakeKiosk(tmp_path, cast(Any, None))
    fake.free.set()
    orders = Orders(tmp_path / "orders.json", Quick())
    obeying = Obeying(orders, cast(Any, fake), fake.pause, fake.restart, fake)
    for number, (kind, arguments) in enumerate(
        [
            ("dance", {}),
            ("message", {"zh": "无", "en": "none"}),
            ("message", {"zh": "", "en": "", "until": "2026-01-01"}),
        ]
    ):
        await obeying.obey(Command(id=str(number), kind=kind, arguments=arguments))
    assert [(each.outcome, each.reason) for each in orders.untold] == [
        ("refused", "unknown_command"),
        ("refused", "malformed"),
        ("refused", "malformed"),
    ]


def test_an_announcement_ends_by_itself(tmp_path: Path) -> None:
    orders = Orders(tmp_path / "orders.json", Quick())
    orders.announce(Announcement(command="1", zh="旧", en="old", until="2026-01-01T00:00:00+08:00"))
    assert orders.announcement is None


def test_a_device_tells_no_more_than_its_class_has() -> None:
    seen = Seen(
        "card",
        DeviceClass.CARD_READER,
        Health.ONLINE,
        "ok",
        OperatorAction.RESET,
        detail={"card": "inside", "name": "韦志强", "id_number": "450103198307150017"},
    )
    assert state.device(seen)["details"] == {"card": "inside"}


async def _true(value: bool) -> bool:
    return value
