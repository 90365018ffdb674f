"""Metrics and traces: what they say, to whom, and nothing personal; calls without a token are bounded."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx
import requests
from central_people import LOSS, person
from monitored_kiosk import beat
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from prometheus_client.parser import text_string_to_metric_families
from running_central import STAFF, Running

from central.measures.tracing import tracing
from central.server import build_app

SOMEONE = person(931, name="测量")


def scrape(central: Running) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    token = (central.central.settings.state_dir / "metrics-token").read_text().strip()
    answer = requests.get(f"{central.url}/metrics", headers={"Authorization": f"Bearer {token}"}, timeout=20)
    assert answer.status_code == 200, answer.text
    families = text_string_to_metric_families(answer.text)
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_metrics_have_a_token_of_their_own(central: Running) -> None:
    assert requests.get(f"{central.url}/metrics", timeout=20).status_code == 401
    wrong = {"Authorization": f"Bearer {STAFF}"}
    assert requests.get(f"{central.url}/metrics", headers=wrong, timeout=20).status_code == 401
    token = (central.central.settings.state_dir / "metrics-token").read_text().strip()
    own = {"Authorization": f"Bearer {token}"}
    assert requests.get(f"{central.url}/v1/kiosks", headers=own, timeout=20).status_code == 401


def test_what_happens_is_counted_by_route(start: Callable[..., Running]) -> None:
    central = start()
    central.seed(SOMEONE)
    kiosk = central.kiosk("nn-measured-01")
    who = SOMEONE["id_number"], SOMEONE["name"]
    session = kiosk.session(*who)
    kiosk.get(f"/v1/sessions/{session}/person")
    assert kiosk.submit(kiosk.content("CRD-006", *who, LOSS, None, "L1")).status_code in (201, 403)
    beat(kiosk)
    counted = scrape(central)
    route = ("method", "GET"), ("route", "/v1/sessions/{session}/person"), ("status", "403")
    assert counted["hrss_http_requests_total", route] == 1
    assert counted["hrss_http_request_seconds_count", route[:2]] == 1
    assert counted["hrss_kiosks", (("contact", "in_touch"),)] == 1
    assert counted["hrss_database_up", ()] == 1
    assert {name for name, _ in counted} >= {
        "hrss_tasks_oldest_seconds",
        "hrss_evidence_lag_seconds",
        "hrss_queue_waiting",
        "hrss_submissions_accepted_total",
    }
    labels = " ".join(value for _, pairs in counted for _, value in pairs)
    assert session not in labels
    assert who[0] not in labels
    assert kiosk.kiosk_id not in labels


def test_the_dashboard_asks_for_metrics_that_there_are() -> None:
    root = Path(__file__).parents[2]
    asked = set(re.findall(r"hrss_[a-z0-9_]+", (root / "deploy" / "grafana" / "hrss-central.json").read_text()))
    code = "".join(file.read_text() for file in (root / "central" / "measures").glob("*.py"))
    made = set(re.findall(r'"(hrss_[a-z0-9_]+)"', code))
    assert asked
    assert {re.sub(r"_(total|bucket|count|sum)$", "", name) for name in asked} <= made


class Kept(SpanExporter):
    def __init__(self) -> None:
        self.spans: list[ReadableSpan] = []

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        self.spans += spans
        return SpanExportResult.SUCCESS


async def test_traces_name_routes_and_nobody(central: Running) -> None:
    settings = central.central.settings
    app = build_app(settings)
    kept = Kept()
    with tracing(app, kept):
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://central")
        await client.get("/v1/applications/450103198307150017?handler=450103198307150017")
        await client.get("/none/450103198307150017")
    app.state.central.database.dispose()
    assert [span.name for span in kept.spans] == ["GET /v1/applications/{number}", "GET"]
    assert kept.spans[0].attributes is not None
    assert kept.spans[0].attributes["http.route"] == "/v1/applications/{number}"
    assert "450103198307150017" not in "".join(span.to_json() for span in kept.spans)


def test_who_has_no_token_is_bounded(start: Callable[..., Running]) -> None:
    central = start(public_rate=5)
    kiosk = central.kiosk()
    answers = [requests.get(f"{central.url}/healthz", timeout=20) for _ in range(8)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert refused[0].json()["type"] == "/problems/too-often"
    assert int(refused[0].headers["Retry-After"]) >= 1
    for _ in range(8):
        assert kiosk.get("/v1/seal-key").status_code == 200
    wrong = [kiosk.get("/v1/seal-key", token="wrong").status_code for _ in range(8)]
    assert wrong[0] == 401
    assert wrong[-1] == 429
