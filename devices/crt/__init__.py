"""Motorised card readers that speak the serial protocol of Creator's CRT-571 and CRT-591 family."""
