"""The slips a citizen takes along. What is printed and what the screen shows of it come from the same elements."""

from kiosk.receipts.lines import as_lines
from kiosk.receipts.masking import masked_id, masked_name
from kiosk.receipts.slips import submitted, ticket, tracked
from kiosk.receipts.tracking import tracking_code

__all__ = ["as_lines", "masked_id", "masked_name", "submitted", "ticket", "tracked", "tracking_code"]
