"""Payments: ordered with an approval, sent to the bank once, confirmed or come back, never twice."""

from __future__ import annotations

from central.payments.orders import order, returned_accounts

__all__ = ["order", "returned_accounts"]
