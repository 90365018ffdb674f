"""The exchange as a central is started with it."""

from __future__ import annotations

from central.background.tasks import KINDS
from central.catalogue import Catalogue
from central.exchange import connection, flow, pending
from central.exchange.contracts import Contracts
from central.exchange.exchange import Exchange
from central.parts import Central
from central.settings import Settings


def exchange_of(settings: Settings, agreed: Contracts) -> Exchange | None:
    """None where no department is connected. Raises ValueError for a file that cannot be used."""
    if settings.departments is None:
        return None
    return Exchange(agreed, connection.load(settings.departments, settings.state_dir / "exchange-key"))


def install(central: Central) -> None:
    """Before the first request. Raises ValueError where an item needs a rule that is not there, or not for it."""
    assert pending.ASK in KINDS, flow.__name__
    check(central.catalogue, central.contracts)
    pending.install(central.database.info, connected=central.exchange is not None)


def check(catalogue: Catalogue, agreed: Contracts) -> None:
    for code, service in catalogue.services.items():
        for use in service.comparisons:
            known = agreed.rules.get(use.rule)
            if known is None or code not in known.rule.items:
                raise ValueError(f"item {code}: no comparison rule {use.rule} for it")
