"""The departments' HTTP side, and the side channel that moves their faults."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
import requests
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from drivers_sim.departments import about_persons, about_work
from drivers_sim.departments.bank import Book, Entry, KeyUsedForAnotherOrder, Order
from drivers_sim.departments.faults import Fault, Faults
from drivers_sim.departments.people import Draw, People, person_of
from drivers_sim.departments.signing import KEY, SIGNATURE, Client, Keys

log = logging.getLogger("departments")
ANSWERS = {**about_persons.ANSWERS, **about_work.ANSWERS}
DEPARTMENTS = tuple(sorted({path.split("/")[0] for path in ANSWERS}))


class Asked(msgspec.Struct, frozen=True):
    request_id: str
    fields: dict[str, str]


@dataclass(slots=True)
class Desk:
    """What the program holds. `latency_s`: the least and most that an answer takes; `requests` counts by service."""

    people: People
    keys: Keys
    book: Book
    seed: int = 0
    latency_s: tuple[float, float] = (0.0, 0.0)
    faults: Faults = field(default_factory=Faults)
    client: Client = field(default_factory=Client)
    requests: dict[str, int] = field(default_factory=dict)
    notices: set[asyncio.Task[None]] = field(default_factory=set)


def departments(desk: Desk) -> Starlette:
    async def ask(request: Request) -> Response:
        return await _asked(desk, request.path_params["department"], request.path_params["service"], request)

    async def order(request: Request) -> Response:
        return await _ordered(desk, request)

    async def plain_order(request: Request) -> Response:
        return await _plainly_ordered(desk, request)

    async def settled(request: Request) -> Response:
        number = request.query_params.get("after", "0")
        entries = desk.book.settled_after(int(number)) if number.isdigit() else []
        return _signed(desk.keys, "bank", msgspec.json.encode({"settled": entries}))

    async def payment(request: Request) -> Response:
        entry = desk.book.find(request.path_params["key"])
        return Response(status_code=404) if entry is None else _signed(desk.keys, "bank", msgspec.json.encode(entry))

    return Starlette(
        routes=[
            Route("/bank/orders", plain_order, methods=["POST"]),
            Route("/bank/payments", order, methods=["POST"]),
            Route("/bank/payments", settled, methods=["GET"]),
            Route("/bank/payments/{key}", payment, methods=["GET"]),
            Route("/{department}/{service}", ask, methods=["POST"]),
        ]
    )


def side_channel(desk: Desk) -> Starlette:
    """GET /state; PUT and DELETE /faults/{department}; PUT /people; PUT /bank {settle_s, return_all}."""

    async def state(_request: Request) -> Response:
        held = {"departments": DEPARTMENTS, "faults": desk.faults.listed(), "requests": desk.requests}
        return Response(msgspec.json.encode(held), media_type="application/json")

    async def fault(request: Request) -> Response:
        department = request.path_params["department"]
        if request.method == "DELETE":
            desk.faults.set(department, None)
        else:
            try:
                desk.faults.set(department, msgspec.json.decode(await request.body(), type=Fault))
            except msgspec.DecodeError as error:
                return Response(str(error), 422)
        return Response(status_code=204)

    async def people(request: Request) -> Response:
        desk.people.put(person_of(json.loads(await request.body())))
        return Response(status_code=204)

    async def bank(request: Request) -> Response:
        said = json.loads(await request.body())
        desk.book.settle_s = float(said.get("settle_s", desk.book.settle_s))
        desk.book.return_all = str(said.get("return_all", desk.book.return_all))
        return Response(status_code=204)

    return Starlette(
        routes=[
            Route("/state", state),
            Route("/faults/{department}", fault, methods=["PUT", "DELETE"]),
            Route("/people", people, methods=["PUT"]),
            Route("/bank", bank, methods=["PUT"]),
        ]
    )


async def _asked(desk: Desk, department: str, service: str, request: Request) -> Response:
    path, body = f"{department}/{service}", await request.body()
    desk.requests[path] = desk.requests.get(path, 0) + 1
    fault = desk.faults.take(department)
    await _wait(desk, fault)
    if broken := _broken(fault):
        return broken
    if not desk.client.signed(department, body, request.headers.get(KEY, ""), request.headers.get(SIGNATURE, "")):
        return Response(status_code=401)
    answer = ANSWERS.get(path)
    try:
        asked = msgspec.json.decode(body, type=Asked)
    except msgspec.DecodeError:
        return Response(status_code=400)
    if answer is None:
        return Response(status_code=404)
    fields = None if fault and fault.kind == "unknown_person" else _fields(desk, path, answer, asked)
    if fields is not None and fault and fault.kind == "wrong_shape":
        fields = {**fields, "unagreed": 1}
    said = {
        "request_id": asked.request_id,
        "request_sha256": hashlib.sha256(body).hexdigest(),
        "answered_at": datetime.now(UTC).isoformat(),
        "found": fields is not None,
        "answer": fields,
    }
    stranger = Keys(secrets.token_bytes(32)) if fault and fault.kind == "wrong_signature" else desk.keys
    return _signed(stranger, department, json.dumps(said, ensure_ascii=False).encode())


def _fields(desk: Desk, path: str, answer: Callable[..., Any], asked: Asked) -> Mapping[str, Any] | None:
    """About a person, an employer, or nobody in particular."""
    number = asked.fields.get("id_number", "")
    person = desk.people.find(number)
    if number and person is None:
        return None
    overridden: Mapping[str, Any] | None = person.answers.get(path, {}) if person else {}
    if overridden is None:
        return None
    draw = Draw(desk.seed, f"{number or asked.fields.get('credit_code', '')}|{path}")
    fields = answer(person, asked.fields, draw)
    return None if fields is None else {**fields, **overridden}


async def _wait(desk: Desk, fault: Fault | None) -> None:
    least, most = desk.latency_s
    await asyncio.sleep(least + (most - least) * secrets.randbelow(1000) / 1000)
    if fault and fault.kind == "slow":
        await asyncio.sleep(fault.seconds)


def _broken(fault: Fault | None) -> Response | None:
    match fault.kind if fault else None:
        case "down":
            return Response("temporarily unavailable", 503)
        case "error":
            return Response("internal error", 500)
        case "garbage":
            return Response(b"\x00\xff<html>maintenance</html>", 200)
        case "empty":
            return Response(b"", 200)
    return None


async def _ordered(desk: Desk, request: Request) -> Response:
    fault = desk.faults.take("bank")
    await _wait(desk, fault)
    if broken := _broken(fault):
        return broken
    try:
        order = msgspec.json.decode(await request.body(), type=Order)
        entry = desk.book.take(order)
    except msgspec.DecodeError as error:
        return Response(str(error), 422)
    except KeyUsedForAnotherOrder:
        return Response(status_code=409)
    if order.notify:
        notice = asyncio.create_task(_notify(desk, order))
        desk.notices.add(notice)
        notice.add_done_callback(desk.notices.discard)
    return _signed(desk.keys, "bank", msgspec.json.encode(entry), 202)


async def _plainly_ordered(desk: Desk, request: Request) -> Response:
    """The order with its key as Idempotency-Key: answered {state, reference, reason}, pending until it is settled."""
    fault = desk.faults.take("bank")
    await _wait(desk, fault)
    if broken := _broken(fault):
        return broken
    try:
        said = {**msgspec.json.decode(await request.body()), "key": request.headers.get("Idempotency-Key", "")}
        key = desk.book.take(msgspec.convert(said, Order)).key
    except (msgspec.DecodeError, TypeError) as error:
        return Response(str(error), 422)
    except KeyUsedForAnotherOrder:
        return Response(status_code=409)
    entry = desk.book.find(key)
    assert entry is not None
    state = "pending" if entry.state == "accepted" else entry.state
    told = {"state": state, "reference": entry.reference, "reason": entry.reason}
    return _signed(desk.keys, "bank", msgspec.json.encode(told))


async def _notify(desk: Desk, order: Order) -> None:
    """Post the outcome where the order says, once it is settled."""
    await asyncio.sleep(desk.book.settle_s)
    entry = desk.book.find(order.key)
    if entry is not None and entry.state != "accepted":
        await asyncio.to_thread(_post, desk, order.notify, entry)


def _post(desk: Desk, url: str, entry: Entry) -> None:
    body = msgspec.json.encode(entry)
    headers = {"Content-Type": "application/json", SIGNATURE: desk.keys.sign("bank", body)}
    try:
        requests.post(url, data=body, headers=headers, timeout=5).raise_for_status()
    except requests.RequestException as error:
        log.warning("the bank's notice was not taken: %s", type(error).__name__)


def _signed(keys: Keys, department: str, body: bytes, status: int = 200) -> Response:
    return Response(body, status, {SIGNATURE: keys.sign(department, body)}, "application/json")
