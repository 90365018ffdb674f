"""Receipt printers that speak ESC/POS, over TCP or a serial port."""
