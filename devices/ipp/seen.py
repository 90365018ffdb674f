"""A printer's state as an observation: one reason, and every sub-state, unknown where the printer does not tell."""

from __future__ import annotations

from devices.ipp.state import A4, PDF, PrinterState
from devices.ipp.supplies import Supply
from devices.model import Observation
from devices.reasons import observation


def reason(state: PrinterState) -> str:
    """The one code that staff should act upon."""
    if state.stopped_by:
        return state.stopped_by[0]
    if state.closed:
        return "not_accepting_jobs"
    if state.formats and PDF not in state.formats:
        return "format_unsupported"
    if lacks_a4(state):
        return "paper_size"
    return state.runs_low[0] if state.runs_low else "ok"


def observe(state: PrinterState) -> Observation:
    stops, lows = state.stopped_by, state.runs_low
    return observation(
        reason(state),
        {
            "paper": _part(state, "out" if {"paper_out", "paper_needed"} & {*stops} else "", _paper(state)),
            "tray": _part(state, "missing" if "tray_missing" in stops else "", _tray(state)),
            "cover": _part(state, "open" if "cover_open" in stops else "", "closed"),
            "jam": _part(state, "jammed" if "paper_jam" in stops else "", "none"),
            "toner": _part(state, _toner_trouble(stops), "low" if "toner_low" in lows else _toner(state)),
            "output": _part(state, "full" if "output_full" in stops else "", "ok"),
            "supplies": ", ".join(_said(each) for each in state.supplies) or "unknown",
            "jobs": "busy" if state.busy else "idle",
        },
    )


def lacks_a4(state: PrinterState) -> bool:
    return bool(state.media_ready) and not any(name.startswith(A4) for name in state.media_ready)


def _part(state: PrinterState, trouble: str, otherwise: str) -> str:
    """A part's sub-state. That no trouble was named says something only of a printer that looks at its parts."""
    if trouble:
        return trouble
    return otherwise if state.reasons is not None and state.has_sensors else "unknown"


def _paper(state: PrinterState) -> str:
    if "paper_low" in state.runs_low:
        return "low"
    if state.trays is not None and all(level == 0 for level in state.trays):
        return "out"
    return "ok" if state.media_ready or any(level not in (0, -2) for level in state.trays or ()) else "unknown"


def _tray(state: PrinterState) -> str:
    return "no_a4" if lacks_a4(state) else "ok"


def _toner_trouble(stops: tuple[str, ...]) -> str:
    return "missing" if "toner_missing" in stops else "empty" if "toner_empty" in stops else ""


def _toner(state: PrinterState) -> str:
    levels = [each.percent for each in state.supplies if not each.waste]
    return "ok" if levels and None not in levels else "unknown"


def _said(supply: Supply) -> str:
    level = "unknown" if supply.percent is None else f"{supply.percent}%"
    return f"{supply.name[:40] or 'supply'} {level}"
