"""The evidence log: every act leaves a salted hash in a Merkle tree that nobody can rewrite unseen."""

from central.evidence.acts import erase, record
from central.evidence.sequencer import stalled

__all__ = ["erase", "record", "stalled"]
