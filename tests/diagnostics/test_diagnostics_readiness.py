"""The signed report: genuine only as it was signed, by the key that is named."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from devices.slip import KeyValue, QrCode
from kiosk.diagnostics.readiness.model import Outcome, Part, Report
from kiosk.diagnostics.readiness.signing import NotGenuine, fingerprint, signed, verify
from kiosk.diagnostics.readiness.slip import as_slip
from kiosk.outbox.keys import public_bytes

KEY = Ed25519PrivateKey.generate()


def part(name: str, outcome: Outcome) -> Part:
    return Part(name=name, title_zh="时钟", title_en="Clock", outcome=outcome, reason="ok", zh="正常", en="Good")


def report(*outcomes: Outcome) -> Report:
    parts = tuple(part(f"device:{number}", outcome) for number, outcome in enumerate(outcomes))
    return Report(
        kiosk="nn-demo-01", hall_zh="大厅", hall_en="Hall", made_at="2026-11-24T01:00:00+00:00", number=7,
        mode="simulation", parts=parts,
    )  # fmt: skip


def test_a_report_is_verified_with_its_key() -> None:
    made = report(Outcome.PASSED, Outcome.ATTENTION)
    verified = verify(signed(made, KEY), public_bytes(KEY))
    assert verified.report == made
    assert verified.report.ready


def test_another_key_is_not_the_kiosks() -> None:
    content = signed(report(Outcome.PASSED), Ed25519PrivateKey.generate())
    with pytest.raises(NotGenuine, match="another key"):
        verify(content, public_bytes(KEY))
    assert verify(content).key != public_bytes(KEY)


def test_layout_may_change_and_nothing_else() -> None:
    content = signed(report(Outcome.FAILED), KEY)
    assert verify(json.dumps(json.loads(content), separators=(",", ":")).encode()).report.number == 7
    held = json.loads(content)
    held["report"]["parts"][0]["outcome"] = "passed"
    with pytest.raises(NotGenuine, match="changed"):
        verify(json.dumps(held).encode())


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"report": {}, "key": "x"}', b'{"report": null, "key": 5}', b"\xff" * 40, b"[" * 5000],
)
def test_what_is_no_report_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(NotGenuine):
        verify(content)


def test_one_failure_means_not_ready() -> None:
    assert not report(Outcome.PASSED, Outcome.FAILED).ready
    assert report(Outcome.PASSED, Outcome.SKIPPED, Outcome.ATTENTION).ready


def test_the_slip_carries_the_files_fingerprint() -> None:
    made = report(Outcome.PASSED, Outcome.FAILED)
    content = signed(made, KEY)
    slip = as_slip(made, content)
    (code,) = [each for each in slip.elements if isinstance(each, QrCode)]
    assert code.data == f"nn-demo-01 7 {fingerprint(content)}"
    assert [each.value for each in slip.elements if isinstance(each, KeyValue)][-2:] == ["正常", "故障"]


def test_the_slip_has_the_halls_time() -> None:
    made = report(Outcome.PASSED)
    values = {
        each.label: each.value for each in as_slip(made, signed(made, KEY)).elements if isinstance(each, KeyValue)
    }
    assert values["时间"] == "2026-11-24 09:00:00"
