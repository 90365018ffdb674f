"""The client against a real server: typed answers, problems, time limits, what is kept between runs."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from kiosk_side import QuickClock, client, item
from small_central import CODE, KIOSK, TEXT, SmallCentral, as_json, certificate, declining, problem, serving

from kiosk.central.http import Http, Limits
from kiosk.central.types import Comparison, Evidence, FaceEvidence, Problem, SessionRequest, Unreachable

SESSION = {"session": "s/1", "known": True, "name_matches": True, "expires_at": "2026-11-23T10:00:00Z", "later": 1}
PERSON = {"known": {"phone": {"value": "13977112233", "masked": "139****2233", "source": TEXT}}}
APPLICATION = {
    "number": "4501-7",
    "item": "CRD-006",
    "name": TEXT,
    "state": "APPROVED",
    "state_text": TEXT,
    "submitted_at": "2026-11-23T09:00:00Z",
    "timeline": [{"text": TEXT, "when": None, "state": "now"}],
}


async def test_a_visits_calls(central: SmallCentral, tmp_path: Path) -> None:
    central.replies = {
        ("POST", "/v1/sessions"): as_json(201, SESSION),
        ("GET", "/v1/sessions/s%2F1/reference-photo"): (200, {"Content-Type": "image/jpeg"}, b"\xff\xd8jpeg"),
        ("POST", "/v1/sessions/s%2F1/assurance"): as_json(200, {"level": "L2"}),
        ("GET", "/v1/sessions/s%2F1/person"): as_json(200, PERSON),
        ("GET", "/v1/sessions/s%2F1/applications"): as_json(200, {"applications": [APPLICATION]}),
    }
    kiosk = client(central, tmp_path / "state")
    session = await kiosk.open_session(SessionRequest(id_number="45", name="韦", document="chip"))
    assert session.known
    assert await kiosk.reference_photo(session.session) == b"\xff\xd8jpeg"
    face = FaceEvidence(live=True, threshold=0.5, document=Comparison(distance=0.3, match=True))
    assert await kiosk.assure(session.session, Evidence(document="chip", face=face)) == "L2"
    known = await kiosk.person(session.session)
    assert known["phone"].masked == "139****2233"
    (application,) = await kiosk.applications(session.session)
    assert application.timeline[0].state == "now"
    assert "139" not in repr(known) + repr(application)
    kiosk.close()
    sent = {call.path.rsplit("/", 1)[1]: call.body for call in central.calls if call.method == "POST"}
    assert sent["sessions"] == {
        "id_number": "45",
        "name": "韦",
        "document": "chip",
        "document_fields": {},
        "channel": "kiosk",
    }
    assert sent["assurance"] == {
        "document": "chip",
        "face": {"live": True, "threshold": 0.5, "document": {"distance": 0.3, "match": True}, "reference": None},
    }


async def test_no_reference_photo_is_an_answer(central: SmallCentral, tmp_path: Path) -> None:
    kiosk = client(central, tmp_path / "state")
    assert await kiosk.reference_photo("s") is None
    assert await kiosk.find_submission("KNONE") is None
    kiosk.close()


async def test_enrols_once_and_again_where_the_central_forgot(central: SmallCentral, tmp_path: Path) -> None:
    for _ in range(2):
        kiosk = client(central, tmp_path / "state")
        await kiosk.catalogue()
        await kiosk.seal_key()
        kiosk.close()
    enrolments = [call for call in central.calls if call.path == "/v1/kiosks/enrol"]
    assert [call.body["kiosk_id"] for call in enrolments] == [KIOSK]
    assert enrolments[0].body["enrolment_code"] == CODE
    assert "authorization" not in enrolments[0].headers
    central.enrolled.clear()
    kiosk = client(central, tmp_path / "state")
    assert (await kiosk.catalogue()).fresh
    kiosk.close()


async def test_a_wrong_enrolment_code_is_a_problem(central: SmallCentral, tmp_path: Path) -> None:
    kiosk = client(central, tmp_path / "state")
    (tmp_path / "state" / "code").write_text("wrong")
    with pytest.raises(Problem, match="enrolment-refused"):
        await kiosk.enrol()
    kiosk.close()


async def test_every_call_has_a_token_of_its_own(central: SmallCentral, tmp_path: Path) -> None:
    kiosk = client(central, tmp_path / "state")
    await kiosk.seal_key()
    await kiosk.seal_key()
    kiosk.close()
    tokens = [call.headers["authorization"] for call in central.calls if call.path == "/v1/seal-key"]
    assert len(set(tokens)) == 2


async def test_a_problem_in_both_languages(central: SmallCentral, tmp_path: Path) -> None:
    central.replies = {("GET", "/v1/sessions/s/person"): problem(403, "assurance-too-low")}
    kiosk = client(central, tmp_path / "state")
    with pytest.raises(Problem) as caught:
        await kiosk.person("s")
    kiosk.close()
    assert (caught.value.status, caught.value.type) == (403, "/problems/assurance-too-low")
    assert (caught.value.title.zh, caught.value.title.en) == ("不行", "assurance-too-low")
    assert str(caught.value) == "403 /problems/assurance-too-low"


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"known": {"phone": 3}}', b"[1]"])
async def test_an_answer_that_is_not_understood(central: SmallCentral, tmp_path: Path, body: bytes) -> None:
    central.replies = {("GET", "/v1/sessions/s/person"): (200, {}, body), ("GET", "/v1/x"): (502, {}, body)}
    kiosk = client(central, tmp_path / "state")
    with pytest.raises(Unreachable, match="not understood"):
        await kiosk.person("s")
    kiosk.close()


async def test_the_catalogue_is_asked_for_by_its_tag_and_kept(central: SmallCentral, tmp_path: Path) -> None:
    clock = QuickClock()
    kiosk = client(central, tmp_path / "state", clock)
    assert kiosk.kept_catalogue() is None
    first = await kiosk.catalogue()
    assert first.fresh
    assert first.catalogue.item("CRD-006").form[0].id == "phone"
    with pytest.raises(KeyError):
        first.catalogue.item("none")
    clock.ahead = timedelta(seconds=30)
    again = await kiosk.catalogue()
    assert again.fresh
    assert again.fetched_at - first.fetched_at > timedelta(seconds=29)
    asked = [call.headers.get("if-none-match") for call in central.calls if call.path == "/v1/catalogue"]
    assert asked == [None, '"seven"']
    kiosk.close()


async def test_offline_the_kept_catalogue_serves_until_it_is_too_old(tmp_path: Path) -> None:
    central, clock = SmallCentral(), QuickClock()
    with serving(central, tmp_path / "central"):
        kiosk = client(central, tmp_path / "state", clock)
        await kiosk.catalogue()
    kept = await kiosk.catalogue()
    kiosk.close()
    assert not kept.fresh
    assert kept.young_enough(item, datetime.now(UTC) + timedelta(seconds=500))
    assert not kept.young_enough(item, datetime.now(UTC) + timedelta(seconds=700))


async def test_without_central_and_without_a_kept_catalogue(tmp_path: Path) -> None:
    central = SmallCentral()
    with serving(central, tmp_path / "central"):
        pass
    kiosk = client(central, tmp_path / "state")
    with pytest.raises(Unreachable) as caught:
        await kiosk.catalogue()
    assert not caught.value.maybe_received
    kiosk.close()


async def test_the_seal_key_is_kept_until_its_date(tmp_path: Path) -> None:
    central, clock = SmallCentral(), QuickClock()
    with serving(central, tmp_path / "central"):
        kiosk = client(central, tmp_path / "state", clock)
        key = await kiosk.seal_key()
    assert await kiosk.seal_key() == key
    assert kiosk.kept_seal_key() == key
    assert key.public_key == central.seal_private.public_key().public_bytes_raw()
    clock.ahead = timedelta(days=31)
    assert kiosk.kept_seal_key() is None
    with pytest.raises(Unreachable):
        await kiosk.seal_key()
    kiosk.close()


@pytest.mark.parametrize("torn", [b"", b"{", b'{"etag": 1}'])
async def test_a_torn_file_counts_as_none(central: SmallCentral, tmp_path: Path, torn: bytes) -> None:
    kiosk = client(central, tmp_path / "state")
    await kiosk.catalogue()
    for path in (tmp_path / "state").glob("*.json"):
        path.write_bytes(torn)
    assert kiosk.kept_catalogue() is None
    assert kiosk.kept_seal_key() is None
    assert (await kiosk.catalogue()).fresh
    kiosk.close()


def test_another_authoritys_certificate_is_refused_before_anything_is_sent(
    central: SmallCentral, tmp_path: Path
) -> None:
    http = Http(central.url, certificate(tmp_path / "other"), Limits())
    with pytest.raises(Unreachable) as caught:
        http.call("GET", "/v1/seal-key", headers={})
    assert not caught.value.maybe_received
    assert central.calls == []


def test_an_answer_that_trickles_ends_at_the_whole_limit(central: SmallCentral) -> None:
    central.replies = {("GET", "/slow"): (200, {}, b"x" * (1 << 20))}
    http = Http(central.url, central.ca_file, Limits(connect=1, read=5, whole=0))
    with pytest.raises(Unreachable, match="too slow") as caught:
        http.call("GET", "/slow", headers={})
    assert caught.value.maybe_received


def test_silence_ends_at_the_read_limit(central: SmallCentral) -> None:
    central.enrolled["silent"] = b""

    def silent(_central: SmallCentral, _call: object) -> None:
        time.sleep(0.5)

    central.answer = lambda call: silent(central, call)  # type: ignore[method-assign]
    http = Http(central.url, central.ca_file, Limits(connect=1, read=0.1, whole=5))
    with pytest.raises(Unreachable) as caught:
        http.call("POST", "/v1/submissions", headers={}, body=b"{}")
    assert caught.value.maybe_received


async def test_redirects_and_proxies_are_not_followed(
    central: SmallCentral, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    central.replies = {("GET", "/v1/sessions/s/person"): (302, {"Location": "https://127.0.0.1:1/"}, b"")}
    kiosk = client(central, tmp_path / "state")
    with pytest.raises(Problem) as caught:
        await kiosk.person("s")
    assert caught.value.status == 302
    kiosk.close()


async def test_declined_for_good_reads_as_a_problem_with_its_texts(central: SmallCentral, tmp_path: Path) -> None:
    central.behaviours = [declining(422, "form-invalid")]
    kiosk = client(central, tmp_path / "state")
    from kiosk.central.types import Envelope

    envelope = Envelope(kiosk_id=KIOSK, sequence=1, reference="K", key_id="k1", sealed=b"\0\xff")
    with pytest.raises(Problem, match="422"):
        await kiosk.submit(envelope, b"s", "once")
    kiosk.close()
    (call,) = central.submissions()
    assert call.body["envelope"]["sealed"] == "AP8="
