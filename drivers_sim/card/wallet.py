"""The citizens' social security cards: one each, whose PIN counter goes where the card goes."""

from __future__ import annotations

from typing import Any

from drivers_sim.card.chip import BankChip, Chip, SocialChip
from drivers_sim.card.contents import Contents
from drivers_sim.documents import Lying
from drivers_sim.studio.client import Studio


class Wallet:
    """Cards by whose they are and what is wrong with them."""

    def __init__(self) -> None:
        self._cards: dict[tuple[str, str], SocialChip] = {}

    async def chip(self, lying: Lying, studio: Studio) -> Chip | None:
        """The chip that a reader's contacts meet; None where they meet none: a card turned over, or without a chip.

        Raises LookupError where the citizen has no such card.
        """
        if lying.condition == "not_a_card":
            return BankChip()
        if lying.side == "back" or lying.condition == "upside_down":
            return None
        key = (lying.slug, lying.condition)
        if key not in self._cards:
            self._cards[key] = _made(await studio.facts("social_card", *key), lying.slug)
        return self._cards[key]

    def renew(self) -> None:
        """Every citizen comes with an unlocked card again."""
        self._cards.clear()


def _made(facts: dict[str, Any] | None, slug: str) -> SocialChip:
    if facts is None:
        raise LookupError(f"{slug} has no social security card")
    style = facts.pop("records")
    return SocialChip(Contents(**facts), style=style)
