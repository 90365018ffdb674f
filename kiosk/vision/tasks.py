"""Reading a document and checking a face: each is fed the newest frames and answers with events until it is over."""

from __future__ import annotations

from dataclasses import dataclass

from devices.camera import Frame
from kiosk.config.sections import FaceSection
from kiosk.identity.engine import EngineUnavailableError, TextEngine
from kiosk.identity.engines import DEFAULT, engine_named
from kiosk.identity.face_models import FaceModels, load_face_models
from kiosk.identity.face_result import BadIdPhotoError, FaceResult, FaceSettings
from kiosk.identity.face_session import FaceSession
from kiosk.identity.pictures import decode
from kiosk.identity.reading import DocumentReading, Image
from kiosk.identity.settle import DocumentSession
from kiosk.logging import logger
from kiosk.vision import messages
from kiosk.vision.messages import AnyCommand, AnyEvent
from kiosk.vision.task import CannotBegin, Task

log = logger("documents")


@dataclass(frozen=True, slots=True)
class LoadedRecognition:
    """The models, and the tasks that are done with them."""

    engine: TextEngine
    models: FaceModels
    face: FaceSection

    @classmethod
    def load(cls, face: FaceSection, engine: str = DEFAULT) -> LoadedRecognition:
        return cls(_text_engine(engine), load_face_models(), face)

    def begin(self, command: AnyCommand, photo: Image | None) -> Task:
        """The task for a command; `photo` is that of the document read before. Raises `CannotBegin`."""
        match command:
            case messages.ReadDocument(task=number):
                return ReadDocument(number, self.engine)
            case messages.CheckFace():
                return CheckFace(command, photo, self.models, self.face)
            case _:
                raise CannotBegin("unknown_task")


def _text_engine(name: str) -> TextEngine:
    """The engine of the configuration; where it is not installed, the default, said aloud."""
    try:
        return engine_named(name)
    except EngineUnavailableError:
        if name == DEFAULT:
            raise
        log.error("documents.engine_missing", reason=name)
        return engine_named()


class ReadDocument:
    """Reads what lies on the document camera until a reading has settled. `photo` is its portrait, then."""

    def __init__(self, number: int, engine: TextEngine) -> None:
        self.number = number
        self.over = False
        self.photo: Image | None = None
        self._session = DocumentSession(engine)
        self._said = ""
        self._settled: DocumentReading | None = None

    def feed(self, frame: Frame) -> AnyEvent | None:
        seen = self._session.feed(frame.pixels, frame.captured_at)
        if not isinstance(seen, DocumentReading):
            self._settled = None
            if seen == self._said:
                return None
            self._said = seen
            return messages.DocumentGuidance(task=self.number, code=seen)
        if self._settled is not None and seen is self._settled:
            return None
        self._settled, self._said = seen, ""
        self.photo = seen.photo
        return messages.DocumentRead(
            task=self.number,
            kind=seen.kind,
            side=seen.side,
            fields={
                name: messages.ReadField(value=field.value, confidence=round(field.confidence, 3))
                for name, field in seen.fields.items()
            },
            problems=seen.problems,
            has_photo=seen.photo is not None,
        )

    def end(self) -> None:
        self._session.reset()
        self._settled = None


class CheckFace:
    """One attempt at the face check. Raises `CannotBegin` where there is nothing to compare with."""

    photo: Image | None = None

    def __init__(
        self,
        command: messages.CheckFace,
        document_photo: Image | None,
        models: FaceModels,
        face: FaceSection,
    ) -> None:
        self.number = command.task
        self.over = False
        self._said: messages.FaceGuidance | None = None
        sources: dict[str, Image] = {}
        if document_photo is not None and command.with_document:
            sources["document"] = document_photo
        if command.reference is not None:
            reference = decode(command.reference)
            if reference is None:
                raise CannotBegin("bad_reference_photo")
            sources["reference"] = reference
        if not sources:
            raise CannotBegin("no_photo_to_compare")
        settings = FaceSettings(threshold=face.threshold, light=face.light, timeout_s=command.timeout_s)
        try:
            self._session = FaceSession(sources, settings, models=models)
        except BadIdPhotoError as error:
            raise CannotBegin(f"bad_{error.source}_photo") from error

    def feed(self, frame: Frame) -> AnyEvent | None:
        seen = self._session.feed(frame.pixels, frame.captured_at)
        if isinstance(seen, FaceResult):
            self.over = True
            return messages.FaceChecked(
                task=self.number,
                live=seen.live,
                comparisons=tuple(
                    messages.Comparison(
                        source="document" if each.source == "document" else "reference",
                        match=each.match,
                        distance=each.distance,
                    )
                    for each in seen.comparisons
                ),
                threshold=seen.threshold,
                reasons=seen.reasons,
            )
        said = messages.FaceGuidance(
            task=self.number,
            code=seen.code,
            challenge=seen.challenge,
            progress=round(seen.progress, 2),
            light=seen.light,
        )
        if said == self._said:
            return None
        self._said = said
        return said

    def end(self) -> None:
        self._session.wipe()
