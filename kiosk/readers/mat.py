"""What lies on the scanner's mat, as the vision process last said. A card that was read must be lifted first."""

from __future__ import annotations


class Mat:
    """`lying`: something was seen there when it was last looked at. `was_read`: what lies there was read already."""

    def __init__(self) -> None:
        self.lying = False
        self.was_read = False

    def seen(self, code: str) -> None:
        """Take in a guidance code of vision's."""
        self.lying = code != "no_document"
        if not self.lying:
            self.was_read = False

    def read(self) -> None:
        self.lying = self.was_read = True
