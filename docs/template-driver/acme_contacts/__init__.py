"""The ACME AC-8: eight inputs and eight relays on a serial line or at a serial device server."""
