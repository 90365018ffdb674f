"""A4 pages as PDF, made in memory: what a citizen takes along, and the readiness report for staff.

Making one takes a tenth of a second or more: callers in an event loop use `asyncio.to_thread`.
"""

from kiosk.pages.readiness import ReadinessPage, ReadinessRow, readiness
from kiosk.pages.statement import statement
from kiosk.pages.typesetting import CannotTypeset, available

__all__ = ["CannotTypeset", "ReadinessPage", "ReadinessRow", "available", "readiness", "statement"]
