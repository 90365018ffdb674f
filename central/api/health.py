"""Whether the central can serve."""

from __future__ import annotations

from fastapi import APIRouter
from sqlalchemy import text

from central.api.context import Parts
from central.api.errors import answers
from central.api.schemas import Health

router = APIRouter(tags=["health"])
VERSION = "1.0.0"


@router.get("/healthz", responses=answers("busy"))
def healthz(central: Parts) -> Health:
    """Answers once the database does."""
    with central.database.begin() as transaction:
        transaction.execute(text("SELECT 1"))
    return Health(status="ok", database="ok", version=VERSION)
