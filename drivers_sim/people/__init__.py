"""Simulated citizens: who they are, their rendered faces before the camera, their cards on the scanner."""

from drivers_sim.people.citizen import Citizen, CitizenError, load_citizen, load_citizens
from drivers_sim.people.documents import CONDITIONS, card_fields, card_photo, render_card, scanner_frame
from drivers_sim.people.face import render_face
from drivers_sim.people.photo import id_photo
from drivers_sim.people.pose import ACTION_SECONDS, Action, Pose, acted_pose, idle_pose
from drivers_sim.people.presence import Presence
from drivers_sim.people.scanner import DEGRADATIONS, place_on_scanner

__all__ = [
    "ACTION_SECONDS",
    "CONDITIONS",
    "DEGRADATIONS",
    "Action",
    "Citizen",
    "CitizenError",
    "Pose",
    "Presence",
    "acted_pose",
    "card_fields",
    "card_photo",
    "id_photo",
    "idle_pose",
    "load_citizen",
    "load_citizens",
    "place_on_scanner",
    "render_card",
    "render_face",
    "scanner_frame",
]
