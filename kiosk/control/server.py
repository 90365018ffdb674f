"""The kiosk's end of the control socket. Only the kiosk's own user and root are answered."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import struct
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import msgspec

from devices.check import Doing, Level, Unattended
from kiosk.control import messages, present
from kiosk.control.messages import AnyAnswer, AnyRequest
from kiosk.diagnostics.readiness import Readiness
from kiosk.diagnostics.service import Diagnostics
from kiosk.logging import logger

log = logger("control")

_CREDENTIALS = struct.Struct("3i")  # struct ucred: pid, uid, gid
REPLY_S = 120.0
LAST_WORD_S = 1.0

Hold = Callable[[], AbstractAsyncContextManager[bool]]
"""Keeps visits from beginning while it is held; False where one is under way."""


class ControlServer:
    """Answers one request at a time on each connection."""

    def __init__(self, path: Path, diagnostics: Diagnostics, readiness: Readiness, hold: Hold) -> None:
        self._path = path
        self._diagnostics = diagnostics
        self._readiness = readiness
        self._hold = hold
        self._server: asyncio.Server | None = None
        self._serving: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self._path.unlink(missing_ok=True)
        self._server = await asyncio.start_unix_server(self._accept, path=self._path, limit=messages.MAX_LINE)
        self._path.chmod(0o600)

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in tuple(self._serving):
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)
        self._path.unlink(missing_ok=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        caller = _Caller(reader, writer)
        try:
            if _peer(writer) not in (os.getuid(), 0):
                log.warning("control.refused", reason="not_permitted")
                await caller.heard(messages.Refused(reason="not_permitted"))
                return
            with contextlib.suppress(ConnectionError):
                await self._serve(caller)
        except asyncio.CancelledError:
            pass  # the kiosk stops
        finally:
            self._serving.discard(task)
            caller.close()

    async def _serve(self, caller: _Caller) -> None:
        while True:
            try:
                request = await caller.next()
            except (msgspec.DecodeError, ValueError):
                await caller.heard(messages.Refused(reason="not_understood"), messages.End())
                return
            if request is None:
                return
            answering = asyncio.create_task(self._answer(request, caller))
            gone = asyncio.create_task(caller.gone.wait())
            try:  # who hangs up wants nothing more: a check that waits for a card ends
                await asyncio.wait({answering, gone}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (answering, gone):
                    task.cancel()
                await asyncio.gather(answering, gone, return_exceptions=True)
            if not answering.cancelled() and (error := answering.exception()) is not None:
                log.error("control.failed", error=type(error).__name__)
                caller.say(messages.Refused(reason="failed"))
            caller.say(messages.End())
            await caller.drain()

    async def _answer(self, request: AnyRequest, caller: _Caller) -> None:
        known = self._diagnostics
        match request:
            case messages.AskStatus():
                caller.say(*map(present.device, known.seen()))
            case messages.AskEvents(device=device, limit=limit):
                caller.say(*map(present.event, await known.devicelog.events(device, limit)))
            case messages.AskHistory(device=device, limit=limit):
                caller.say(*map(present.check, await known.devicelog.checks(device, limit)))
            case messages.AskStatistics():
                caller.say(
                    *(
                        messages.Counted(device=each.id, figures=dict(known.board.statistics(each.id)))
                        for each in known.config.devices
                    )
                )
            case messages.AskCheck(device=device, level=level):
                await self._check(device, level, caller)
            case messages.AskReport():
                await self._report(caller)
            case messages.Reply():
                caller.say(messages.Refused(reason="not_understood"))

    async def _check(self, device: str, level: Level, caller: _Caller) -> None:
        if device not in {each.id for each in self._diagnostics.config.devices}:
            caller.say(messages.Refused(reason="unknown_device"))
            return
        async with contextlib.AsyncExitStack() as held:
            if level is not Level.INTERNAL and not await held.enter_async_context(self._hold()):
                caller.say(messages.Refused(reason="occupied"))
                return
            made = await self._diagnostics.check(device, level, caller, asked_by="command")
        caller.say(present.checked(made))

    async def _report(self, caller: _Caller) -> None:
        def begun(name: str, zh: str, en: str) -> None:
            caller.say(messages.Part(name=name, title_zh=zh, title_en=en, outcome="running"))

        async with self._hold() as free:
            if not free:
                caller.say(messages.Refused(reason="occupied"))
                return
            made = await self._readiness.make(
                caller, begun, lambda part: caller.say(present.part(part)), asked_by="command"
            )
        caller.say(messages.Report(ready=made.report.ready, signed=made.signed.decode(), pdf=made.pdf))


class _Caller:
    """Who asked: also the staff who stand before the device, as far as the check can tell."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._reader = reader
        self._requests: asyncio.Queue[AnyRequest | Exception | None] = asyncio.Queue()
        self.gone = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    def say(self, *answers: AnyAnswer) -> None:
        if not self._writer.is_closing():
            self._writer.writelines(messages.encode(answer) + b"\n" for answer in answers)

    async def next(self) -> AnyRequest | None:
        """The next request; None once the other end is gone. Raises `msgspec.DecodeError` for what is none."""
        request = await self._requests.get()
        if isinstance(request, Exception):
            raise request
        return request

    async def heard(self, *answers: AnyAnswer) -> None:
        """The last word: a socket that is closed with unread requests in it takes its answers along."""
        self.say(*answers)
        with contextlib.suppress(TimeoutError, ConnectionError):
            await self._writer.drain()
            self._writer.write_eof()
            await asyncio.wait_for(self.gone.wait(), LAST_WORD_S)

    async def drain(self) -> None:
        await self._writer.drain()

    def close(self) -> None:
        self._reading.cancel()
        self._writer.close()

    def tell(self, doing: Doing) -> None:
        self.say(messages.Doing(code=doing.code, seconds=doing.seconds))

    async def confirm(self, question: str) -> bool:
        self.say(messages.Question(code=question))
        try:
            reply = await asyncio.wait_for(self.next(), REPLY_S)
        except (TimeoutError, msgspec.DecodeError, ValueError):
            raise Unattended(question) from None
        if not isinstance(reply, messages.Reply) or reply.yes is None:
            raise Unattended(question)
        return reply.yes

    async def _read(self) -> None:
        try:
            while line := await self._reader.readline():
                try:
                    self._requests.put_nowait(messages.decode_request(line))
                except msgspec.DecodeError as error:
                    self._requests.put_nowait(error)
        except (ConnectionError, ValueError, asyncio.LimitOverrunError) as error:
            if isinstance(error, ValueError):  # a line without an end
                self._requests.put_nowait(error)
        finally:
            self.gone.set()
            self._requests.put_nowait(None)


def _peer(writer: asyncio.StreamWriter) -> int:
    """The user at the other end."""
    connection: socket.socket = writer.get_extra_info("socket")
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return int(_CREDENTIALS.unpack(credentials)[1])
