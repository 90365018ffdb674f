"""What is connected to this machine, and which driver would serve it."""

from devices.finding.model import Connected, Match
from devices.finding.search import find

__all__ = ["Connected", "Match", "find"]
