"""The readiness report: real loops through the kiosk's devices and its central, signed."""

from kiosk.diagnostics.readiness.making import Made, Readiness
from kiosk.diagnostics.readiness.model import Outcome, Part, Report

__all__ = ["Made", "Outcome", "Part", "Readiness", "Report"]
