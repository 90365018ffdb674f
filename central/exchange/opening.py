"""The exchange as a central is started with it."""

from __future__ import annotations

from central.exchange import connection
from central.exchange.contracts import Contracts
from central.exchange.exchange import Exchange
from central.settings import Settings


def exchange_of(settings: Settings, agreed: Contracts) -> Exchange | None:
    """None where no department is connected. Raises ValueError for a file that cannot be used."""
    if settings.departments is None:
        return None
    return Exchange(agreed, connection.load(settings.departments, settings.state_dir / "exchange-key"))
