"""The audit log: appended with what it records, in one transaction, and verified by anybody with the public key."""

from kiosk.audit.log import FIELDS, Disposition, append, sign_head
from kiosk.audit.verify import Verification, verify

__all__ = ["FIELDS", "Disposition", "Verification", "append", "sign_head", "verify"]
