"""Prometheus' metrics, for who has the metrics' own token: it opens nothing else."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from prometheus_client import CONTENT_TYPE_LATEST

from central.api.context import Parts
from central.api.errors import answers
from central.problems import Problem

router = APIRouter(tags=["health"])
_bearer = HTTPBearer(scheme_name="metrics", auto_error=False)


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **answers("token-invalid")},
)
def metrics(central: Parts, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]) -> Response:
    """Counts of this process and figures of the database, in Prometheus' text format."""
    if credentials is None:
        raise Problem("token-missing")
    central.metrics_token.check(credentials.credentials)
    return Response(central.measures.text(), media_type=CONTENT_TYPE_LATEST)
