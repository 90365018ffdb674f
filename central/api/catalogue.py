"""The catalogue, with an ETag."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Response

from central.api.context import ByKiosk
from central.api.errors import answers
from central.catalogue.model import CatalogueDocument

router = APIRouter(prefix="/v1", tags=["catalogue"])


@router.get(
    "/catalogue",
    response_model=CatalogueDocument,
    responses={304: {"description": "Unchanged since the ETag given in If-None-Match"}, **answers("token-invalid")},
)
def catalogue(call: ByKiosk, if_none_match: Annotated[str | None, Header(max_length=400)] = None) -> Response:
    """Life events, services and their forms, in Chinese and English."""
    with call.begin():
        held = call.central.catalogue
    headers = {"ETag": held.etag, "Cache-Control": "private, no-cache"}
    if if_none_match and held.etag in {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}:
        return Response(status_code=304, headers=headers)
    return Response(held.body, headers=headers, media_type="application/json")
