"""A submission's one path, with the central there, away, slow, refusing, and back again."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from independent_hpke import open_sealed
from kiosk_side import (
    ID_NUMBER,
    NAME,
    PATIENT,
    PHONE,
    item,
    kiosk_side,
    submission,
    until,
    until_answered,
    until_forgotten,
)
from small_central import KIOSK, Call, SmallCentral, accept, accept_and_hang_up, declining, serving

from kiosk.central.types import Unreachable
from kiosk.outbox import Answer, Refused, StillWaiting
from kiosk.outbox.reference import parse


async def test_arrives_sealed_signed_and_whole(central: SmallCentral, tmp_path: Path) -> None:
    async with kiosk_side(central, tmp_path / "state") as kiosk:
        committed = await kiosk.outbox.commit(submission(form={"phone": f" {PHONE} "}), item)
        answer = await kiosk.outbox.deliver(committed.reference, PATIENT)
    assert isinstance(answer, Answer)
    assert (answer.number, answer.reference) == ("4501-000001", committed.reference)
    assert answer.timeline[0].when == "2026-11-30"
    (call,) = central.submissions()
    envelope = call.body["envelope"]
    assert parse(envelope["reference"]) == committed.reference
    assert (envelope["schema"], envelope["kiosk_id"], envelope["sequence"]) == ("submission/1", KIOSK, 1)
    sealed = base64.b64decode(envelope["sealed"])
    info = "|".join(["hrss-submission/1", envelope["reference"], KIOSK, "submission/1", "k1"])
    opened = json.loads(open_sealed(sealed, central.seal_private, info.encode()))
    assert opened.pop("committed_at").endswith("+00:00")
    assert opened == {
        "item": "CRD-006",
        "item_version": 3,
        "person": {"id_number": ID_NUMBER, "name": NAME},
        "form": {"phone": PHONE},
        "assurance": {"level": "L1", "session": "s-1", "document": "print", "face": None},
        "consents": {"face": True},
        "language": "zh",
    }
    assert verified(central, call)


def verified(central: SmallCentral, call: Call) -> bool:
    envelope = call.body["envelope"]
    digest = hashlib.sha256(base64.b64decode(envelope["sealed"])).hexdigest()
    fields = [KIOSK, str(envelope["sequence"]), envelope["reference"], envelope["key_id"]]
    text = "\n".join(["hrss-submission/1", *fields, call.headers["idempotency-key"], digest])
    key = Ed25519PublicKey.from_public_bytes(central.enrolled[KIOSK])
    key.verify(base64.b64decode(call.body["signature"]), text.encode())
    return True


async def test_a_lost_answer_is_asked_for_again_under_the_same_key(central: SmallCentral, tmp_path: Path) -> None:
    central.behaviours = [accept_and_hang_up]
    async with kiosk_side(central, tmp_path / "state", sending=False) as kiosk:
        await kiosk.client.enrol()
        committed = await kiosk.outbox.commit(submission(), item)
        answer = await kiosk.outbox.deliver(committed.reference, PATIENT)
    assert isinstance(answer, Answer)
    assert answer.number == "4501-000001"
    assert len(central.keys()) == 2
    assert len(set(central.keys())) == 1
    assert len(central.accepted) == 1


async def test_kept_while_the_central_is_away_and_delivered_when_it_is_back(tmp_path: Path) -> None:
    central = SmallCentral()
    with serving(central, tmp_path / "central"):
        async with kiosk_side(central, tmp_path / "state", sending=False) as kiosk:
            await kiosk.client.enrol()
            await kiosk.client.seal_key()
    port = int(central.url.rsplit(":", 1)[1])
    async with kiosk_side(central, tmp_path / "state") as kiosk:
        references = [(await kiosk.outbox.commit(submission(), item)).reference for _ in range(3)]
        waiting = await kiosk.outbox.deliver(references[0], PATIENT)
        assert isinstance(waiting, StillWaiting)
        assert not waiting.connected
        assert (await kiosk.outbox.backlog()).waiting == 3
        with serving(central, tmp_path / "central", port):
            await until(lambda: len(central.accepted) == 3)
            outcomes = [await kiosk.outbox.deliver(reference, PATIENT) for reference in references]
    assert {outcome.reference for outcome in outcomes if isinstance(outcome, Answer)} == set(references)
    assert [call.body["envelope"]["sequence"] for call in central.submissions()] == [1, 2, 3]


async def test_resumes_after_a_restart_with_the_same_key(central: SmallCentral, tmp_path: Path) -> None:
    central.behaviours = [declining(503, "unavailable")] * 2
    async with kiosk_side(central, tmp_path / "state", sending=False) as kiosk:
        await kiosk.client.enrol()
        committed = await kiosk.outbox.commit(submission(), item)
        assert isinstance(await kiosk.outbox.deliver(committed.reference, 0.5), StillWaiting)
    async with kiosk_side(central, tmp_path / "state") as kiosk:
        await until(lambda: len(central.accepted) == 1)
        await until_answered(kiosk.outbox, committed.reference)
    assert len(set(central.keys())) == 1


@pytest.mark.parametrize(
    ("status", "name"), [(403, "assurance-too-low"), (409, "reference-reused"), (422, "form-invalid")]
)
async def test_what_is_refused_is_kept_and_marked(
    central: SmallCentral, tmp_path: Path, status: int, name: str
) -> None:
    central.behaviours = [declining(status, name)]
    state = tmp_path / "state"
    async with kiosk_side(central, state) as kiosk:
        committed = await kiosk.outbox.commit(submission(), item)
        refused = await kiosk.outbox.deliver(committed.reference, PATIENT)
        assert isinstance(refused, Refused)
        assert refused.problem == f"/problems/{name}"
        assert refused.detail is not None
        assert refused.detail.title.zh == "不行"
    async with kiosk_side(central, state) as kiosk:
        kept = await kiosk.outbox.look(committed.reference)
        assert isinstance(kept, Refused)
        assert kept.problem == f"/problems/{name}"
        assert (await kiosk.outbox.backlog()).refused == 1
    assert len(central.submissions()) == 1


@pytest.mark.parametrize("status", [401, 404, 408, 409, 425, 429, 500, 503])
async def test_a_bad_moment_is_no_refusal(central: SmallCentral, tmp_path: Path, status: int) -> None:
    central.behaviours = [declining(status, "idempotency-key-running" if status == 409 else "later")]
    async with kiosk_side(central, tmp_path / "state") as kiosk:
        committed = await kiosk.outbox.commit(submission(), item)
        assert isinstance(await kiosk.outbox.deliver(committed.reference, PATIENT), Answer)
    assert len(set(central.keys())) == 1
    assert len(central.keys()) == 2


async def test_one_that_the_central_stumbles_over_does_not_hold_up_the_others(
    central: SmallCentral, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    async with kiosk_side(central, state, sending=False) as kiosk:
        await kiosk.client.enrol()
        first = await kiosk.outbox.commit(submission(), item)
        second = await kiosk.outbox.commit(submission(), item)
    central.behaviours = [declining(500, "stumbled")]
    async with kiosk_side(central, state) as kiosk:
        await until(lambda: len(central.accepted) == 2)
        await until_answered(kiosk.outbox, first.reference)
        await until_answered(kiosk.outbox, second.reference)
    assert [call.body["envelope"]["sequence"] for call in central.submissions()] == [1, 2, 1]


async def test_waits_no_longer_than_asked_and_goes_on_sending(central: SmallCentral, tmp_path: Path) -> None:
    release = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(small: SmallCentral, call: Call) -> tuple[int, dict[str, str], bytes]:
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(10)
        return accept(small, call)

    central.behaviours = [slow]
    async with kiosk_side(central, tmp_path / "state") as kiosk:
        committed = await kiosk.outbox.commit(submission(), item)
        assert isinstance(await kiosk.outbox.deliver(committed.reference, 2), StillWaiting)
        release.set()
        await until_answered(kiosk.outbox, committed.reference)
    assert len(central.submissions()) == 1


async def test_leaving_cancels_the_wait_and_not_the_promise(central: SmallCentral, tmp_path: Path) -> None:
    async with kiosk_side(central, tmp_path / "state") as kiosk:
        committed = await kiosk.outbox.commit(submission(), item)
        visit = asyncio.create_task(kiosk.outbox.deliver(committed.reference, PATIENT))
        await asyncio.sleep(0)
        visit.cancel()
        with pytest.raises(asyncio.CancelledError):
            await visit
        await until_answered(kiosk.outbox, committed.reference)


async def test_nothing_to_seal_to_is_no_promise(tmp_path: Path) -> None:
    central = SmallCentral()
    with serving(central, tmp_path / "central"):
        pass
    async with kiosk_side(central, tmp_path / "state") as kiosk:
        with pytest.raises(Unreachable):
            await kiosk.outbox.commit(submission(), item)
        assert (await kiosk.outbox.backlog()).waiting == 0


async def test_nobodys_data_is_on_the_disk(central: SmallCentral, tmp_path: Path) -> None:
    central.behaviours = [declining(422, "form-invalid")]
    state = tmp_path / "state"
    async with kiosk_side(central, state) as kiosk:
        for _ in range(2):
            committed = await kiosk.outbox.commit(submission(), item)
            await kiosk.outbox.deliver(committed.reference, PATIENT)
        during = everything(state)
        assert committed.reference.encode() in during, "the search would find nothing anywhere"
        assert b"CRD-006" in during
    for canary in (NAME, ID_NUMBER, PHONE, "13977", "s-1"):
        for encoded in (canary.encode(), canary.encode("utf-16le"), base64.b64encode(canary.encode()).rstrip(b"=")):
            assert encoded not in during + everything(state)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def test_what_is_long_answered_is_forgotten(central: SmallCentral, tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with kiosk_side(central, state) as kiosk:
        committed = await kiosk.outbox.commit(submission(), item)
        assert isinstance(await kiosk.outbox.deliver(committed.reference, PATIENT), Answer)
        kiosk.clock.ahead = timedelta(days=31)
        kiosk.outbox.nudge()
        await until_forgotten(kiosk.database, committed.reference)


def test_reprs_name_nobody() -> None:
    shown = repr(submission()) + repr(submission().person) + str(submission())
    assert NAME not in shown
    assert ID_NUMBER not in shown
    assert PHONE not in shown
