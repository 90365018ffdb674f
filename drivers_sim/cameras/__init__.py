"""Cameras as HTTP MJPEG streams: one before the citizen, one above the document mat."""
