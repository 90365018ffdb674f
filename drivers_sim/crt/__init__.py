"""A motorised card reader as heard on its serial line (the protocol of Creator's CRT-571 and CRT-591)."""
