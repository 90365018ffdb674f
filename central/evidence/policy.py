"""C2SP tlog-policy: whose checkpoints are trusted, and how many witnesses must have cosigned them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from central.evidence import checkpoints, notes
from central.evidence.checkpoints import Checkpoint
from central.evidence.notes import COSIGNATURE, ED25519, BadNote, Note, VerifierKey

NONE = "none"


class NotTrusted(Exception):
    """A checkpoint that the policy does not accept; what it lacks, as a code."""


@dataclass(frozen=True, slots=True)
class Witness:
    """`url` is the submission prefix, empty where none is given."""

    name: str
    key: VerifierKey
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    least: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trusted:
    """A checkpoint that was accepted, and when each known witness saw it."""

    checkpoint: Checkpoint
    seen: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Policy:
    logs: tuple[VerifierKey, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict)
    quorum: str = NONE

    def __str__(self) -> str:
        return "".join(
            (
                *(f"log {key}\n" for key in self.logs),
                *(f"witness {each.name} {each.key}{each.url and ' ' + each.url}\n" for each in self.witnesses),
                *(f"group {name} {group.least} {' '.join(group.members)}\n" for name, group in self.groups.items()),
                f"quorum {self.quorum}\n",
            )
        )

    def accept(self, note: Note) -> Trusted:
        """Raises NotTrusted where log, signatures or witnesses are not as they must be."""
        try:
            checkpoint = checkpoints.parse(note.text)
            logs = [key for key in self.logs if key.name == checkpoint.origin]
            if not logs:
                raise NotTrusted("log-unknown")
            if not notes.signed_by(note, logs):
                raise NotTrusted("log-signature-missing")
            times = notes.signed_by(note, [each.key for each in self.witnesses])
        except BadNote as error:
            raise NotTrusted(str(error)) from error
        seen = {each.name: times[each.key.name] for each in self.witnesses if each.key.name in times}
        if not self.is_met(seen):
            raise NotTrusted("witnesses-missing")
        return Trusted(checkpoint, seen)

    def is_met(self, names: Iterable[str]) -> bool:
        """Whether these witnesses are enough."""
        met = set(names)
        for name, group in self.groups.items():
            if sum(member in met for member in group.members) >= group.least:
                met.add(name)
        return self.quorum == NONE or self.quorum in met


def load(file: Path) -> Policy:
    """Raises ValueError with the line that is wrong."""
    return parse(file.read_text(encoding="utf-8"))


def parse(text: str) -> Policy:
    """Raises ValueError with the line that is wrong."""
    logs: list[VerifierKey] = []
    witnesses: list[Witness] = []
    groups: dict[str, Group] = {}
    quorum = ""
    for number, line in enumerate(text.split("\n"), 1):
        words = line.split()
        try:
            match words:
                case []:
                    pass
                case [comment, *_] if comment.startswith("#"):
                    pass
                case ["log", key, *url] if len(url) <= 1:
                    logs.append(_key(key, ED25519, logs))
                case ["witness", name, key, *url] if len(url) <= 1:
                    known = [each.key for each in witnesses]
                    witnesses.append(Witness(_new(name, witnesses, groups), _key(key, COSIGNATURE, known), *url))
                case ["group", name, least, *members]:
                    groups[_new(name, witnesses, groups)] = _group(least, members, witnesses, groups)
                case ["quorum", name] if not quorum:
                    quorum = name if name == NONE else _known(name, witnesses, groups)
                case _:
                    raise ValueError("not understood")
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from error
    if not quorum:
        raise ValueError("no quorum line")
    return Policy(tuple(logs), tuple(witnesses), groups, quorum)


def _key(text: str, kind: int, known: Iterable[VerifierKey]) -> VerifierKey:
    key = notes.verifier_key(text)
    if key.kind != kind:
        raise ValueError("a key of another type")
    if key.public in {each.public for each in known}:
        raise ValueError("a key that is there twice")
    return key


def _new(name: str, witnesses: Iterable[Witness], groups: Mapping[str, Group]) -> str:
    if name == NONE or name in groups or name in {each.name for each in witnesses}:
        raise ValueError("a name that is taken")
    return name


def _known(name: str, witnesses: Iterable[Witness], groups: Mapping[str, Group]) -> str:
    if name not in groups and name not in {each.name for each in witnesses}:
        raise ValueError(f"no witness or group {name} above")
    return name


def _group(least: str, members: list[str], witnesses: Iterable[Witness], groups: Mapping[str, Group]) -> Group:
    known = tuple(_known(each, witnesses, groups) for each in members)
    words = {"all": len(known), "any": 1}
    count = words[least] if least in words else int(least)
    if not 1 <= count <= len(known) or len(set(known)) < len(known):
        raise ValueError("a group that cannot be met")
    return Group(count, known)
