"""The lifecycle's steps for a driver that claims by opening and serves whenever it is asked."""

from __future__ import annotations


class Plain:
    def claim(self) -> None:
        pass

    def enable(self) -> None:
        pass

    def disable(self) -> None:
        pass

    def release(self) -> None:
        pass
