"""An input and output module's far end, on a serial line or a network."""
