"""Webhooks: what happens here, told to who subscribed, signed as Standard Webhooks says, at least once."""

from central.subscriptions.publishing import KINDS, publish
from central.subscriptions.sending import deliver as deliver  # its task is known by being read

__all__ = ["KINDS", "publish"]
