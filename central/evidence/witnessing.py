"""Asking the witnesses to cosign the newest checkpoint (C2SP tlog-witness), all at once, each within its time."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

import requests

from central import logs
from central.evidence import checkpoints, notes, proofs, store
from central.evidence.log import Log
from central.evidence.notes import BadNote, Note, Signature
from central.evidence.policy import Witness
from central.evidence.tiles import Nodes
from central.store.database import Database, Transaction
from central.store.tables import EvidenceCheckpoint, EvidenceWitness

_TIMEOUT_S = (2.0, 5.0)
_MOST_ANSWER = 16_384


@dataclass(frozen=True, slots=True)
class _Asked:
    """A witness's answer; `known` is what it had seen where it turned out to be another size than thought."""

    witness: Witness
    signatures: tuple[Signature, ...] = ()
    known: int | None = None


class Witnessing:
    def __init__(self, database: Database, log: Log) -> None:
        self._database, self._log = database, log
        self._http = requests.Session()

    def ask_all(self, now: datetime) -> bool:
        """Whether the newest checkpoint now has the cosignatures that it needs, or had them before."""
        with self._database.begin() as transaction:
            signed = store.checkpoint(transaction, store.SIGNED)
            witnessed = store.checkpoint(transaction, store.WITNESSED)
            if signed is None or (witnessed is not None and witnessed.size == signed.size and self._is_full(witnessed)):
                return True
            note, size = store.note_of(signed), signed.size
        witnesses = self._log.witnessing.witnesses
        with ThreadPoolExecutor(len(witnesses)) as pool:
            answers = list(pool.map(lambda witness: self._ask(witness, note, size), witnesses))
        with self._database.begin() as transaction:
            return self._keep(transaction, note, answers, now)

    def _ask(self, witness: Witness, note: Note, size: int) -> _Asked:
        old = self._seen_by(witness)
        for _ in range(2):
            asked = self._send(witness, note, min(old, size), size)
            if asked.known is None or asked.known > size:
                return asked
            old = asked.known
        return asked

    def _send(self, witness: Witness, note: Note, old: int, size: int) -> _Asked:
        with self._database.begin() as transaction:
            nodes = Nodes(lambda *key: store.tile(transaction, *key), size)
            path = proofs.consistency(old, size, nodes)
        body = add_checkpoint(old, path, note)
        try:
            answer = self._http.post(f"{witness.url.rstrip('/')}/add-checkpoint", data=body, timeout=_TIMEOUT_S)
            text = answer.content[:_MOST_ANSWER].decode()
            if answer.status_code == requests.codes.conflict:
                return _Asked(witness, known=checkpoints.size(text.strip()))
            if answer.status_code != requests.codes.ok:
                logs.get().error("witness refuses", reason=witness.name, status=answer.status_code)
                return _Asked(witness)
            given = tuple(notes.signature(line) for line in text.removesuffix("\n").split("\n"))
            own = tuple(each for each in given if witness.key.made(each))
            notes.signed_by(Note(note.text, own), [witness.key])
        except (requests.RequestException, BadNote, UnicodeDecodeError) as error:
            logs.get().warning("witness does not answer", reason=witness.name, error=type(error).__name__)
            return _Asked(witness)
        return _Asked(witness, own)

    def _keep(self, transaction: Transaction, note: Note, answers: Sequence[_Asked], now: datetime) -> bool:
        made = checkpoints.parse(note.text)
        cosigned = [each for each in answers if each.signatures]
        for each in cosigned:
            transaction.merge(EvidenceWitness(name=each.witness.name, size=made.size, seen_at=now))
        store.lock(transaction)
        held = store.checkpoint(transaction, store.WITNESSED)
        if held is not None and held.size == made.size:
            note = store.note_of(held).with_signatures(note.signatures)
        note = note.with_signatures(signature for each in cosigned for signature in each.signatures)
        if not self._log.witnessing.is_met(self._names(note)):
            return False
        if held is None or held.size <= made.size:
            store.keep_checkpoint(transaction, store.WITNESSED, made, note, now)
        return True

    def _names(self, note: Note) -> set[str]:
        return {
            each.name for each in self._log.witnessing.witnesses if any(each.key.made(one) for one in note.signatures)
        }

    def _is_full(self, witnessed: EvidenceCheckpoint) -> bool:
        return len(self._names(store.note_of(witnessed))) == len(self._log.witnessing.witnesses)

    def _seen_by(self, witness: Witness) -> int:
        with self._database.begin() as transaction:
            seen = transaction.get(EvidenceWitness, witness.name)
            return seen.size if seen else 0


def add_checkpoint(old: int, path: Sequence[bytes], note: Note) -> bytes:
    """The body of a witness's add-checkpoint."""
    lines = "".join(f"{base64.b64encode(each).decode()}\n" for each in path)
    return f"old {old}\n{lines}\n{note}".encode()
