"""Code scanners on a serial port: framing, the makers' commands, the driver."""
