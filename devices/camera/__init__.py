"""Cameras, document cameras included: live pictures of whose freshness one can be sure."""

from devices.camera.driver import CameraDriver
from devices.camera.frame import Frame

__all__ = ["CameraDriver", "Frame"]
