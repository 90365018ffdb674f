"""The kiosk's side against the reference central itself, in a process of its own, over TLS."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from kiosk_side import PATIENT, QuickClock, submission

from kiosk.central.client import CentralClient
from kiosk.central.types import Comparison, Evidence, FaceEvidence, Problem, SessionRequest, Unreachable
from kiosk.outbox import Answer, Assurance, Database, Outbox, Person, Refused, StillWaiting
from kiosk.outbox.keys import load_or_create

SERVES = """
import sys
from pathlib import Path
from central import demo_tls
from central.server import run
from central.settings import Settings
folder, port = Path(sys.argv[1]), int(sys.argv[2])
tls = demo_tls.ensure(folder)
settings = Settings(f"sqlite:///{folder / 'central.db'}", folder / "state", folder / "code", folder / "staff")
run(settings, "127.0.0.1", port, tls.certificate, tls.key, [], lambda url: print(url, flush=True))
"""
KIOSK = "nn-real-01"
PERSON = Person(id_number="450103198307150017", name="测试")
LIKE = FaceEvidence(live=True, threshold=0.5, document=Comparison(distance=0.3, match=True))


def prepare(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, secret in (("code", "OPEN-SESAME-0001"), ("staff", "staff-token-of-these-tests")):
        (folder / name).write_text(secret)
        (folder / name).chmod(0o600)


@asynccontextmanager
async def real_central(folder: Path, port: int = 0) -> AsyncIterator[str]:
    """Its address; it ends with the block."""
    prepare(folder)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", SERVES, str(folder), str(port)),
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        async with asyncio.timeout(40):
            url = (await process.stdout.readline()).decode().strip()
        assert url, (await process.stderr.read()).decode()
        yield url
    finally:
        process.terminate()
        await process.communicate()


@asynccontextmanager
async def kiosk(
    url: str, folder: Path, key: Ed25519PrivateKey | None = None
) -> AsyncIterator[tuple[CentralClient, Outbox]]:
    state = folder / ("kiosk" if key is None else "stranger")
    key = key or load_or_create(state)
    client = CentralClient(
        url=url,
        ca_file=folder / "central" / "ca.pem",
        kiosk_id=KIOSK,
        key=key,
        state_dir=state,
        enrolment_code_file=folder / "central" / "code",
    )
    database = Database(state / "promises.db")
    outbox = Outbox(database, client, kiosk_id=KIOSK, key=key, clock=QuickClock())
    try:
        yield client, outbox
    finally:
        await outbox.close()
        client.close()
        database.close()


async def test_a_visit_online_then_an_outage_then_delivery(tmp_path: Path) -> None:
    async with real_central(tmp_path / "central") as url, kiosk(url, tmp_path) as (client, outbox):
        catalogue = (await client.catalogue()).catalogue
        assert {item.code for item in catalogue.items} >= {"CRD-006", "PEN-012", "UNE-001"}
        assert (await client.catalogue()).fresh
        loss = catalogue.item("CRD-006")
        session = await client.open_session(
            SessionRequest(id_number=PERSON.id_number, name=PERSON.name, document="print")
        )
        assert await client.reference_photo(session.session) is None
        with pytest.raises(Problem, match="403"):
            await client.person(session.session)
        assert await client.assure(session.session, Evidence(document="print", face=LIKE)) == "L1"
        await client.person(session.session)
        at_l1 = Assurance(level="L1", session=session.session, document="print", face=LIKE)
        report = submission(item=loss.code, item_version=loss.version, person=PERSON, assurance=at_l1)

        committed = await outbox.commit(report, loss)
        answer = await outbox.deliver(committed.reference, PATIENT)
        assert isinstance(answer, Answer), answer
        assert answer.reference == committed.reference
        assert answer.timeline
        assert answer.timeline[0].text.en
        found = await client.find_submission(committed.reference)
        assert found is not None
        assert found.application_number == answer.number
        assert [each.number for each in await client.applications(session.session)] == [answer.number]

        # The kiosk says L3; the central knows better.
        pension = catalogue.item("PEN-012")
        form = {"contact_address": "南宁市青秀区样例路1号", "phone": "13977112233"}
        claimed = Assurance(level="L3", session=session.session, document="print", face=LIKE)
        forged = submission(
            item=pension.code, item_version=pension.version, person=PERSON, form=form, assurance=claimed
        )
        refused = await outbox.deliver((await outbox.commit(forged, pension)).reference, PATIENT)
        assert isinstance(refused, Refused)
        assert refused.problem == "/problems/assurance-too-low"
        assert refused.detail is not None
        assert refused.detail.title.zh

        stranger = Ed25519PrivateKey.generate()
        async with kiosk(url, tmp_path, stranger) as (other, _):
            with pytest.raises(Problem, match="kiosk-exists"):
                await other.enrol()

    port = int(url.rsplit(":", 1)[1])
    async with kiosk(url, tmp_path) as (client, outbox):
        offline = await client.catalogue()
        assert not offline.fresh
        with pytest.raises(Unreachable):
            await client.applications(session.session)
        alone = Assurance(level="L1", session=None, document="print", face=LIKE)
        report = submission(item=loss.code, item_version=loss.version, person=PERSON, assurance=alone)
        await outbox.start()
        kept = await outbox.commit(report, offline.catalogue.item("CRD-006"))
        assert isinstance(await outbox.deliver(kept.reference, PATIENT), StillWaiting)
        async with real_central(tmp_path / "central", port):
            async with asyncio.timeout(20):
                while isinstance(await outbox.look(kept.reference), StillWaiting):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            delivered = await outbox.look(kept.reference)
            assert isinstance(delivered, Answer), delivered
            assert delivered.number != answer.number
