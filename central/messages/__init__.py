"""Telling applicants by SMS: written in the caller's transaction, sent after it, with the gateway's receipt."""

from __future__ import annotations

from central.messages.telling import tell
from central.messages.templates import Templates

__all__ = ["Templates", "tell"]
