"""What `main.py evidence …` and `main.py witness` do."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from central.evidence import fsck as checking
from central.evidence import log as evidence_log
from central.evidence import notes, policy, promises, proofs, receipt_code, store, tlog_proof
from central.evidence.notes import BadNote, Note
from central.evidence.policy import NotTrusted, Policy
from central.evidence.receipt_code import Opening
from central.evidence.tlog_proof import TlogProof
from central.store.database import Database

OK, WRONG, UNUSABLE = 0, 1, 2


def verify(text: str, keys: Path) -> int:
    """A tlog-proof, a promise or a receipt's code, against the log's and the witnesses' keys and nothing else."""
    try:
        trusted = policy.load(keys)
    except (OSError, ValueError) as error:
        return _fail(f"{keys}: {error}", UNUSABLE)
    try:
        opening, given = _read(text, trusted)
        if isinstance(given, TlogProof):
            return _proven(opening, given, trusted)
        promise = promises.verify(given, opening.entry, trusted)
    except (BadNote, NotTrusted, proofs.NotProven) as error:
        return _fail(f"not proven: {error}", WRONG)
    by = _time(promise.at + int(promises.KEPT_WITHIN.total_seconds()))
    _say(f"promised: {promise.origin} signed at {_time(promise.at)} that by {by} its log holds this:")
    _say(opening.statement)
    _say(f"whether it does: /v1/evidence/proof/{opening.entry.hex()}")
    return OK


def _proven(opening: Opening, proof: TlogProof, trusted: Policy) -> int:
    found = tlog_proof.verify(proof, opening.entry, trusted)
    _say(f"proven: entry {proof.index} of {found.checkpoint.size} in {found.checkpoint.origin} says")
    _say(opening.statement)
    for name, at in found.seen.items():
        _say(f"witness {name} saw this tree at {_time(at)}")
    if not found.seen:
        _say("no witness has cosigned: the log's own signature stands alone")
    return OK


def _read(text: str, trusted: Policy) -> tuple[Opening, TlogProof | Note]:
    if text.startswith(receipt_code.PREFIX):
        return receipt_code.read(text.strip("\r\n"), trusted)
    proof = tlog_proof.parse(text)
    if not proof.extra:
        raise BadNote("no statement: the proof's extra line is missing")
    return Opening.of(proof.extra), proof


def fsck(database: Database, state_dir: Path, origin: str, witnesses: Path | None) -> int:
    log = evidence_log.load(state_dir / "evidence", origin, policy.load(witnesses) if witnesses else Policy())
    with database.begin() as transaction:
        if transaction.get_bind().dialect.name == "postgresql":
            transaction.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        found = checking.check(transaction, log)
    for fault in found.faults:
        _say(f"{fault.where}: {fault.what}")
    summary = {
        "size": found.size,
        "root": found.root.hex(),
        "waiting": found.waiting,
        "erased": found.erased,
        "faults": len(found.faults),
    }
    _say(json.dumps(summary))
    return WRONG if found.faults else OK


def checkpoint(database: Database, keys: Path | None) -> int:
    """The newest checkpoint: the witnessed one where there is one."""
    with database.begin() as transaction:
        held = store.checkpoint(transaction, store.WITNESSED) or store.checkpoint(transaction, store.SIGNED)
    if held is None:
        return _fail("no checkpoint yet", WRONG)
    sys.stdout.write(held.note)
    try:
        if keys is not None:
            policy.load(keys).accept(notes.parse(held.note))
    except NotTrusted as error:
        return _fail(f"not to be trusted: {error}", WRONG)
    return OK


def hammer(url: str, folder: Path, seconds: float, seed: int) -> int:
    from central.evidence.hammering.run import hammer as run

    outcome = run(url, folder, seconds, seed)
    for line in outcome.wrong:
        _say(line)
    figures = {"acts": outcome.acts, "kills": outcome.kills, "looks": outcome.looks, "wrong": len(outcome.wrong)}
    _say(json.dumps({**figures, "seconds": seconds, "seed": seed}))
    return WRONG if outcome.wrong else OK


def _time(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _fail(line: str, code: int) -> int:
    sys.stderr.write(f"{line}\n")
    return code
