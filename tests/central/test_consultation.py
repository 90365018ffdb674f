"""Consultation: quotes only, declines and says whom to ask, keeps no personal number; a lying endpoint is refused."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests
from kiosk_client import KioskClient
from running_central import Running
from sqlalchemy import select

from bench.consultation import QUESTIONS, asked
from central.consultation import guides
from central.consultation.claims import added
from central.consultation.finding import LANGUAGES, LEAST_SURE, Finder
from central.consultation.masking import masked
from central.consultation.rephrasing import Rephraser
from central.settings import ASSETS
from central.store.tables import Consultation, IdempotencyAnswer

HELD = guides.load(ASSETS / "guides")


def ask(kiosk: KioskClient, question: str, language: str = "zh", key: str = "") -> requests.Response:
    headers = {"Idempotency-Key": key or uuid.uuid4().hex}
    return kiosk.post("/v1/consultations", {"question": question, "language": language}, headers=headers)


def test_enough_is_written_down_and_every_passage_names_its_source() -> None:
    assert len(HELD.passages) >= 60
    assert len(HELD.document.guides) >= 12
    for passage in HELD.passages:
        assert HELD.cited(passage).zh.startswith(HELD.source(passage).name.zh)


def test_a_changed_sentence_changes_the_version(tmp_path: Path) -> None:
    for file in (ASSETS / "guides").glob("*.toml"):
        content = file.read_text("utf-8")
        (tmp_path / file.name).write_text(content.replace("不收取任何费用", "不收费"), "utf-8")
    assert guides.load(tmp_path).etag != HELD.etag
    (tmp_path / "pension.toml").write_text('topic = "x"\n', "utf-8")
    with pytest.raises(ValueError, match="passage"):
        guides.load(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_the_development_questions_one_answer_in_ten_is_wrong_at_most(language: str) -> None:
    questions = [each for each in asked(QUESTIONS / "development.tsv", Finder(HELD)) if each.language == language]
    answered = [each for each in questions if each.found and each.sure >= LEAST_SURE[each.language]]
    assert len(answered) >= len(questions) // 2
    assert sum(not each.right for each in answered) <= len(answered) / 10


def test_what_is_answered_stands_in_the_guide_word_for_word(kiosk: KioskClient) -> None:
    answer = ask(kiosk, "主动离职可以领失业保险吗")
    assert answer.status_code == 201, answer.text
    quote = answer.json()["quote"]
    passage = HELD.passage(quote["passage"])
    assert passage is not None
    assert quote["sentences"] == {"zh": passage.text.zh, "en": passage.text.en}
    assert quote["source"]["zh"] == "《社会保险法》第45条"
    assert quote["since"] == "2011-07-01"
    assert quote["item"] == "UNE-001"


@pytest.mark.parametrize(
    ("question", "language", "whom"),
    [("怎么考驾照", "zh", "公安交警"), ("qwxyz", "en", "12333"), ("我想问个事情", "zh", "12333")],
)
def test_what_is_not_in_the_guides_is_declined_with_whom_to_ask(
    kiosk: KioskClient, question: str, language: str, whom: str
) -> None:
    answer = ask(kiosk, question, language).json()
    assert answer["quote"] is None
    assert whom in answer["ask"]["zh"]


def test_a_repeat_is_one_consultation(central: Running, kiosk: KioskClient) -> None:
    key = uuid.uuid4().hex
    first, second = ask(kiosk, "社保卡密码锁住了", key=key), ask(kiosk, "社保卡密码锁住了", key=key)
    assert first.json() == second.json()
    assert ask(kiosk, "退休工资怎么算", key=key).json()["type"] == "/problems/idempotency-key-reused"
    without = kiosk.post("/v1/consultations", {"question": "退休", "language": "zh"})
    assert without.json()["type"] == "/problems/idempotency-key-missing"


def test_personal_numbers_are_masked_before_anything_is_kept(
    central: Running, kiosk: KioskClient, capfd: pytest.CaptureFixture[str]
) -> None:
    canaries = ["450103198001010014", "13900001234", "６２１７００３３２０００１２３４", "A12345678", "李四喜"]
    question = (
        f"我叫{canaries[4]}，身份证{canaries[0]}，电话 139-0000-1234，卡号{canaries[2]}，社保卡{canaries[3]}，怎么补卡"
    )
    number = ask(kiosk, question).json()["number"]
    with central.central.database.begin() as transaction:
        kept = transaction.scalars(select(Consultation).where(Consultation.number == number)).one()
        answers = transaction.scalars(select(IdempotencyAnswer)).all()
    held = kept.question + json.dumps([answer.body for answer in answers], ensure_ascii=False)
    out = capfd.readouterr()
    for canary in (*canaries, "13900001234", "139-0000-1234", "6217003320001234"):
        assert canary not in held
        assert canary not in out.out + out.err
    assert "怎么补卡" in kept.question
    assert "怎么补卡" not in out.out + out.err


@pytest.mark.parametrize(
    "number",
    ["一三八零零零零一二三四", "1 3 8 0 0 0 0 1 2 3 4", "45010319800101001X", "91450100MA5KXXXX0Y", "a.b@example.com"],
)
def test_masking(number: str) -> None:
    said = masked(f"号码是{number}，缴了15年，2025年退休")
    assert number not in said
    assert "***" in said
    assert "缴了15年" in said


def test_staff_ask_too_and_read_only_their_own(central: Running, kiosk: KioskClient) -> None:
    body = {"question": "how much money is the unemployment benefit", "language": "en"}
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    answer = central.staff("POST", "/v1/staff/consultations", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    assert answer.json()["quote"]["reference"] is True
    number = answer.json()["number"]
    assert kiosk.get(f"/v1/consultations/{number}/plain").status_code == 404
    plain = central.staff("GET", f"/v1/staff/consultations/{number}/plain").json()
    assert plain == {"plain": None, "refused": "off"}


def test_the_guides_are_published_with_an_etag(central: Running) -> None:
    first = requests.get(f"{central.url}/v1/guides", timeout=10)
    assert first.json()["version"] == HELD.version
    again = requests.get(f"{central.url}/v1/guides", headers={"If-None-Match": first.headers["ETag"]}, timeout=10)
    assert again.status_code == 304


TWELVE = "缴费满一年不足五年的，最长领十二个月。依据第四十六条。"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("缴费满1年不到5年，最多领12个月。", None),
        ("缴费满一年不足五年，最长领十八个月。", "number"),
        ("缴费满一年不足五年，最长领十二年。", "number"),
        ("最长领十二个月，见第四十七条。", "number"),
        ("最长领十二个月，2026年起。", "number"),
        ("最长领十二个月，见《失业保险条例》。", "title"),
        ("最长领十二个月，详见 https://example.com", "address"),
        ("最长能领十二个月，请找 Zhang。", "foreign"),
        ("最长领十二个月。" * 9, "length"),
        ("缴满一年的可以领。", "negation"),
        ("", "length"),
    ],
)
def test_what_a_rephrased_text_may_not_add(said: str, kind: str | None) -> None:
    found = added(said, TWELVE)
    assert (kind in found) if kind else not found


@pytest.mark.parametrize(
    "said", ["within five days", "within 10 days", "within twelve months", "no fee, 10 working days"]
)
def test_english_numbers_and_units_count(said: str) -> None:
    assert added(said, "The claim takes at most 10 working days.")
    assert not added("It takes ten working days at most.", "The claim takes at most 10 working days.")


@contextmanager
def endpoint(answer: str, status: int = 200) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """An endpoint of the OpenAI kind that always says the same."""
    heard: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            body = json.dumps({"choices": [{"message": {"role": "assistant", "content": answer}}]}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("says", "status", "refused"),
    [
        ("自己不想干、主动辞职的，不符合领取条件；要不是自己愿意丢的工作才行。", 200, None),
        ("自己辞职的不行，但交 500 元就能领。", 200, "added-number"),
        ("自己辞职的不行，见第九十九条。", 200, "added-number"),
        ("自己辞职也可以领取。", 200, "added-negation"),
        ("自己辞职的不行。", 500, "unreachable"),
    ],
)
def test_a_lying_model_is_refused(start: Any, says: str, status: int, refused: str | None) -> None:
    with endpoint(says, status) as (url, heard):
        kiosk = start(rephraser=Rephraser(url, "any")).kiosk()
        number = ask(kiosk, "我叫王五，主动离职可以领失业保险吗").json()["number"]
        assert not heard, "asked before anybody wanted it"
        plain = kiosk.get(f"/v1/consultations/{number}/plain").json()
    assert plain == {"plain": None if refused else says, "refused": refused}
    passage = HELD.passage("une-voluntary")
    assert passage is not None
    assert heard[0]["messages"][1]["content"] == passage.text.zh
    assert "王五" not in json.dumps(heard, ensure_ascii=False)


def test_an_endpoint_out_of_reach_leaves_the_quote(start: Any) -> None:
    kiosk = start(rephraser=Rephraser("http://127.0.0.1:9/v1", "any")).kiosk()
    answer = ask(kiosk, "主动离职可以领失业保险吗").json()
    assert answer["quote"]
    plain = kiosk.get(f"/v1/consultations/{answer['number']}/plain").json()
    assert plain == {"plain": None, "refused": "unreachable"}
