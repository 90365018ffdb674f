"""`main.py witness`: the witness over HTTP."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path

import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from central import private_file
from central.evidence import policy
from central.evidence.notes import COSIGNATURE, Signer
from central.evidence.witness.judging import Verdict, Witness
from central.evidence.witness.memory import Memory

MOST_BODY = 64 * 1024


def load(name: str, state_dir: Path, logs: Path) -> Witness:
    """`logs`: a policy file, whose log lines say which logs are watched. Raises ValueError where it cannot be read."""
    raw = private_file.read_or_create(
        state_dir / "witness.ed25519", lambda: Ed25519PrivateKey.generate().private_bytes_raw()
    )
    signer = Signer(name, COSIGNATURE, Ed25519PrivateKey.from_private_bytes(raw))
    return Witness(signer, policy.load(logs).logs, Memory(state_dir / "witness.db"))


def app(witness: Witness, clock: Callable[[], float] = time.time) -> Starlette:
    async def add_checkpoint(request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > MOST_BODY:
                return _answer(Verdict(413, "too large\n"))
        try:
            text = body.decode()
        except UnicodeDecodeError:
            return _answer(Verdict(400, "not UTF-8\n"))
        return _answer(await run_in_threadpool(witness.add_checkpoint, text, int(clock())))

    async def latest(request: Request) -> Response:
        note = await run_in_threadpool(witness.latest, request.path_params["origin"])
        return _answer(Verdict(200, note) if note else Verdict(404, "never cosigned\n"))

    return Starlette(
        routes=[
            Route("/add-checkpoint", add_checkpoint, methods=["POST"]),
            Route("/{origin}/checkpoint", latest),
        ]
    )


def _answer(verdict: Verdict) -> Response:
    return Response(verdict.body, verdict.status, media_type=verdict.media_type)


def run(name: str, state_dir: Path, logs: Path, host: str, port: int) -> None:
    """Serve until a signal. Prints the witness's key and then its address."""
    witness = load(name, state_dir, logs)
    print(f"key: {witness.signer.key}", flush=True)
    _Server(uvicorn.Config(app(witness), host=host, port=port, log_level="warning", access_log=False)).run()


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            print(f"witness: http://{host}:{port}", flush=True)
