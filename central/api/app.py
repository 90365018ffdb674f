"""The application: routes, error answers, middleware, and an OpenAPI document that also holds what is sealed."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator, MutableMapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from central import catalogue, enrolment, parameters, seed, workdays
from central.api import (
    authorisations,
    consultations,
    drafts,
    errors,
    fund_movements,
    handling,
    health,
    kiosk_watch,
    kiosks,
    me,
    metrics,
    monitoring,
    sessions,
    staff,
    submissions,
    work,
)
from central.api import catalogue as catalogue_routes
from central.api import contracts as contract_routes
from central.api import evidence as evidence_routes
from central.api import exchange as exchange_routes
from central.api import offers as offer_routes
from central.api import proactive as proactive_routes
from central.api import vacancies as vacancy_routes
from central.api.middleware import BodyBound, Journal
from central.api.rates import PublicRate
from central.background.beside import doing_tasks
from central.consultation import guides
from central.consultation.finding import Finder
from central.demo_provider import routes as demo_provider_routes
from central.desk import mount as desk
from central.evidence import log as evidence_log
from central.evidence import policy, worker
from central.exchange import contracts
from central.exchange import opening as exchange_opening
from central.exchange.opening import exchange_of
from central.measures.collector import Figures
from central.measures.requests import Measured, Measures
from central.measures.tracing import tracing
from central.monitoring.feed import Feed, running
from central.oidc import Client
from central.parts import Central
from central.seal import SealKeys
from central.settings import Settings
from central.store.database import Database
from central.tokens import StaffToken
from central.wire import SealedSubmission

TITLE = "HRSS reference central"
DESCRIPTION = (
    "What a self-service kiosk of a social-security hall needs from its central. Errors are problem+json with stable "
    "types. A kiosk signs a fresh token for each call: EdDSA by its device key, iss = sub = kiosk id, aud = central, "
    "exp at most 120 s after iat, a jti of 8 to 64 characters that is used once."
)


def build_app(settings: Settings) -> FastAPI:
    """A running central: database migrated, keys and secrets in place. Raises ValueError for what cannot be used."""
    database = Database(settings.database_url)
    database.migrate()
    enrolment.load_code(database, settings.enrolment_code_file, settings.now())
    folder = settings.catalogue_dir
    seed.seed_staff(database, tomllib.loads((folder / "staff.toml").read_text(encoding="utf-8"))["staff"])
    app = bare_app(settings.max_body, settings.public_rate)
    agreed = contracts.load(settings.contracts_dir)
    app.state.central = Central(
        settings=settings,
        database=database,
        catalogue=catalogue.load(folder),
        calendar=workdays.load(folder / "calendar"),
        parameters=parameters.load(folder / "parameters.toml"),
        seal_keys=SealKeys(settings.state_dir / "seal-keys", settings.now()),
        staff_token=StaffToken(settings.staff_token_file),
        log=evidence_log.load(
            settings.state_dir / "evidence",
            settings.evidence_origin,
            policy.load(settings.evidence_witnesses) if settings.evidence_witnesses else policy.Policy(),
        ),
        finder=Finder(guides.load(folder / "guides")),
        feed=Feed(database, settings.now),
        measures=Measures(Figures(database, settings.now)),
        metrics_token=StaffToken(settings.state_dir / "metrics-token"),
        contracts=agreed,
        exchange=exchange_of(settings, agreed),
        oidc=Client(settings.oidc, settings.clock_tolerance) if settings.oidc else None,
    )
    handling.install(app.state.central)
    exchange_opening.install(app.state.central)
    if settings.demo_provider is not None:
        app.include_router(demo_provider_routes.router)
    return app


@asynccontextmanager
async def _lifetime(app: FastAPI) -> AsyncIterator[None]:
    """What runs beside the requests, for as long as the application does."""
    central: Central = app.state.central
    async with AsyncExitStack() as beside:
        beside.enter_context(tracing(app))
        await beside.enter_async_context(doing_tasks(central))
        await beside.enter_async_context(running(central.feed))
        if central.settings.evidence:
            beside.enter_context(worker.working(central))
        yield


def bare_app(max_body: int, public_rate: int = 0) -> FastAPI:
    """The routes alone, enough for the OpenAPI document."""
    app = FastAPI(
        title=TITLE, version=health.VERSION, description=DESCRIPTION, docs_url=None, redoc_url=None, lifespan=_lifetime
    )
    for module in (health, kiosks, kiosk_watch, monitoring, catalogue_routes, sessions, submissions, staff, drafts, me):
        app.include_router(module.router)
    app.include_router(handling.router)
    app.include_router(metrics.router)
    desk.mount(app)
    for module in (exchange_routes, offer_routes, proactive_routes):
        app.include_router(module.router)
    for module in (evidence_routes, contract_routes, authorisations, fund_movements):
        app.include_router(module.router)
    for module in (consultations, work, vacancy_routes):
        app.include_router(module.router)
    errors.install(app)
    app.add_middleware(BodyBound, most=max_body)
    app.add_middleware(PublicRate, most=public_rate)
    app.add_middleware(Journal)
    app.add_middleware(Measured, measures=_measures)
    app.openapi = lambda: _document(app)  # type: ignore[method-assign]
    return app


def _measures(scope: MutableMapping[str, Any]) -> Measures | None:
    central: Central | None = getattr(scope["app"].state, "central", None)
    return central.measures if central is not None else None


def _document(app: FastAPI) -> dict[str, Any]:
    """OpenAPI 3.1. FastAPI's own 422 is replaced by the one that is given, and every error is problem+json."""
    if app.openapi_schema:
        return app.openapi_schema
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes, openapi_version="3.1.0"
    )
    schemas: dict[str, Any] = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    sealed = SealedSubmission.model_json_schema(ref_template="#/components/schemas/{model}")
    for name, schema in sealed.pop("$defs").items():
        schemas.setdefault(name, schema)
    schemas["SealedSubmission"] = sealed
    for path in document["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if status.startswith(("4", "5")) and "content" in answer:
                    answer["content"] = {errors.MEDIA_TYPE: next(iter(answer["content"].values()))}
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    app.openapi_schema = document
    return document
