"""A scanner's traffic as text for staff: commands by name, what it says by length, for that may be somebody's card."""

from __future__ import annotations

from devices.scanner.profiles import Profile, Query
from devices.trace import Describe, Direction


def describer(profile: Profile) -> Describe:
    commands = {profile.wake: "wake"}
    named = [("alive", each) for each in profile.alive]
    for name, command in (*named, ("identity", profile.identity), ("start", profile.start), ("stop", profile.stop)):
        request = command.request if isinstance(command, Query) else command
        if request:
            commands[request] = f"{name} {request.hex(' ').upper()}"

    def describe(direction: Direction, data: bytes) -> str:
        if direction is Direction.TO_DEVICE:
            return commands.get(data, f"{len(data)} bytes")
        for query in (profile.start, profile.stop):
            if isinstance(query, Query):
                if query.answer.fullmatch(data):
                    return f"acknowledged {data.hex(' ').upper()}"
                if query.refusal is not None and query.refusal.fullmatch(data):
                    return f"refused {data.hex(' ').upper()}"
        return f"{len(data)} bytes"

    return describe
