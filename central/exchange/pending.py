"""Whether an application has to be compared with other departments' records before it is accepted."""

from __future__ import annotations

from central.background import later
from central.catalogue import Service
from central.store.database import Transaction
from central.store.tables import Application

ASK = "exchange.application"
_CONNECTED = "exchange"


def install(info: dict[str, object], *, connected: bool) -> None:
    """Let every transaction of a database know whether departments can be asked."""
    info[_CONNECTED] = connected


def begin(transaction: Transaction, application: Application, service: Service) -> bool:
    """Leave the asking to the background; False where nothing is asked: the item needs nothing, or nobody is
    connected."""
    if not service.comparisons or not transaction.info.get(_CONNECTED):
        return False
    later(transaction, ASK, {"application": application.id})
    return True
