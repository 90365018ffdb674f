"""Giving work to staff equally, by a measured policy, so that each choice can be made again from its log."""

from __future__ import annotations

from central.allocation.policy import BUCKET_MIN, POLICY, Candidate, choose, jain

__all__ = ["BUCKET_MIN", "POLICY", "Candidate", "choose", "jain"]
