"""The log as others use it: its keys, its checkpoint, proofs of what is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central import private_file
from central.evidence import notes, promises, proofs, store
from central.evidence.notes import ED25519, Note, Signer
from central.evidence.policy import NONE, Policy
from central.evidence.receipt_code import Opening
from central.evidence.tiles import Nodes
from central.evidence.tlog_proof import TlogProof
from central.store.database import Transaction
from central.store.tables import EvidenceAct, EvidenceCheckpoint


@dataclass(frozen=True, slots=True, repr=False)
class Log:
    """`witnessing`: which witnesses cosign and how many must have; without any the log's own signature stands alone."""

    signer: Signer
    promiser: Signer
    witnessing: Policy = field(default_factory=Policy)

    @property
    def origin(self) -> str:
        return self.signer.name

    @property
    def policy(self) -> Policy:
        """What who verifies offline needs: the log's keys, the witnesses' keys, and how many."""
        watching = self.witnessing
        return Policy((self.signer.key, self.promiser.key), watching.witnesses, watching.groups, watching.quorum)

    def checkpoint(self, transaction: Transaction) -> EvidenceCheckpoint | None:
        """The newest that this log stands behind: with enough witnesses, where there are any."""
        role = store.WITNESSED if self.witnessing.quorum != NONE else store.SIGNED
        return store.checkpoint(transaction, role)

    def proof(self, transaction: Transaction, act: EvidenceAct) -> TlogProof | None:
        """None where no checkpoint that counts covers the act yet."""
        held = self.checkpoint(transaction)
        if held is None or act.position is None or act.position >= held.size:
            return None
        nodes = Nodes(store.tiles_around(transaction, act.position, held.size), held.size)
        path = tuple(proofs.inclusion(act.position, held.size, nodes))
        return TlogProof(act.position, path, notes.parse(held.note), opening_raw(act))

    def promise(self, act: EvidenceAct, now: datetime) -> Note:
        return promises.give(self.promiser, self.origin, act.entry, int(now.timestamp()))


def opening(act: EvidenceAct) -> Opening | None:
    """What the act's entry is the hash of; None once it is erased."""
    if act.salt is None or act.statement is None:
        return None
    return Opening(act.salt, act.statement)


def opening_raw(act: EvidenceAct) -> bytes:
    opened = opening(act)
    return opened.raw if opened else b""


def load(folder: Path, origin: str, witnessing: Policy) -> Log:
    """The log with its keys, made at its first start."""
    return Log(
        _signer(folder / "log.ed25519", origin),
        _signer(folder / "promise.ed25519", origin + promises.SUFFIX),
        witnessing,
    )


def _signer(file: Path, name: str) -> Signer:
    raw = private_file.read_or_create(file, lambda: Ed25519PrivateKey.generate().private_bytes_raw())
    return Signer(name, ED25519, Ed25519PrivateKey.from_private_bytes(raw))
