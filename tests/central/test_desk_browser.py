"""The desk, the wall and the citizens' page in a real Chromium. All in one process: a browser is heavy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from central_people import CLAIM, jobless
from kiosk_client import KioskClient
from monitored_kiosk import DOOR, PRINTER, beat, device
from running_desk import RunningDesk, serving_desk
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.xdist_group("browser")
WITHIN_S = 20
PAID_OUT = ("等待发放", "已发放", "已办结")
"""After approval: the simulated bank may have paid by the time that somebody looks."""


class Chromium:
    """A browser as somebody uses it: what is looked for is waited for."""

    def __init__(self, desk: RunningDesk) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or "chromium"
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
            options.add_argument(argument)
        options.add_argument("--window-size=1280,863")
        options.add_argument("--ignore-certificate-errors")
        options.add_experimental_option("prefs", {"intl.accept_languages": "zh-CN"})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = shutil.which("chromedriver")
        assert driver, "chromedriver is not installed: script/setup farends"
        self.driver = webdriver.Chrome(options=options, service=Service(driver))
        self.desk = desk

    def open(self, path: str) -> None:
        self.driver.get(self.desk.url + path)

    def see(self, selector: str, holds: Callable[[WebElement], bool] = lambda _: True) -> WebElement:
        def found(driver: Any) -> WebElement | None:
            return next((each for each in driver.find_elements(By.CSS_SELECTOR, selector) if holds(each)), None)

        said = f"no {selector} on {self.driver.current_url}"
        return WebDriverWait(self.driver, WITHIN_S, ignored_exceptions=[Exception]).until(found, said)

    def press(self, selector: str) -> None:
        self.see(selector).click()

    def fill(self, selector: str, text: str) -> None:
        self.see(selector).send_keys(text)

    def keys(self, *keys: str) -> None:
        action = webdriver.ActionChains(self.driver)
        for key in keys:
            action = action.send_keys(key)
        action.perform()

    def focused(self) -> WebElement:
        return self.driver.switch_to.active_element

    def tab_to(self, holds: Callable[[WebElement], bool], most: int = 40) -> WebElement:
        """Go by the keyboard alone to an element for which this holds."""
        for _ in range(most):
            self.keys(Keys.TAB)
            if holds(self.focused()):
                return self.focused()
        raise AssertionError("the keyboard does not get there")

    def sign_in(self, member: str, path: str = "/desk") -> None:
        self.driver.delete_all_cookies()
        self.open(f"/desk/sign-in?next={path}")
        self.press(f'input[value="{member}"]')
        self.fill("#password", self.desk.password)
        self.press("button.primary")

    def text(self) -> str:
        return self.see("main").text

    def refused_by_policy(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser") if "Content Security" in entry["message"]]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with serving_desk(tmp_path_factory.mktemp("desk")) as running:
        yield running


@pytest.fixture(scope="module")
def browser(desk: RunningDesk) -> Iterator[Chromium]:
    made = Chromium(desk)
    yield made
    made.driver.quit()


@pytest.fixture(scope="module")
def kiosk(desk: RunningDesk) -> KioskClient:
    return desk.kiosk("nn-qx-01")


def claimed(desk: RunningDesk, kiosk: KioskClient, serial: int) -> dict[str, Any]:
    """An application that a kiosk sent, and who has it."""
    someone = jobless(serial)
    desk.seed(someone)
    session = kiosk.raise_to_l3(someone["id_number"], someone["name"])
    answer = kiosk.submit(kiosk.content("UNE-001", someone["id_number"], someone["name"], CLAIM, session, "L3"))
    assert answer.status_code == 201, answer.text
    number = answer.json()["application_number"]
    held = desk.staff("GET", f"/v1/applications/{number}", verify=desk.ca).json()
    return {"number": number, "reference": answer.json()["reference"], "handler": held["handler"]}


def track(browser: Chromium, claim: dict[str, Any]) -> str:
    browser.open("/track")
    browser.fill("#number", claim["number"])
    browser.fill("#reference", claim["reference"])
    browser.press("main form button")
    return browser.see("#state").text


def test_a_claim_from_a_kiosk_is_decided_at_the_desk_and_tracked_by_its_applicant(
    desk: RunningDesk, browser: Chromium, kiosk: KioskClient
) -> None:
    claim = claimed(desk, kiosk, 101)
    assert track(browser, claim) == "等待审核"
    browser.sign_in(claim["handler"])
    browser.press(f'a[href="/desk/applications/{claim["number"]}"]')
    browser.press('form[action$="/open"] button')
    browser.press('form[action$="/approve"] button')
    assert browser.see("#state", lambda each: each.text in PAID_OUT)
    assert track(browser, claim) in PAID_OUT
    assert "审核通过：最长可领" in browser.text()
    assert browser.refused_by_policy() == []


def test_a_claim_is_decided_with_the_keyboard_alone(desk: RunningDesk, browser: Chromium, kiosk: KioskClient) -> None:
    claim = claimed(desk, kiosk, 102)
    browser.driver.delete_all_cookies()
    browser.open("/desk")
    browser.tab_to(lambda each: "登录" in each.text)
    browser.keys(Keys.ENTER)
    assert browser.see("#password", lambda each: each == browser.focused()), "the password is where one begins"
    browser.keys(desk.password)
    webdriver.ActionChains(browser.driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
    for _ in range(20):
        if browser.focused().get_attribute("value") == claim["handler"]:
            break
        browser.keys(Keys.ARROW_DOWN)
    browser.keys(Keys.ENTER)
    browser.see("#rows")
    browser.tab_to(lambda each: each.text == claim["number"])
    browser.keys(Keys.ENTER)
    browser.see("#actions")
    browser.tab_to(lambda each: each.text == "开始审核")
    browser.keys(Keys.ENTER)
    browser.see('form[action$="/reject"]')
    browser.tab_to(lambda each: each.tag_name == "summary" and each.text == "不通过")
    browser.keys(Keys.ENTER)
    ticked = browser.tab_to(lambda each: each.get_attribute("name") == "reason.voluntary")
    browser.keys(Keys.SPACE)
    assert ticked.is_selected()
    browser.tab_to(lambda each: each.tag_name == "button" and each.text == "不通过")
    browser.keys(Keys.ENTER)
    assert browser.see("#state", lambda each: each.text == "审核未通过")
    assert "非本人意愿" in browser.text()


def test_the_wall_shows_a_kiosk_come_and_lose_a_device_live(desk: RunningDesk, browser: Chromium) -> None:
    browser.sign_in("s-301", "/monitor")
    browser.see("#wall")
    kiosk = desk.kiosk("nn-wall-01")
    camera = device("camera", "camera")
    assert beat(kiosk, devices=[PRINTER, DOOR, camera]).status_code == 200
    row = '#row-nn-wall-01[data-standing="{}"]'
    browser.see(row.format("works"))
    lost = device("camera", "camera", "offline", "no_answer")
    for _ in range(3):
        assert beat(kiosk, devices=[PRINTER, DOOR, lost]).status_code == 200
    browser.see(row.format("trouble"))
    assert browser.see("#alerts", lambda each: "设备失联或故障" in each.text)
    assert browser.refused_by_policy() == []


def test_a_command_goes_out_from_the_wall(desk: RunningDesk, browser: Chromium) -> None:
    kiosk = desk.kiosk("nn-wall-02")
    assert beat(kiosk).status_code == 200
    browser.sign_in("s-301", "/monitor/kiosks/nn-wall-02")
    browser.press('form:has(input[value="out_of_service"]) button')
    assert browser.see("#commands", lambda each: "等终端来取" in each.text)
    assert [each["kind"] for each in beat(kiosk).json()["commands"]] == ["out_of_service"]


def test_a_page_is_read_in_english_as_well(browser: Chromium) -> None:
    browser.driver.delete_all_cookies()
    browser.open("/track")
    browser.press('a[href^="/language/en"]')
    assert browser.see("h1", lambda each: each.text == "Track an application")
    assert browser.driver.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
