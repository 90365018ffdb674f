"""Which keys name a secret."""

from __future__ import annotations

import re

_SECRET = re.compile(
    r"(^|_)(password|passwd|passphrase|pas+w\w{0,5}|pwd|pins?|secret|token|api_?key|private_?key|enrolment_code|口令|密码)$",
    re.IGNORECASE,
)


def is_secret(key: str) -> bool:
    """`pin`, `api_token`; not `pin_file`, which is a reference."""
    return _SECRET.search(key.strip("\"'")) is not None
