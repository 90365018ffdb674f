"""The social security card's chip: an ISO 7816 application as programs that yield commands and are sent answers."""
