"""A photograph held up before the camera in place of a face: flat, bordered, held in two fingers, never quite still."""

from __future__ import annotations

import math

import cv2
import numpy as np

from drivers_sim.people.citizen import Citizen
from drivers_sim.people.images import Floats, Rgb, with_noise
from drivers_sim.people.pose import Action, Pose, acted_pose, idle_pose
from drivers_sim.people.room import room

_PAPER_HEIGHT = 0.86  # of the frame's height: held where the face would be, large enough to hide it
_DISTANCE = 3.2  # from the lens to the paper, in half paper heights
_BORDER = 0.05
_HAND_SHAKE_HZ = (2.3, 3.1)


def photograph_pose(t: float, action: Action | None, since: float, seed: int = 0) -> Pose:
    """How the paper is held at `t`: it sways with the hand and can be turned or brought closer, and does not blink."""
    idle = idle_pose(t, seed)
    pose = acted_pose(action, since, idle) if action is not None else idle
    shake = [math.sin(2 * math.pi * hz * t + seed) for hz in _HAND_SHAKE_HZ]
    shift = (pose.shift[0] + 0.008 * shake[0], pose.shift[1] + 0.008 * shake[1])
    return Pose(
        pose.yaw + 0.5 * shake[1], pose.pitch + 4.0, pose.roll + 0.4 * shake[0], closer=pose.closer, shift=shift
    )


def render_photograph(
    photo: Rgb,
    holder: Citizen,
    pose: Pose,
    *,
    size: tuple[int, int] = (640, 480),
    brightness: float = 1.0,
    flash: tuple[float, float, float] | None = None,
    seed: int = 0,
) -> Rgb:
    """`photo` as a print held up by `holder`, in the pose of its paper. The light falls on the paper alike all over."""
    scene = room(size) * np.float32(brightness)
    paper = _printed(photo)
    quad = _quad(paper, pose, size)
    matrix = cv2.getPerspectiveTransform(_edges(paper), quad)
    facing = math.cos(math.radians(pose.yaw)) * math.cos(math.radians(pose.pitch))
    light = np.full(3, brightness * (0.55 + 0.4 * facing), np.float32)
    if flash is not None:
        light = light + np.array(flash, np.float32) * np.float32(facing)
    flat = cv2.warpPerspective(paper.astype(np.float32), matrix, size, flags=cv2.INTER_AREA)
    alpha = cv2.warpPerspective(np.ones(paper.shape[:2], np.float32), matrix, size)[..., None]
    scene *= 1 - alpha
    scene += flat * light * alpha
    _thumb(scene, quad, holder, brightness)
    return with_noise(cv2.GaussianBlur(scene, (0, 0), 0.6), 2.0, seed)


def _printed(photo: Rgb) -> Rgb:
    """The photograph on paper: a white border, and a printer's smaller range of tones."""
    b = round(photo.shape[1] * _BORDER)
    tones = np.clip(18 + photo.astype(np.float32) * 0.88, 0, 255).astype(np.uint8)
    paper: Rgb = cv2.copyMakeBorder(tones, b, b, b, b, cv2.BORDER_CONSTANT, value=(244, 243, 238)).astype(np.uint8)
    return paper


def _edges(paper: Rgb) -> Floats:
    h, w = paper.shape[:2]
    return np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float32)


def _quad(paper: Rgb, pose: Pose, size: tuple[int, int]) -> Floats:
    """Where the paper's corners fall in the frame, clockwise from its upper left."""
    w, h = size
    aspect = paper.shape[1] / paper.shape[0]
    corners = np.array([(-aspect, 1, 0), (aspect, 1, 0), (aspect, -1, 0), (-aspect, -1, 0)], np.float64)
    y, p, r = (math.radians(a) for a in (pose.yaw, pose.pitch, pose.roll))
    about_y = np.array([(math.cos(y), 0, math.sin(y)), (0, 1, 0), (-math.sin(y), 0, math.cos(y))])
    about_x = np.array([(1, 0, 0), (0, math.cos(p), -math.sin(p)), (0, math.sin(p), math.cos(p))])
    about_z = np.array([(math.cos(r), -math.sin(r), 0), (math.sin(r), math.cos(r), 0), (0, 0, 1)])
    turned = corners @ (about_z @ about_y @ about_x).T
    near = _DISTANCE / (_DISTANCE - turned[:, 2:])
    half = h * _PAPER_HEIGHT / 2 * pose.closer
    middle = np.array((w / 2 + pose.shift[0] * half, h * 0.48 - pose.shift[1] * half))
    out: Floats = (turned[:, :2] * near * half * np.array((1, -1)) + middle).astype(np.float32)
    return out


def _thumb(scene: Floats, quad: Floats, holder: Citizen, brightness: float) -> None:
    """A thumb over the lower edge."""
    right, down = quad[2] - quad[3], quad[3] - quad[0]
    length = float(np.linalg.norm(right))
    mask = np.zeros(scene.shape[:2], np.float32)
    tip, root = quad[3] + right * 0.56 - down * 0.035, quad[3] + right * 0.7 + down * 0.35
    a, b = (tuple(round(float(v)) for v in p) for p in (tip, root))
    cv2.line(mask, (a[0], a[1]), (b[0], b[1]), 1.0, round(length * 0.14), cv2.LINE_AA)
    inside = cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 3) / (length * 0.07)
    tone = np.array(holder.face.skin.colour, np.float32) * brightness * (0.55 + 0.4 * np.clip(inside, 0, 1))[..., None]
    nail = np.zeros_like(mask)
    cv2.circle(nail, (a[0], a[1]), round(length * 0.042), 1.0, -1, cv2.LINE_AA)
    tone = tone + 18 * nail[..., None]
    alpha = cv2.GaussianBlur(mask, (0, 0), 1.0)[..., None]
    scene *= 1 - alpha
    scene += tone * alpha
