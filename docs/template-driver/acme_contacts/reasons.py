"""What this board can suffer that the kiosk has no words for yet."""

from __future__ import annotations

from devices.model import Health, OperatorAction
from devices.reasons import Reason

# Begin your codes with the name of your package: they share one table with everybody's.
REASONS = (
    Reason(
        "acme_fuse_blown",
        Health.HARDWARE_ERROR,
        OperatorAction.MAINTENANCE,
        "继电器板保险丝熔断：请更换保险丝",
        "The relay board's fuse has blown: replace it",
    ),
)
