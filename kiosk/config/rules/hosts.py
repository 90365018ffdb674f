"""Which host a name or an address means."""

from __future__ import annotations

import ipaddress
import re


def loopback(host: str) -> bool:
    """Whether a host is this machine itself: localhost, 127.0.0.0/8, ::1, mapped into IPv6, or no address at all."""
    name = host.lower().rstrip(".")
    if name in ("localhost", "ip6-localhost", "localhost.localdomain") or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        # inet_aton's short forms: 127.1, 0, 2130706433.
        return name == "0" or bool(re.fullmatch(r"127(\.\d+){0,3}|2130706433|0x7f[0-9a-f]{6}", name))
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address.is_loopback or address.is_unspecified
