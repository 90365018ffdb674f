"""The dock's HTTP verbs, its live updates, and its page."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from drivers_sim.cameras.mjpeg import Camera
from drivers_sim.documents import CONDITIONS, SIDES
from drivers_sim.equipment.camera import CameraDevice
from drivers_sim.equipment.model import VerbError
from drivers_sim.escpos.paper import Slip, slip_text
from drivers_sim.hall import Hall
from drivers_sim.scenario.model import ScenarioError
from drivers_sim.scenario.reading import check_devices, scenario_of, shipped
from drivers_sim.scenario.recording import steps
from drivers_sim.stage import Screen
from drivers_sim.studio.client import StudioError, Urgency
from drivers_sim.verbs import perform, verb

STATIC = Path(__file__).parent / "static"
KEEPALIVE_SECONDS = 15.0
ASK_AGAIN = {"Cache-Control": "no-cache"}
"""The browser keeps a file but asks whether it is still the newest: an update shows at once, and whole."""


class OnStage(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    screen: str = ""
    challenge: str = "none"
    instruction: str = ""
    light: str = ""


class Play(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A shipped scenario by its name, or one of its own by its steps."""

    name: str
    zh: str = ""
    en: str = ""
    steps: list[dict[str, Any]] | None = None


_Shape = TypeVar("_Shape")
_PATHS = {
    "/people/seat": "seat",
    "/people/leave": "leave",
    "/people/act": "act",
    "/people/presence": "presence",
    "/documents/place": "place",
    "/documents/remove": "remove",
    "/codes/show": "show_code",
    "/slips/lay": "lay_slip",
    "/devices/{device}/fault": "fault",
    "/reset": "reset",
}
"""The verbs' paths; what a path names belongs to the verb's arguments."""


def dock_app(hall: Hall) -> Starlette:
    """The application over a hall that is open."""
    verbs = _Verbs(hall)
    return Starlette(
        routes=[
            Route("/", lambda _: FileResponse(STATIC / "index.html", headers=ASK_AGAIN)),
            Route("/state", verbs.state),
            Route("/events", verbs.events),
            Route("/people/{slug}.jpg", verbs.portrait),
            Route("/documents/{slug}/{side}.jpg", verbs.card),
            Route("/printer/{id}/slips", verbs.slips),
            Route("/printer/{id}/slips/{number:int}.png", verbs.slip),
            Route("/documents-printed/{id}", verbs.documents),
            Route("/documents-printed/{id}/{number:int}.pdf", verbs.document),
            Route("/cameras/{id}.jpg", verbs.still),
            Route("/stage", verbs.stage, methods=["POST"]),
            Route("/verbs", verbs.done),
            Route("/scenarios/play", verbs.play, methods=["POST"]),
            Route("/scenarios/stop", verbs.stop, methods=["POST"]),
            *(Route(path, verbs.doing(name), methods=["POST"]) for path, name in _PATHS.items()),
            Mount("/static", _OwnFiles(directory=STATIC)),
        ],
        exception_handlers={VerbError: _refused, StudioError: _failed},
    )


class _OwnFiles(StaticFiles):
    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update(ASK_AGAIN)
        return response


class _Verbs:
    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._scenarios = [{"name": each.name, "zh": each.zh, "en": each.en} for each in shipped()]
        self._paper: dict[tuple[str, int, int], bytes] = {}
        self._drawings: dict[tuple[str, ...], bytes] = {}

    async def state(self, _: Request) -> Response:
        return _json(self._state())

    async def events(self, _: Request) -> Response:
        return StreamingResponse(self._events(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _events(self) -> AsyncIterator[bytes]:
        hall, sent = self._hall, -1
        while True:
            if hall.version != sent:
                sent = hall.version
                yield b"data: " + msgspec.json.encode(self._state()) + b"\n\n"
            try:
                await asyncio.wait_for(hall.newer_than(sent), KEEPALIVE_SECONDS)
            except TimeoutError:
                yield b": still here\n\n"

    def doing(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint of one verb."""

        async def do(request: Request) -> Response:
            arguments = await _body(request, dict[str, Any])
            await perform(self._hall, verb(name, {**arguments, **request.path_params}))
            return _json(self._state())

        return do

    async def done(self, _: Request) -> Response:
        """Each verb from now on as a scenario's step, as server-sent events."""
        return StreamingResponse(self._steps(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _steps(self) -> AsyncIterator[bytes]:
        yield b": from now on\n\n"
        async for step in steps(self._hall):
            yield b"data: " + msgspec.json.encode(step) + b"\n\n"

    async def play(self, request: Request) -> Response:
        body = await _body(request, Play)
        try:
            if body.steps is None:
                known = {each.name: each for each in shipped()}
                if body.name not in known:
                    raise VerbError(f"name: found {body.name!r}, allowed: {', '.join(known)}", 404)
                scenario = known[body.name]
            else:
                scenario = scenario_of({"zh": body.zh, "en": body.en, "steps": body.steps}, body.name, body.name)
            check_devices(scenario, self._hall.devices)
        except ScenarioError as error:
            raise VerbError(str(error), 400) from error
        self._hall.player.start(scenario)
        return _json(self._state())

    async def stop(self, _: Request) -> Response:
        await self._hall.player.stop()
        return _json(self._state())

    async def stage(self, request: Request) -> Response:
        body = await _body(request, OnStage)
        self._hall.show(Screen(body.screen, body.challenge, body.instruction, body.light))
        return _json({"ok": True})

    async def portrait(self, request: Request) -> Response:
        return await self._drawn("portrait", self._slug(request))

    async def card(self, request: Request) -> Response:
        condition = request.query_params.get("condition", "normal")
        side = request.path_params["side"]
        if side not in SIDES or condition not in CONDITIONS:
            raise VerbError(f"side: {', '.join(SIDES)}; condition: {', '.join(CONDITIONS)}", 404)
        return await self._drawn("card", self._slug(request), side, condition)

    async def slips(self, request: Request) -> Response:
        slips = self._hall.slips(request.path_params["id"])
        return _json([{"number": s.number, "text": slip_text(s), "complete": s.complete} for s in slips])

    async def slip(self, request: Request) -> Response:
        device, number = request.path_params["id"], request.path_params["number"]
        for slip in self._hall.slips(device):
            if slip.number == number:
                return Response(await self._png(device, slip), media_type="image/png")
        raise VerbError(f"slip: found {number}, allowed: {[s.number for s in self._hall.slips(device)]}", 404)

    async def documents(self, request: Request) -> Response:
        documents = self._hall.documents(request.path_params["id"])
        return _json(
            [
                {
                    "number": each.number,
                    "title": each.title,
                    "pages": each.pages,
                    "out": each.out,
                    "complete": each.complete,
                }
                for each in documents
            ]
        )

    async def document(self, request: Request) -> Response:
        device, number = request.path_params["id"], request.path_params["number"]
        documents = self._hall.documents(device)
        for each in documents:
            if each.number == number:
                return Response(each.pdf, media_type="application/pdf", headers={"Cache-Control": "no-store"})
        raise VerbError(f"document: found {number}, allowed: {[each.number for each in documents]}", 404)

    async def still(self, request: Request) -> Response:
        camera = self._camera(request)
        frame = camera.source.frame(time.monotonic()) if camera.plugged else None
        if frame is None:
            raise VerbError("the camera has no picture")
        return Response(frame, media_type="image/jpeg", headers={"Cache-Control": "no-store"})

    def _state(self) -> dict[str, Any]:
        return {**self._hall.state(), "scenarios": self._scenarios}

    async def _drawn(self, *scene: str) -> Response:
        if scene not in self._drawings:
            (self._drawings[scene],) = await self._hall.studio.pictures(*scene, urgency=Urgency.SOON)
        return Response(self._drawings[scene], media_type="image/jpeg", headers={"Cache-Control": "max-age=60"})

    async def _png(self, device: str, slip: Slip) -> bytes:
        from drivers_sim.escpos.render import slip_png

        key = (device, slip.number, slip.height)
        if key not in self._paper:
            self._paper = {k: png for k, png in self._paper.items() if k[:2] != key[:2]}
            self._paper[key] = await asyncio.to_thread(slip_png, slip)
        return self._paper[key]

    def _camera(self, request: Request) -> Camera:
        device = self._hall.device(request.path_params["id"])
        if not isinstance(device, CameraDevice):
            raise VerbError(f"{device.settings.id} is no camera")
        return device.camera

    def _slug(self, request: Request) -> str:
        slug: str = request.path_params["slug"]
        if slug not in [person["slug"] for person in self._hall.cast]:
            raise VerbError(f"slug: found {slug!r}", 404)
        return slug


async def _body(request: Request, shape: type[_Shape]) -> _Shape:
    try:
        return msgspec.json.decode(await request.body() or b"{}", type=shape)
    except msgspec.DecodeError as error:
        raise VerbError(str(error), 400) from error


def _json(content: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(content), status, media_type="application/json")


async def _refused(_: Request, error: Exception) -> Response:
    return _json({"error": str(error)}, error.status if isinstance(error, VerbError) else 409)


async def _failed(_: Request, error: Exception) -> Response:
    return _json({"error": str(error)}, 500)
