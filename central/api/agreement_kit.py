"""What the routes of contracts, authorisations and fund movements share."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Path

from central import sessions
from central.agreements.keeping import LEAST_LEVEL
from central.api.agreement_schemas import AuthorisationOut, ContractOut, FundSignatureOut, MovementOut
from central.api.context import StaffCall, staff_with
from central.identity import Scope
from central.parts import Central
from central.store.database import Transaction
from central.store.tables import Authorisation, Contract, FundMovement, Kiosk, Session

Number = Annotated[str, Path(max_length=24)]
IfMatch = Annotated[str | None, Header(max_length=80)]
Reading = Annotated[StaffCall, staff_with(Scope.READ_EVIDENCE)]
Writing = Annotated[StaffCall, staff_with(Scope.WRITE_EVIDENCE)]
Administering = Annotated[StaffCall, staff_with(Scope.ADMINISTER)]
KEYED = ("idempotency-key-missing", "idempotency-key-running", "idempotency-key-reused")
STAFF = ("token-invalid", "scope-missing")
MOVED = (*KEYED, "not-found", "state-conflict", "version-conflict", "signature-invalid", "signer-unknown")
KIOSK = ("token-invalid", "session-ended", "assurance-too-low")


def signed_in(central: Central, transaction: Transaction, kiosk: Kiosk, session: str) -> Session:
    """This kiosk's open session whose face was compared with the central's own photograph."""
    return sessions.find_open(transaction, kiosk, session, central.now(), LEAST_LEVEL)


def contract_out(held: Contract) -> ContractOut:
    return ContractOut(
        number=held.number,
        state=held.state,
        version=held.version,
        employer=held.employer,
        id_number=held.id_number,
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        terms=held.terms,
        digest=held.digest,
        made_at=held.made_at,
    )


def authorisation_out(held: Authorisation) -> AuthorisationOut:
    return AuthorisationOut(
        number=held.number,
        state=held.state,
        version=held.version,
        grantee=held.grantee,
        purpose=held.purpose,
        records=[str(each) for each in held.records],
        until=held.until,
        uses=held.uses,
        made_at=held.made_at,
    )


def movement_out(held: FundMovement) -> MovementOut:
    return MovementOut(
        number=held.number,
        state=held.state,
        version=held.version,
        fund=held.fund,
        source=held.source,
        target=held.target,
        amount_fen=held.amount_fen,
        purpose=held.purpose,
        proposed_by=held.proposed_by,
        needed=held.needed,
        made_at=held.made_at,
        signatures=[
            FundSignatureOut(supervisor=each.supervisor, body=each.body, at=each.at) for each in held.signatures
        ],
    )
