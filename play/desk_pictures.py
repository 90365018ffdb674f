"""`script/pictures desk`: the README's pictures of the desk and the wall, of a hall's morning that was made up."""

from __future__ import annotations

import itertools
import random
import shutil
import socket
import tempfile
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from sqlalchemy import select

from central import demo_tls
from central.applications.intake import Intake, take_in
from central.citizen_id import is_valid
from central.demo_provider.server import DemoProvider
from central.desk.districts import sketch
from central.monitoring import heartbeat
from central.parts import Central
from central.seed import seed_people
from central.server import Server, build_app
from central.settings import ASSETS, Settings
from central.store.tables import Application, Comparison, Kiosk, KioskPlace, StaffDay
from central.workdays import local_date
from play.pictures import PICTURES, small

WIDTH = 640
SIZE = (1280, 720)
WITHIN_S = 20
DEVICES = (
    "camera",
    "document_camera",
    "chip_reader",
    "card_reader",
    "receipt_printer",
    "document_printer",
    "code_scanner",
    "contacts",
)
NAMES = ("韦美玲", "覃志刚", "蒙小燕", "陆建国", "农秀英", "黄伟", "梁丽华", "李冬梅", "张国强")
CLAIM = {
    "exit_reason": "agreed",
    "willing_to_work": "yes",
    "bank_account": "6200000000000000001",
    "phone": "13800000001",
}


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as (url, central, password):
        number, handler = _fill(central)
        driver = _browser()
        try:
            for name, member, path in (
                ("wall", "s-301", "/monitor"),
                ("application", handler, f"/desk/applications/{number}"),
                ("supervision", "s-201", "/desk/supervision"),
            ):
                _sign_in(driver, url, member, password)
                driver.get(url + path)
                taken = Path(folder) / f"{name}.png"
                driver.save_screenshot(str(taken))
                small(taken, PICTURES / f"{name}.png", WIDTH, colours=None)
        finally:
            driver.quit()


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, Central, str]]:
    tls, listening = demo_tls.ensure(folder), socket.create_server(("127.0.0.1", 0))
    url = f"https://127.0.0.1:{listening.getsockname()[1]}"
    staff = tomllib.loads((ASSETS / "staff.toml").read_text(encoding="utf-8"))["staff"]
    provider = DemoProvider(url, folder, staff, tls.ca)
    settings = Settings(
        database_url=f"sqlite:///{folder / 'central.db'}",
        state_dir=folder / "state",
        enrolment_code_file=folder / "code",
        staff_token_file=folder / "token",
        oidc=provider.oidc,
        demo_provider=provider,
    )
    app, ready = build_app(settings), threading.Event()
    server = Server(app, tls_cert=tls.certificate, tls_key=tls.key, on_ready=lambda _: ready.set())
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        ready.wait(WITHIN_S)
        yield url, app.state.central, provider.password
    finally:
        server.should_exit = True
        thread.join()
        app.state.central.database.dispose()


def _fill(central: Central) -> tuple[str, str]:
    """A city's kiosks, claims and two weeks of work. A claim that waits for its review, and who has it."""
    draw, now = random.Random(7), central.now()  # noqa: S311  what is drawn is no secret
    for district in sketch().districts:
        for number in range(draw.randint(1, 6)):
            _kiosk(central, f"nn-{district.code[-3:]}-{number + 1:02}", district, draw, now)
    everybody = [_jobless(number, name) for number, name in enumerate(NAMES)]
    seed_people(central.database, everybody)
    service = central.catalogue.services["UNE-001"]
    with central.database.begin() as transaction:
        for person in everybody:
            intake = Intake(
                service=service,
                id_number=person["id_number"],
                name=person["name"],
                form=dict(CLAIM),
                assurance={"level": "L3", "claimed": "L3", "session": None, "reasons": []},
                channel="kiosk",
                sender="kiosk:nn-103-01",
                language="zh",
                committed_at=now,
                received_at=now,
            )
            take_in(transaction, intake, central.parameters, central.calendar)
        rules = [code for code, agreed in central.contracts.rules.items() if service.item.code in agreed.rule.items]
        claims = list(transaction.scalars(select(Application.number)))
        for claim, rule in itertools.product(claims, rules[:4]):
            transaction.add(_agrees(claim, rule, now))
        waiting = list(transaction.scalars(select(Application).where(Application.handler.is_not(None))))
        waiting[0].due_on = local_date(now) - timedelta(days=1)
        waiting[1].due_on = local_date(now) + timedelta(days=1)
        for ago in range(1, 14):
            for member in ("s-101", "s-102", "s-103"):
                day = local_date(now) - timedelta(days=ago)
                transaction.add(StaffDay(staff_id=member, day=day, minutes=draw.randint(210, 290), items=20))
        return waiting[-1].number, str(waiting[-1].handler)


def _agrees(number: str, rule: str, now: datetime) -> Comparison:
    return Comparison(
        purpose=number,
        rule=rule,
        version=1,
        outcome="agrees",
        reason="",
        unmet=[],
        taken={},
        compared_at=now,
        answered_at=now,
        cached=False,
    )


def _jobless(number: int, name: str) -> dict[str, Any]:
    """Somebody made up who may claim unemployment benefit."""
    first = f"45010319850101{number:03}"
    employment = {
        "employer": "样例公司",
        "exit_date": "2026-10-31",
        "exit_reason": "用人单位提出,协商一致解除劳动合同",
        "involuntary": True,
        "contribution_months": 60 + 7 * number,
    }
    account = {"bank_account": CLAIM["bank_account"], "phone": CLAIM["phone"]}
    return {
        "id_number": next(first + check for check in "0123456789X" if is_valid(first + check)),
        "name": name,
        "sex": "男" if number % 2 else "女",
        "birth_date": "19850101",
        "records": {**account, "employment": employment, "unemployment": {"registered": False}},
    }


def _kiosk(central: Central, name: str, district: Any, draw: random.Random, now: datetime) -> None:
    broken = draw.choice(DEVICES) if draw.random() < 0.12 else ""
    paper = draw.randint(10, 400)
    content = {
        "version": "1.0.0",
        "mode": "simulation",
        "service": "open",
        "service_reason": "",
        "visiting": draw.random() < 0.3,
        "interval_s": 600,
        "day": local_date(now).isoformat(),
        "visits": {"finished": draw.randint(8, 40), "left": draw.randint(0, 4)},
        "prints": {},
        "devices": [
            {
                "id": each,
                "class": each,
                "state": "hardwareError" if each == broken else "online",
                "reason": "no_answer" if each == broken else "ok",
                "since": None,
                "details": {},
            }
            for each in DEVICES
        ],
        "consumables": [
            {
                "device": "receipt_printer",
                "kind": "receipt_paper",
                "state": "low" if paper < 50 else "ok",
                "left": paper,
                "unit": "slips",
                "days_left": None,
            }
        ],
        "outbox": {"waiting": 0, "refused": 0, "oldest_s": None},
        "kept": [],
        "message": None,
    }
    with central.database.begin() as transaction:
        transaction.add(Kiosk(id=name, signing_key=draw.randbytes(32), enrolled_at=now))
        transaction.flush()
        zh, en = f"{district.name.zh}社保大厅", f"{district.name.en} hall"
        place = {"hall_zh": zh, "hall_en": en, "district": district.code, "set_at": now, "set_by": "staff:s-901"}
        transaction.add(KioskPlace(kiosk_id=name, **place))
    for number in range(3):  # an alert needs three in a row
        beat = heartbeat.Beat(
            kiosk_id=name, content=content, sent_at=now, started_at=now, key=f"{name}-{number}", fingerprint=""
        )
        with central.database.begin() as transaction:
            heartbeat.take(transaction, beat, now)
            heartbeat.finish(transaction, name, {})


def _browser() -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    options.add_argument("--ignore-certificate-errors")
    options.add_experimental_option("prefs", {"intl.accept_languages": "zh-CN"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or "chromedriver"))
    beside = driver.execute_script("return [outerWidth - innerWidth, outerHeight - innerHeight]")
    driver.set_window_size(SIZE[0] + beside[0], SIZE[1] + beside[1])
    return driver


def _sign_in(driver: webdriver.Chrome, url: str, member: str, password: str) -> None:
    driver.delete_all_cookies()
    driver.get(f"{url}/desk/sign-in")
    driver.find_element(By.CSS_SELECTOR, f'input[value="{member}"]').click()
    driver.find_element(By.ID, "password").send_keys(password)
    driver.find_element(By.CSS_SELECTOR, "button.primary").click()
    WebDriverWait(driver, WITHIN_S).until(lambda seen: seen.find_elements(By.CSS_SELECTOR, 'form[action$="/sign-out"]'))


if __name__ == "__main__":
    main()
