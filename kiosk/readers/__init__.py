"""What citizens bring to the readers: an ID card's chip, a social security card, a code; and the lamps that guide."""
