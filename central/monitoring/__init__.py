"""Kiosks as staff watch over them: their state, what they are told to do, what has to be seen to."""

from central.monitoring.snapshot import Snapshot, snapshot

__all__ = ["Snapshot", "snapshot"]
